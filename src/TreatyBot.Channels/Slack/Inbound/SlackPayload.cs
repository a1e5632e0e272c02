using System.Text.Json;

namespace TreatyBot.Channels.Slack.Inbound;

/// <summary>What Slack delivers, over HTTP or a socket.</summary>
internal abstract record SlackPayload;

/// <summary>Slack asks whether the address is ours.</summary>
internal sealed record SlackUrlVerification(string Challenge) : SlackPayload;

/// <summary>Taken note of and answered with nothing.</summary>
/// <param name="Kind">Slack's word for it; for logs.</param>
internal sealed record SlackUnhandled(string Kind) : SlackPayload;

/// <summary>Slack leaves events out because there are too many of them.</summary>
internal sealed record SlackRateLimited : SlackPayload;

/// <summary>Something happened in a workspace.</summary>
/// <param name="EventId">The same for every delivery of it.</param>
/// <param name="Workspace">Whose installation it is for, which need not be the workspace that it happened in.</param>
/// <param name="BotUserId">The bot's user there; null when Slack does not say.</param>
/// <param name="AppId">The app that it is delivered to.</param>
/// <param name="IsShared">Whether it happened in a channel shared with another organisation.</param>
/// <param name="Event">The inner event, an object with a type.</param>
internal sealed record SlackEvent(
    string EventId, SlackWorkspace Workspace, string? BotUserId, string? AppId, bool IsShared, JsonElement Event) : SlackPayload
{
    public string Type { get; init; } = "";
}

/// <summary>A slash command.</summary>
internal sealed record SlackCommand(
    SlackWorkspace Workspace, string Command, string Text, string Channel, string User, string? TriggerId, string? ResponseUrl) : SlackPayload;

/// <summary>A click on something in a message or view.</summary>
/// <param name="Channel">Null for a click outside a channel, as in App Home.</param>
/// <param name="MessageTs">The message that holds what was clicked.</param>
/// <param name="ThreadTs">The message's thread; null when it is in none.</param>
/// <param name="IsEphemeral">Whether only the user sees the message.</param>
/// <param name="Actions">What was clicked; empty for other kinds of interaction.</param>
internal sealed record SlackInteraction(
    SlackWorkspace Workspace, string User, string? Channel, string? MessageTs, string? ThreadTs, bool IsEphemeral, string? ResponseUrl,
    IReadOnlyList<SlackAction> Actions) : SlackPayload;

/// <param name="Id">What was clicked.</param>
/// <param name="Value">What it stands for.</param>
/// <param name="Ts">When; tells one click from the next.</param>
internal sealed record SlackAction(string Id, string? BlockId, string? Value, string Ts);
