using System.Security.Cryptography;

namespace TreatyBot.Knowledge.Ingestion;

/// <param name="Document">The document.</param>
/// <param name="Warnings">What the keeper of the corpus should know, each a sentence part without the file's name.</param>
public sealed record ReadDocument(SourceDocument Document, IReadOnlyList<string> Warnings);

/// <summary>Reads a file of any supported kind into a <see cref="SourceDocument"/>. Thread-safe.</summary>
public sealed class DocumentReader(long maxFileBytes)
{
    private const int LongestTitle = 200;

    private static readonly IDocumentReader[] Readers =
        [new MarkdownReader(), new PlainTextReader(), new HtmlReader(), new PdfReader(), new WordReader()];

    private static readonly Dictionary<string, IDocumentReader> ByExtension = Readers
        .SelectMany(reader => reader.Extensions.Select(extension => KeyValuePair.Create(extension, reader)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool Supports(string path) => ByExtension.ContainsKey(Path.GetExtension(path));

    /// <summary>The extensions that can be read, with their dots.</summary>
    public static IReadOnlyList<string> SupportedExtensions { get; } = [.. ByExtension.Keys.Order(StringComparer.Ordinal)];

    /// <exception cref="DocumentReadException">The file cannot be read; the message names it, the cause and the mend.</exception>
    public ReadDocument Read(CorpusFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Read(file, Load(file));
    }

    /// <summary>The same of bytes already at hand.</summary>
    internal static ReadDocument Read(CorpusFile file, byte[] bytes)
    {
        var content = Parse(file, bytes);
        var warnings = content.Warnings.ToList();
        if (!content.Blocks.Any(block => block.Kind != BlockKind.Heading))
            warnings.Add("the document holds no text besides its headings");
        return new(ToDocument(file, bytes, content), warnings);
    }

    /// <summary>The register entry of the file's front matter, at the cost of its head alone; null for any other file.</summary>
    /// <exception cref="DocumentReadException">The file or its front matter is broken.</exception>
    public RegisterEntry? ReadRegisterEntry(CorpusFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!ByExtension.TryGetValue(Path.GetExtension(file.Path), out var reader) || reader is not (MarkdownReader or PlainTextReader))
            return null;
        var (text, _) = TextDecoder.Decode(file.Path, Load(file));
        return FrontMatterParser.Parse(file.Path, text)?.Register;
    }

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    /// <exception cref="DocumentReadException">The file cannot be opened or is too large.</exception>
    public async Task<string> HashAsync(CorpusFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            await using var stream = File.OpenRead(file.FullPath);
            RefuseOversize(file, stream.Length);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, exception);
        }
    }

    private byte[] Load(CorpusFile file)
    {
        try
        {
            using var stream = File.OpenRead(file.FullPath);
            RefuseOversize(file, stream.Length);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, exception);
        }
    }

    private static DocumentContent Parse(CorpusFile file, byte[] bytes)
    {
        var extension = Path.GetExtension(file.Path);
        if (!ByExtension.TryGetValue(extension, out var reader))
            throw new DocumentReadException(file.Path, $"files of type {extension} cannot be read; supported are {string.Join(", ", SupportedExtensions)}");
        if (bytes.Length == 0)
            throw new DocumentReadException(file.Path, "the file is empty; put text into it or take it out of the corpus");
        try
        {
            return reader.Read(file.Path, bytes);
        }
        catch (Exception exception) when (exception is not (DocumentReadException or OutOfMemoryException))
        {
            throw new DocumentReadException(
                file.Path, $"the file is damaged or is no {extension} file ({exception.Message.TrimEnd('.')}); open it in its own program and save it anew", exception);
        }
    }

    private static SourceDocument ToDocument(CorpusFile file, byte[] bytes, DocumentContent content)
    {
        var front = content.FrontMatter;
        var title = front?.Title ?? Shorten(content.Title) ?? Path.GetFileNameWithoutExtension(file.Path);
        return new SourceDocument
        {
            Id = file.Id,
            Path = file.Path,
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Text = content.Text,
            Blocks = content.Blocks,
            Metadata = new DocumentMetadata
            {
                Title = title,
                Publisher = front?.Publisher ?? content.Publisher,
                Author = front?.Author ?? content.Author,
                Published = front?.Published ?? content.Published,
                PublishedNote = front?.Published is null ? content.PublishedNote : front.PublishedNote,
                Url = front?.Url ?? content.Url,
                Language = front?.Language ?? content.Language ?? "en",
                Tier = front?.Tier ?? (front?.Register is null ? SourceTier.Press : SourceTier.Register),
                Treaties = front switch
                {
                    null => [],
                    { Treaties.Count: 0, Register: { } register } => [register.Id],
                    _ => front.Treaties,
                },
                Sources = front?.Sources ?? [],
                Register = front?.Register,
            },
        };
    }

    // A first line may be a whole paragraph; its first sentence is title enough.
    private static string? Shorten(string? title)
    {
        if (string.IsNullOrWhiteSpace(title))
            return null;
        title = title.Trim();
        if (title.Length > LongestTitle && SentenceSplitter.Split(title)[0] is var first)
            title = title.Substring(first.Start, first.Length);
        return title.Length > LongestTitle ? title[..(LongestTitle - 1)].TrimEnd() + "…" : title;
    }

    private void RefuseOversize(CorpusFile file, long length)
    {
        if (length > maxFileBytes)
        {
            throw new DocumentReadException(
                file.Path, $"the file holds {length:N0} bytes, more than the {maxFileBytes:N0} allowed; split it, or raise Corpus:MaxFileBytes");
        }
    }

    private static DocumentReadException Unreadable(CorpusFile file, Exception exception) =>
        new(file.Path, exception switch
        {
            UnauthorizedAccessException => "the file may not be read; give the account that runs TreatyBot read access",
            FileNotFoundException or DirectoryNotFoundException => "the file is gone; ingest again",
            _ => $"the file cannot be read ({exception.Message})",
        }, exception);
}
