using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>A whole file before splitting.</summary>
public sealed record SourceDocument
{
    /// <summary>The path below the corpus folder without its extension, with forward slashes: <c>register/cfe</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The path below the corpus folder, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    public required string ContentHash { get; init; }

    /// <summary>
    /// The stored text that every offset refers to. For Markdown and plain text it is the decoded file itself, front matter
    /// included and line ends untouched (without a byte order mark); for HTML, PDF and Word it is the text that was extracted.
    /// </summary>
    public required string Text { get; init; }

    public required DocumentMetadata Metadata { get; init; }

    /// <summary>The parts of <see cref="Text"/> that are content, in order and without overlap.</summary>
    public IReadOnlyList<TextBlock> Blocks { get; init; } = [];
}

/// <summary>What is known about a document besides its text.</summary>
public sealed record DocumentMetadata
{
    public required string Title { get; init; }

    public string? Publisher { get; init; }

    public string? Author { get; init; }

    public PartialDate? Published { get; init; }

    /// <summary>Why the date is not the document's own word, for example that it was inferred; null for a stated date.</summary>
    public string? PublishedNote { get; init; }

    public string? Url { get; init; }

    /// <summary>BCP 47 language tag.</summary>
    public string Language { get; init; } = "en";

    public SourceTier Tier { get; init; } = SourceTier.Press;

    /// <summary>Register ids of the treaties that the document is about.</summary>
    public IReadOnlyList<string> Treaties { get; init; } = [];

    public IReadOnlyList<SourceReference> Sources { get; init; } = [];

    /// <summary>What a register sheet declares; null for every other document.</summary>
    public RegisterEntry? Register { get; init; }
}

/// <summary>A work that a document rests on.</summary>
public sealed record SourceReference(string Title, string? Publisher, string? Url);

/// <summary>How much authority a source has, best first.</summary>
public enum SourceTier
{
    Treaty,
    Protocol,
    Depositary,
    Government,
    Register,
    Analysis,
    Press,
}
