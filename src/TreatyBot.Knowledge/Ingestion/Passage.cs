namespace TreatyBot.Knowledge.Ingestion;

/// <summary>The stored unit made by the splitter. It never crosses a heading, an article or a page.</summary>
public sealed record Passage
{
    /// <summary>32 hexadecimal digits, derived from document id, offset and text: the same text at the same place has the same id.</summary>
    public required string Id { get; init; }

    public required string DocumentId { get; init; }

    /// <summary>0-based position in the document.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Offset in the stored document text, in UTF-16 code units.</summary>
    public required int Start { get; init; }

    public required int Length { get; init; }

    /// <summary>Exactly <c>document.Text.Substring(Start, Length)</c>.</summary>
    public required string Text { get; init; }

    /// <summary>The headings above the passage, outermost first; the document's title is not among them.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>Where a reader finds it: <c>¶3</c>, <c>Art. XIX(2)</c>, <c>p. 4</c>.</summary>
    public required string Locator { get; init; }

    public required IReadOnlyList<Sentence> Sentences { get; init; }
}

/// <summary>One sentence of a passage.</summary>
/// <param name="Start">Offset in the stored document text, in UTF-16 code units.</param>
/// <param name="Length">Length without surrounding white space.</param>
public readonly record struct Sentence(int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>Cuts the sentence out of the passage that holds it.</summary>
    public string In(Passage passage) => passage.Text.Substring(Start - passage.Start, Length);
}
