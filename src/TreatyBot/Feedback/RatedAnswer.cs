using System.Text.Json;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Feedback;

/// <summary>What a vote on an answer is stored with. Holds user text.</summary>
internal sealed record RatedAnswer
{
    public required string Question { get; init; }

    public required string Text { get; init; }

    public string? ShortAnswer { get; init; }

    public IReadOnlyList<VotedCitation> Citations { get; init; } = [];

    /// <summary>Who spoke: see <see cref="Answer.Answerer"/>.</summary>
    public string? Answerer { get; init; }

    /// <summary>Why there was no answer, such as <c>not_in_corpus</c>; null for an answer.</summary>
    public string? Reason { get; init; }

    public static RatedAnswer Of(Answer answer) => new()
    {
        Question = answer.UnderstoodAs ?? answer.Question,
        Text = answer.Text,
        ShortAnswer = answer.ShortAnswer,
        Citations = [.. (answer.Abstention?.Nearest ?? answer.Citations).Select(citation => new VotedCitation(citation.DocumentId, citation.Quote))],
        Answerer = answer.Answerer,
        Reason = answer.Abstention is { } abstention ? JsonNamingPolicy.SnakeCaseLower.ConvertName(abstention.Reason.ToString()) : null,
    };
}
