using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>A mark in the answer resolved to a quote that was compared with the stored document.</summary>
public sealed record Citation
{
    public required int Number { get; init; }

    public required string DocumentId { get; init; }

    public required string Title { get; init; }

    public string? Publisher { get; init; }

    public PartialDate? Published { get; init; }

    public string? PublishedNote { get; init; }

    public string? Url { get; init; }

    public required SourceTier Tier { get; init; }

    public required string Locator { get; init; }

    /// <summary>Verbatim in the stored document at <see cref="Start"/>.</summary>
    public required string Quote { get; init; }

    public required int Start { get; init; }

    public required int Length { get; init; }

    /// <summary>Whether the quote was found at its place in the stored document when the answer was made.</summary>
    public required bool Verified { get; init; }
}

public enum NoteKind
{
    /// <summary>A date was derived from a relative one; the text shows the working.</summary>
    RelativeDate,

    /// <summary>Sources disagree.</summary>
    Conflict,

    /// <summary>A source contradicts itself or better evidence.</summary>
    SourceError,

    /// <summary>The day for which the answer holds.</summary>
    AsOf,

    /// <summary>A part of the question has no answer.</summary>
    Partial,

    /// <summary>A model failed and the reply was made without it.</summary>
    Fallback,

    /// <summary>How many of the quotes that a model gave were found in their sources: "3 of 3 quotes verified".</summary>
    Verification,
}

/// <param name="Kind">What the reader should know.</param>
/// <param name="Text">The remark, in a sentence.</param>
/// <param name="Citations">Numbers of the citations it rests on.</param>
public sealed record AnswerNote(NoteKind Kind, string Text, IReadOnlyList<int> Citations);

public enum AbstentionReason
{
    NotInCorpus,
    TextIsSilent,
    FalsePremise,
    SourcesConflict,
    OpinionAsked,
    NotAQuestion,
    Unavailable,
}

/// <param name="Reason">Why there is no answer.</param>
/// <param name="Message">The reason as a sentence to the asker, with a next step.</param>
/// <param name="Nearest">The nearest passages, quoted; not an answer.</param>
public sealed record Abstention(AbstentionReason Reason, string Message, IReadOnlyList<Citation> Nearest);
