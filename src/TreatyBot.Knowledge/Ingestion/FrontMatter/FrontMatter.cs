using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>What the head of a file says about the document; null for what it leaves out.</summary>
/// <param name="End">Offset of the first character after the front matter.</param>
internal sealed record FrontMatter(int End)
{
    public string? Title { get; init; }

    public string? Publisher { get; init; }

    public string? Author { get; init; }

    public PartialDate? Published { get; init; }

    public string? PublishedNote { get; init; }

    public string? Url { get; init; }

    public string? Language { get; init; }

    public SourceTier? Tier { get; init; }

    public IReadOnlyList<string> Treaties { get; init; } = [];

    public IReadOnlyList<SourceReference> Sources { get; init; } = [];

    public RegisterEntry? Register { get; init; }
}
