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

    public static JsonSerializerOptions JsonOptions { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

public sealed record VotedCitation(string DocumentId, string Quote);
