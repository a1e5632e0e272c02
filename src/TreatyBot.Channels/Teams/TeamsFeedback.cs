using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Teams;

/// <summary>A vote on an answer.</summary>
/// <param name="IsLike">False for a dislike.</param>
/// <param name="Comment">What the user wrote; null for nothing.</param>
/// <param name="MessageId">The rated message; null where the client does not say.</param>
public sealed record TeamsFeedback(bool IsLike, string? Comment, string? MessageId)
{
    /// <summary>Reads the invoke that a feedback button sends; answer it with <see cref="InvokeResponse.EmptyObject"/>, as any other body is an error to the client.</summary>
    public static bool TryRead(Activity activity, [NotNullWhen(true)] out TeamsFeedback? feedback)
    {
        feedback = null;
        if (activity is not { Type: ActivityTypes.Invoke, Name: InvokeNames.SubmitAction } || activity.Value.GetText("actionName") != "feedback")
            return false;
        var vote = activity.Value.GetMember("actionValue");
        var reaction = vote.GetText("reaction");
        if (reaction is not ("like" or "dislike"))
            return false;
        feedback = new TeamsFeedback(reaction == "like", CommentOf(vote), activity.ReplyToId);
        return true;
    }

    // Teams sends JSON in a string, the playground the bare comment, and either may be malformed.
    private static string? CommentOf(JsonElement? vote)
    {
        var text = vote.GetText("feedback");
        try
        {
            if (text?.TrimStart().StartsWith('{') ?? false)
            {
                using var document = JsonDocument.Parse(text);
                text = document.RootElement.GetText("feedbackText");
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Taken as the comment itself.
        }

        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}
