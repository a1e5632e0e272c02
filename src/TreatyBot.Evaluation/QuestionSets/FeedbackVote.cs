using System.Text.Json;
using System.Text.Json.Serialization;

namespace TreatyBot.Evaluation.QuestionSets;

[JsonConverter(typeof(JsonStringEnumConverter<VoteKind>))]
public enum VoteKind
{
    [JsonStringEnumMemberName("up")]
    Up,

    [JsonStringEnumMemberName("down")]
    Down,
}

/// <summary>What a user thought of an answer: one line of the votes file that chat channels append to. Holds user text.</summary>
public sealed record FeedbackVote
{
    public required DateTimeOffset At { get; init; }

    public required string Channel { get; init; }

    public required string Question { get; init; }

    public required string Answer { get; init; }

    public string? ShortAnswer { get; init; }

    public IReadOnlyList<VotedCitation> Citations { get; init; } = [];

    public required VoteKind Vote { get; init; }

    public string? Comment { get; init; }

    /// <summary>Who answered, such as <c>events</c>.</summary>
    public string? Answerer { get; init; }

    /// <summary>Why there was no answer, such as <c>not_in_corpus</c>; null for an answer.</summary>
    public string? Reason { get; init; }

    /// <summary>A digest, by which the vote is found when it is to be erased.</summary>
    public string? Conversation { get; init; }

    /// <summary>A digest, by which the vote is found when it is to be erased.</summary>
    public string? User { get; init; }

    public static JsonSerializerOptions JsonOptions { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

public sealed record VotedCitation(string DocumentId, string Quote);
