using System.Text.Json;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Slack.Inbound;

/// <summary>A message of a person, new or changed.</summary>
/// <param name="EditedTs">When its text was changed; null for a new one.</param>
internal sealed record SlackMessageEvent(
    string Channel, string User, string Ts, string? ThreadTs, string Text, bool IsDirect, bool IsAppMention, string? EditedTs, string? UserTeam)
{
    /// <summary>Null for everything that nobody said: bots, joins, topics, deletions, changes that leave the text as it was.</summary>
    public static SlackMessageEvent? Of(SlackEvent source, string? botUser)
    {
        JsonElement? outer = source.Event;
        var subtype = outer.GetText("subtype");
        var isEdit = subtype == "message_changed";
        if (!isEdit && subtype is not (null or "" or "file_share"))
            return null;
        var message = isEdit ? outer.GetMember("message") : outer;
        if (message.GetText("bot_id") is { Length: > 0 } || message.GetMember("bot_profile") is { ValueKind: JsonValueKind.Object }
            || message.GetText("subtype") is not (null or "" or "file_share"))
            return null;
        if (outer.GetText("channel") is not { Length: > 0 } channel || message.GetText("user") is not { Length: > 0 } user
            || message.GetText("ts") is not { Length: > 0 } ts || user == botUser)
            return null;

        var text = message.GetText("text") ?? "";
        var editedTs = isEdit ? message.GetMember("edited").GetText("ts") : null;
        // Slack changes messages too, to show what their links lead to.
        if (isEdit && (editedTs is null || text == outer.GetMember("previous_message").GetText("text")))
            return null;
        return new SlackMessageEvent(
            channel, user, ts, message.GetText("thread_ts"), text, outer.GetText("channel_type") == "im" || channel.StartsWith('D'),
            source.Type == "app_mention", editedTs, message.GetText("user_team") ?? message.GetText("source_team") ?? message.GetText("team"));
    }

    public bool IsMention(string? botUser) => IsAppMention || SlackInboundText.Mentions(Text, botUser);
}
