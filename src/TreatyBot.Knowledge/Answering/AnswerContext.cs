using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>All that is known about a question when its answer is drafted.</summary>
public sealed record AnswerContext
{
    public required Question Question { get; init; }

    /// <summary>The standalone question.</summary>
    public required string Text { get; init; }

    public required QuestionFrame Frame { get; init; }

    public required TreatyCatalogue Catalogue { get; init; }

    public required Query Query { get; init; }

    public required RankedEvidence Evidence { get; init; }

    /// <summary>The sentences that concern what the question names, best first.</summary>
    public required IReadOnlyList<FittedSentence> Fitting { get; init; }

    /// <summary>The day for which the answer must hold.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Whether the asker named that day; otherwise it is today.</summary>
    public required bool IsAsOfGiven { get; init; }

    /// <summary>Tells whoever waits what is being done, in a few words.</summary>
    public Action<string> Report { get; init; } = _ => { };
}

/// <summary>One way to answer. Thread-safe.</summary>
public interface IAnswerer
{
    /// <returns>Null when this answerer has nothing to say to the question; the next one is asked.</returns>
    Task<AnswererResult?> AnswerAsync(AnswerContext context, CancellationToken cancellationToken);
}

/// <summary>A draft to be checked, or a reason to abstain that no later answerer may overrule.</summary>
public sealed record AnswererResult(AnswerDraft? Draft, AbstentionDraft? Abstention)
{
    /// <summary>What the reader should know whoever answers in the end.</summary>
    public DraftNote? Remark { get; init; }

    /// <summary>Leaves the question to the next answerer, with a remark.</summary>
    public static AnswererResult Pass(DraftNote remark) => new(null, null) { Remark = remark };

    public static implicit operator AnswererResult(AnswerDraft draft) => new(draft, null);

    public static implicit operator AnswererResult(AbstentionDraft abstention) => new(null, abstention);
}

/// <param name="Reason">Why there is no answer.</param>
/// <param name="Message">The reason as a sentence to the asker, with a next step.</param>
public sealed record AbstentionDraft(AbstentionReason Reason, Languages.Wording Message)
{
    /// <summary>Quotes to show as nearest instead of the best retrieved sentences.</summary>
    public IReadOnlyList<SourceQuote> Nearest { get; init; } = [];
}
