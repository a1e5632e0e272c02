using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Answering;

/// <summary>A quote before it is checked and numbered.</summary>
/// <param name="DocumentId">The document that is said to hold it.</param>
/// <param name="Start">Offset in the stored document text.</param>
/// <param name="Text">The words, verbatim.</param>
/// <param name="Locator">Where a reader finds it.</param>
public sealed record SourceQuote(string DocumentId, int Start, string Text, string Locator)
{
    public static SourceQuote Of(Passage passage, Sentence sentence) =>
        new(passage.DocumentId, sentence.Start, sentence.In(passage), passage.Locator);
}

/// <summary>One statement of an answer with the quotes that carry it.</summary>
public sealed record Claim
{
    /// <summary>The statement without citation marks; null when the quotes speak for themselves.</summary>
    public string? Text { get; init; }

    public required IReadOnlyList<SourceQuote> Quotes { get; init; }

    /// <summary>Whether the quotes are read out after the statement, and not only cited.</summary>
    public bool ShowsQuotes { get; init; }

    /// <summary>
    /// Words that the statement may use although no quote has them, because they were derived and the working is shown or because
    /// they are other names of what the quote names.
    /// </summary>
    public IReadOnlyList<string> Derived { get; init; } = [];

    /// <summary>The event that the statement tells, by which it can be said in another language.</summary>
    internal Languages.EventTelling? Telling { get; init; }

    /// <summary>The core of an answer must survive its check, or the answer falls.</summary>
    public bool IsCore { get; init; }
}

/// <param name="Kind">What the reader should know.</param>
/// <param name="Text">The remark, in a sentence.</param>
/// <param name="Quotes">What it rests on.</param>
public sealed record DraftNote(NoteKind Kind, Languages.Wording Text, IReadOnlyList<SourceQuote> Quotes);

/// <summary>An answer before its claims are checked.</summary>
public sealed record AnswerDraft
{
    public required string Answerer { get; init; }

    public string? ShortAnswer { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    public IReadOnlyList<DraftNote> Notes { get; init; } = [];

    /// <summary>0 to 1; compared with the abstention threshold.</summary>
    public required double EvidenceScore { get; init; }
}
