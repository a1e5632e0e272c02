using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Evaluation.Runs;

/// <summary>One question with its answer and scores.</summary>
public sealed record RunEntry
{
    /// <summary>Name of the set.</summary>
    public required string Set { get; init; }

    public required EvalQuestion Expected { get; init; }

    public required AnswerRecord Answer { get; init; }

    public required IReadOnlyDictionary<string, double> Scores { get; init; }

    public required double ElapsedMilliseconds { get; init; }

    public bool IsCorrect => Scores.GetValueOrDefault(MetricCatalogue.Correct) == 1;

    /// <summary>What to call the result in a word or two.</summary>
    public string Verdict => this switch
    {
        { Answer.Error: not null } => "failed",
        { IsCorrect: true, Expected.Answerable: true } => "right",
        { IsCorrect: true } => "rightly refused",
        { Expected.Answerable: false } => "false answer",
        { Answer.Outcome: AnswerOutcome.Abstained } => "false refusal",
        _ => "wrong",
    };
}

/// <summary>What of an <see cref="Answer"/> is kept; the trace is not.</summary>
public sealed record AnswerRecord
{
    public required AnswerOutcome Outcome { get; init; }

    public required string Text { get; init; }

    public string? ShortAnswer { get; init; }

    public string? UnderstoodAs { get; init; }

    public AbstentionReason? Reason { get; init; }

    /// <summary>Of an abstention: its nearest passages.</summary>
    public required IReadOnlyList<CitationRecord> Citations { get; init; }

    public required IReadOnlyList<NoteRecord> Notes { get; init; }

    public required string Answerer { get; init; }

    public required double EvidenceScore { get; init; }

    /// <summary>Type and message of the exception, when the assistant failed.</summary>
    public string? Error { get; init; }
}

/// <param name="IsVerbatim">Whether the quote stands in the stored document at its offset; null when no store was at hand to look.</param>
public sealed record CitationRecord(
    int Number, string DocumentId, string Title, string Locator, string? Url, string Quote, int Start, bool Verified, bool? IsVerbatim);

public sealed record NoteRecord(NoteKind Kind, string Text);
