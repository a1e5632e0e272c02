using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Channels.Slack.Inbound;

/// <summary>Decides which payloads become turns, and answers the rest.</summary>
internal sealed partial class SlackIntake(
    ISlackTokens tokens, ISlackThreads threads, SlackStreams streams, SlackHosts hosts, ILogger<SlackIntake> logger)
{
    private static readonly JsonElement NotInstalled = Whisper("I am not installed in this workspace, or no longer. An administrator can install me again.");

    /// <summary>What to do: turns to run, or nothing but the response.</summary>
    public async ValueTask<(SlackResponse Response, IReadOnlyList<SlackTurnRequest> Turns)> ReadAsync(SlackPayload payload, CancellationToken cancellationToken)
    {
        switch (payload)
        {
            case SlackUrlVerification verification:
                return (Json(new JsonObject { ["challenge"] = verification.Challenge }), []);
            case SlackRateLimited:
                LogRateLimited();
                return (SlackResponse.Ok, []);
            case SlackEvent happened:
                return (SlackResponse.Ok, await EventAsync(happened, cancellationToken) is { } turn ? [turn] : []);
            case SlackCommand command:
                return await tokens.FindAsync(command.Workspace, cancellationToken) is { } installation
                    ? (SlackResponse.Ok, [SlackMapper.Command(command, installation.BotUserId, Checked(command.ResponseUrl))])
                    : (Json(NotInstalled), []);
            case SlackInteraction click:
                return (SlackResponse.Ok, await ClicksAsync(click, cancellationToken));
            default:
                return (SlackResponse.Ok, []);
        }
    }

    public static SlackResponse Json(JsonElement body) => new(200, JsonSerializer.SerializeToUtf8Bytes(body, ProtocolJson.Context.JsonElement));

    /// <summary>A message that only the user sees, as a command's answer.</summary>
    public static JsonElement Whisper(string text) =>
        JsonSerializer.SerializeToElement(new JsonObject { ["response_type"] = "ephemeral", ["text"] = text }, ProtocolJson.Context.JsonObject);

    private static SlackResponse Json(JsonObject body) => new(200, JsonSerializer.SerializeToUtf8Bytes(body, ProtocolJson.Context.JsonObject));

    private async ValueTask<SlackTurnRequest?> EventAsync(SlackEvent happened, CancellationToken cancellationToken)
    {
        JsonElement? inner = happened.Event;
        switch (happened.Type)
        {
            case "message" or "app_mention":
                return await MessageAsync(happened, cancellationToken);
            case "app_home_opened":
                return SlackMapper.HomeOpening(happened, happened.BotUserId);
            case "agent_session_stopped":
                var streaming = inner.GetMember("streaming_message_ts") is { ValueKind: JsonValueKind.Array } all ? all.EnumerateArray().Select(ts => ts.AsText()).OfType<string>() : [];
                await streams.StopAsync(inner.GetText("channel") ?? "", inner.GetText("thread_ts"), [.. streaming]);
                return null;
            case "app_uninstalled":
                return SlackMapper.Removal(happened);
            // Only tokens of users were revoked when there are none of bots.
            case "tokens_revoked":
                return inner.GetMember("tokens").GetMember("bot") is { ValueKind: JsonValueKind.Array } bots && bots.GetArrayLength() > 0 ? SlackMapper.Removal(happened) : null;
            default:
                return null;
        }
    }

    private async ValueTask<SlackTurnRequest?> MessageAsync(SlackEvent happened, CancellationToken cancellationToken)
    {
        var botUser = happened.BotUserId ?? (await tokens.FindAsync(happened.Workspace, cancellationToken))?.BotUserId;
        if (SlackMessageEvent.Of(happened, botUser) is not { } message)
            return null;
        if (!message.IsDirect && !message.IsMention(botUser) && !await IsFollowedAsync(happened.Workspace, message, botUser, cancellationToken))
            return null;
        return SlackMapper.Message(happened, message, botUser);
    }

    private async ValueTask<bool> IsFollowedAsync(SlackWorkspace workspace, SlackMessageEvent message, string? botUser, CancellationToken cancellationToken) =>
        message.ThreadTs is { Length: > 0 } threadTs && !SlackInboundText.MentionsOthers(message.Text, botUser)
        && await threads.IsFollowedAsync(workspace, message.Channel, threadTs, cancellationToken);

    private async ValueTask<IReadOnlyList<SlackTurnRequest>> ClicksAsync(SlackInteraction click, CancellationToken cancellationToken)
    {
        if (await tokens.FindAsync(click.Workspace, cancellationToken) is not { } installation)
            return [];
        var address = Checked(click.ResponseUrl);
        return [.. click.Actions.Select(action => SlackMapper.Click(click, action, installation.BotUserId, address)).OfType<SlackTurnRequest>()];
    }

    // Anything else goes by the API, to the same user.
    private Uri? Checked(string? responseUrl) => Uri.TryCreate(responseUrl, UriKind.Absolute, out var uri) && hosts.AllowsResponse(uri) ? uri : null;

    [LoggerMessage(LogLevel.Warning, "Slack delivers more events than it allows per hour (30,000 a workspace) and leaves some out.")]
    private partial void LogRateLimited();
}
