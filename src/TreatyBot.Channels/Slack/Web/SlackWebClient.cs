using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.Slack.Web;

/// <summary>Slack's Web API. Thread-safe; messages are paced per channel. Failures are <see cref="SlackApiException"/>.</summary>
public sealed partial class SlackWebClient
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private readonly SlackOptions _options;
    private readonly SlackTransport _transport;
    private readonly SendPacer _pacer;
    private readonly SlackMarkers _markers;
    private readonly TimeProvider _time;

    internal SlackWebClient(SlackOptions options, SlackTransport transport, SendPacer pacer, TimeProvider time)
    {
        _options = options;
        _transport = transport;
        _pacer = pacer;
        _time = time;
        _markers = new SlackMarkers(time);
    }

    /// <summary>
    /// Posts and returns the message's <c>ts</c>. When Slack's answer gets lost the message is looked for, and posted again only if it is not
    /// there; where it cannot be looked for, the call fails rather than posts twice.
    /// </summary>
    public async Task<string?> PostMessageAsync(
        SlackInstallation installation, string channel, SlackMessage message, string? threadTs, CancellationToken cancellationToken)
    {
        var marker = _markers.Next();
        var since = _time.GetUtcNow() - ClockSkew;
        var arguments = message.WriteTo(SlackBody.Of(("channel", channel), ("thread_ts", threadTs), ("unfurl_links", false), ("unfurl_media", false)));
        arguments["metadata"] = SlackMarkers.Metadata(marker, message.Answers);
        try
        {
            return await PostAsync();
        }
        catch (SlackApiException lost) when (lost.IsOutcomeUnknown)
        {
            return await FindAsync(installation, channel, threadTs, marker, since, lost, cancellationToken) ?? await PostAsync();
        }

        async Task<string?> PostAsync()
        {
            await PaceAsync(installation, channel, cancellationToken);
            return (await CallAsync(installation, "chat.postMessage", arguments, SlackCallKind.Once, cancellationToken)).GetText("ts");
        }
    }

    /// <summary>Only one user sees it, and only while their client is open.</summary>
    public async Task PostEphemeralAsync(
        SlackInstallation installation, string channel, string user, SlackMessage message, string? threadTs, CancellationToken cancellationToken)
    {
        await PaceAsync(installation, channel, cancellationToken);
        var arguments = message.WriteTo(SlackBody.Of(("channel", channel), ("user", user), ("thread_ts", threadTs)));
        await CallAsync(installation, "chat.postEphemeral", arguments, SlackCallKind.Once, cancellationToken);
    }

    public Task UpdateAsync(SlackInstallation installation, string channel, string ts, SlackMessage message, CancellationToken cancellationToken) =>
        CallAsync(installation, "chat.update", message.WriteTo(SlackBody.Of(("channel", channel), ("ts", ts))), SlackCallKind.Default, cancellationToken);

    /// <summary>Shows an interim state, for which nobody waits.</summary>
    internal Task RefreshAsync(SlackInstallation installation, string channel, string ts, SlackMessage message, CancellationToken cancellationToken) =>
        CallAsync(installation, "chat.update", message.WriteTo(SlackBody.Of(("channel", channel), ("ts", ts))), SlackCallKind.NoWait, cancellationToken);

    public Task DeleteAsync(SlackInstallation installation, string channel, string ts, CancellationToken cancellationToken) =>
        CallAsync(installation, "chat.delete", SlackBody.Of(("channel", channel), ("ts", ts)), SlackCallKind.Default, cancellationToken);

    /// <summary>Posts to the address of a slash command or a click: five times within half an hour.</summary>
    /// <param name="inChannel">Whether everybody in the channel sees it.</param>
    /// <param name="replacesOriginal">Whether it takes the place of the message that was clicked.</param>
    public Task RespondAsync(Uri responseUrl, SlackMessage message, bool inChannel, bool replacesOriginal, CancellationToken cancellationToken) =>
        _transport.RespondAsync(
            responseUrl,
            message.WriteTo(SlackBody.Of(
                ("response_type", inChannel ? "in_channel" : "ephemeral"), ("replace_original", replacesOriginal), ("unfurl_links", false), ("unfurl_media", false))),
            cancellationToken);

    /// <summary>Takes away the message that was clicked.</summary>
    public Task RespondDeletingAsync(Uri responseUrl, CancellationToken cancellationToken) =>
        _transport.RespondAsync(responseUrl, SlackBody.Of(("delete_original", true)), cancellationToken);

    /// <summary>Puts an emoji under a message; that it is there already is no failure.</summary>
    public Task AddReactionAsync(SlackInstallation installation, string channel, string ts, string name, CancellationToken cancellationToken) =>
        ReactAsync(installation, "reactions.add", channel, ts, name, "already_reacted", cancellationToken);

    public Task RemoveReactionAsync(SlackInstallation installation, string channel, string ts, string name, CancellationToken cancellationToken) =>
        ReactAsync(installation, "reactions.remove", channel, ts, name, "no_reaction", cancellationToken);

    private async Task ReactAsync(
        SlackInstallation installation, string method, string channel, string ts, string name, string harmless, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(installation, method, SlackBody.Of(("channel", channel), ("timestamp", ts), ("name", name)), SlackCallKind.NoWait, cancellationToken);
        }
        catch (SlackApiException exception) when (exception.Error == harmless)
        {
            // As it was to be.
        }
    }

    private async Task<string?> FindAsync(
        SlackInstallation installation, string channel, string? threadTs, string marker, DateTimeOffset since, SlackApiException lost,
        CancellationToken cancellationToken)
    {
        try
        {
            var arguments = SlackBody.Of(
                ("channel", channel), ("ts", threadTs), ("oldest", string.Create(CultureInfo.InvariantCulture, $"{since.ToUnixTimeSeconds()}.000000")),
                ("limit", 15), ("include_all_metadata", true));
            var found = await CallAsync(
                installation, threadTs is null ? "conversations.history" : "conversations.replies", arguments, SlackCallKind.Form, cancellationToken);
            if (((JsonElement?)found).GetMember("messages") is not { ValueKind: JsonValueKind.Array } messages)
                throw lost;
            return messages.EnumerateArray().FirstOrDefault(message => IsMarked(message, marker)).GetText("ts");
        }
        catch (SlackApiException)
        {
            throw lost;
        }
    }

    /// <summary>The first message that was posted as the answer to a question, whole; null when there is none.</summary>
    internal async Task<string?> FindAnswerAsync(
        SlackInstallation installation, string channel, string? threadTs, string questionTs, CancellationToken cancellationToken)
    {
        var arguments = SlackBody.Of(
            ("channel", channel), ("ts", threadTs), ("oldest", questionTs), ("limit", 15), ("include_all_metadata", true));
        var found = await CallAsync(
            installation, threadTs is null ? "conversations.history" : "conversations.replies", arguments, SlackCallKind.Form, cancellationToken);
        return ((JsonElement?)found).GetMember("messages") is { ValueKind: JsonValueKind.Array } messages
            ? messages.EnumerateArray().FirstOrDefault(message => ((JsonElement?)message).GetMember("metadata").GetMember("event_payload").GetText("answers") == questionTs).GetText("ts")
            : null;
    }

    private static bool IsMarked(JsonElement? message, string marker) =>
        message.GetMember("metadata").GetMember("event_payload").GetText("marker") == marker;

    private Task PaceAsync(SlackInstallation installation, string channel, CancellationToken cancellationToken) =>
        _pacer.WaitAsync($"{SlackCredential.Of(installation).Quota}/{channel}", cancellationToken);

    private Task<JsonElement> CallAsync(
        SlackInstallation installation, string method, JsonObject arguments, SlackCallKind kind, CancellationToken cancellationToken) =>
        _transport.CallAsync(SlackCredential.Of(installation), method, arguments, kind, cancellationToken);
}
