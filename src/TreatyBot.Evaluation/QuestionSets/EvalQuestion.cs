using System.Text.Json.Serialization;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>One question with what a right answer looks like.</summary>
public sealed record EvalQuestion
{
    /// <summary>Unique within its set.</summary>
    public required string Id { get; init; }

    public required string Question { get; init; }

    /// <summary>
    /// Accepted short answers, any of which will do. An answer in several parts joins them with " + ": all must be given, in any order.
    /// </summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>Ids of the documents that hold the answer.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Fragments of the sources; a quote that backs the answer contains one of them.</summary>
    public IReadOnlyList<string> Quotes { get; init; } = [];

    public bool Answerable { get; init; } = true;

    /// <summary>Why there is no answer; several when more than one reason is right; empty when any will do.</summary>
    public IReadOnlyList<AbstentionReason> Reasons { get; init; } = [];

    public DateOnly? AsOf { get; init; }

    /// <summary>What the user asked before, oldest first.</summary>
    public IReadOnlyList<string> History { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The paragraph the question was written for, in sets that carry their own texts; null elsewhere.</summary>
    [JsonIgnore]
    public string? GoldParagraph { get; init; }

    public Question ToQuestion() => new(Question)
    {
        AsOf = AsOf,
        History = [.. History.Select(turn => new ConversationTurn(turn, null))],
    };
}
