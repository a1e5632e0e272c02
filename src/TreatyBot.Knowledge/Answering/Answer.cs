using System.Globalization;

namespace TreatyBot.Knowledge.Answering;

public enum AnswerOutcome
{
    Answered,
    Abstained,
}

/// <summary>What the asker gets: an answer whose every claim is cited and checked, or a reason.</summary>
public sealed record Answer
{
    /// <summary>The question as asked.</summary>
    public required string Question { get; init; }

    /// <summary>The language of the bot's own words in it.</summary>
    public CultureInfo Language { get; init; } = Languages.Language.English;

    /// <summary>The standalone question that was answered, when it differs from the one asked.</summary>
    public string? UnderstoodAs { get; init; }

    public required AnswerOutcome Outcome { get; init; }

    /// <summary>The answer as prose with citation marks such as <c>[1]</c>; for an abstention, its message.</summary>
    public required string Text { get; init; }

    /// <summary>The text as it was checked, when <see cref="Text"/> is in another language; null otherwise.</summary>
    public string? InEnglish { get; init; }

    /// <summary>The bare date, name, number, or yes/no, when the question asks for one.</summary>
    public string? ShortAnswer { get; init; }

    public Abstention? Abstention { get; init; }

    /// <summary>Numbered from 1 in the order of their first mention.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    public IReadOnlyList<AnswerNote> Notes { get; init; } = [];

    /// <summary>Which answerer spoke: <c>extractive</c>, <c>events</c>, <c>generative</c> or <c>none</c>.</summary>
    public required string Answerer { get; init; }

    public TimeSpan Elapsed { get; init; }

    /// <summary>Of an answer that is kept and given again: the same object each time, by which what is made of it can be kept too; null otherwise.</summary>
    public object? Kept { get; init; }

    /// <summary>How well the evidence fits the question, 0 to 1; what the abstention threshold is compared with.</summary>
    public double EvidenceScore { get; init; }

    /// <summary>What was retrieved and ranked on the way, for evaluation and diagnosis.</summary>
    public AnswerTrace Trace { get; init; } = AnswerTrace.Empty;
}

/// <param name="Passages">Retrieved passages, best first.</param>
/// <param name="Sentences">Ranked evidence sentences, best first.</param>
public sealed record AnswerTrace(IReadOnlyList<PassageHit> Passages, IReadOnlyList<EvidenceSentence> Sentences)
{
    public static AnswerTrace Empty { get; } = new([], []);
}
