namespace TreatyBot.Knowledge.Ingestion;

public enum BlockKind
{
    Heading,
    Paragraph,
    ListItem,
    TableRow,
    Quote,
    Code,
}

/// <summary>A stretch of a document's text as its reader found it.</summary>
public sealed record TextBlock(int Start, int Length, BlockKind Kind)
{
    /// <summary>1 for the outermost heading; 0 for every other kind.</summary>
    public int HeadingLevel { get; init; }

    /// <summary>1-based page, where the format has pages.</summary>
    public int? Page { get; init; }
}
