using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Reads Word documents: paragraphs, headings, lists with the numbers Word shows, and tables. Deleted text stays out.</summary>
internal sealed class WordReader : IDocumentReader
{
    // A small archive may unpack to a very large part.
    private const long LongestPart = 256L * 1024 * 1024;

    public IReadOnlyList<string> Extensions { get; } = [".docx"];

    public DocumentContent Read(string path, byte[] bytes)
    {
        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..])
            throw new DocumentReadException(path, "the document is encrypted or in the old .doc format; save a copy as .docx without password");
        using var stream = new MemoryStream(bytes, writable: false);
        using var package = WordprocessingDocument.Open(stream, false, new OpenSettings { MaxCharactersInPart = LongestPart });
        var body = package.MainDocumentPart?.Document?.Body
            ?? throw new DocumentReadException(path, "the archive holds no Word document; open it in Word and save it anew");
        var text = new ExtractedText();
        var styles = new WordStyles(package.MainDocumentPart);
        foreach (var element in body.Elements())
            Add(text, styles, element);
        if (text.Blocks.Count == 0)
            throw new DocumentReadException(path, "the document holds no text; put text into it or take it out of the corpus");
        var properties = Properties(package);
        var created = properties.Created is { } moment ? PartialDate.From(DateOnly.FromDateTime(moment)) : (PartialDate?)null;
        return new DocumentContent(text.ToString(), text.Blocks)
        {
            Title = string.IsNullOrWhiteSpace(properties.Title) ? Title(text) : properties.Title,
            Author = string.IsNullOrWhiteSpace(properties.Creator) ? null : properties.Creator.Trim(),
            Published = created,
            PublishedNote = created is null ? null : "taken from the creation date in the file's properties",
            Language = properties.Language is { Length: > 0 } language && FrontMatterParser.IsLanguage(language) ? language : null,
        };
    }

    private static (string? Title, string? Creator, DateTime? Created, string? Language) Properties(WordprocessingDocument package)
    {
        try
        {
            var properties = package.PackageProperties;
            return (properties.Title, properties.Creator, properties.Created, properties.Language);
        }
#pragma warning disable CA1031 // The library throws all kinds of things on a damaged part that the text does without.
        catch (Exception)
#pragma warning restore CA1031
        {
            return default;
        }
    }

    private static void Add(ExtractedText text, WordStyles styles, OpenXmlElement element)
    {
        switch (element)
        {
            case Paragraph paragraph:
                AddParagraph(text, styles, paragraph);
                break;
            case Table table:
                foreach (var row in table.Elements<TableRow>())
                    text.Add(string.Join(" | ", row.Elements<TableCell>().Select(CellText).Where(cell => cell.Length > 0)), BlockKind.TableRow);
                break;
            case SdtBlock { SdtContentBlock: { } content }:
                foreach (var child in content.Elements())
                    Add(text, styles, child);
                break;
        }
    }

    private static void AddParagraph(ExtractedText text, WordStyles styles, Paragraph paragraph)
    {
        var words = Words(paragraph);
        if (string.IsNullOrWhiteSpace(words))
            return;
        var number = styles.NextNumber(paragraph);
        var level = styles.HeadingLevel(paragraph);
        if (level > 0)
        {
            text.Add(number + words.Replace('\n', ' '), BlockKind.Heading, level);
            return;
        }
        if (number.Length > 0)
        {
            text.Add(number + words, BlockKind.ListItem);
            return;
        }
        foreach (var block in ParagraphLines.Cut(words, 0, words.Length))
            text.Add(words.Substring(block.Start, block.Length), block.Kind, block.HeadingLevel);
    }

    private static string CellText(TableCell cell) =>
        string.Join(' ', cell.Descendants<Paragraph>().Select(Words)
            .SelectMany(words => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static string Words(Paragraph paragraph)
    {
        var words = new StringBuilder();
        foreach (var element in paragraph.Descendants())
        {
            _ = element switch
            {
                Text { Parent: Run } run => words.Append(run.Text),
                TabChar { Parent: Run } => words.Append(' '),
                Break or CarriageReturn => words.Append('\n'),
                NoBreakHyphen => words.Append('‑'),
                _ => words,
            };
        }
        return words.ToString().Trim();
    }

    private static string Title(ExtractedText text)
    {
        var first = text.Blocks.Find(block => block.Kind == BlockKind.Heading) ?? text.Blocks[0];
        return text.ToString().Substring(first.Start, first.Length).Split('\n')[0];
    }
}
