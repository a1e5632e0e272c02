using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace TreatyBot.Shared;

internal sealed partial class FakeSlack
{
    private const int LongestMarkdown = 12_000;
    private const int LongestText = 40_000;

    private readonly List<PostedMessage> _messages = [];
    private readonly HashSet<(string Channel, string Ts, string Name)> _reactions = [];

    /// <summary>Channels in which nothing can be posted, with the error that says so.</summary>
    public ConcurrentDictionary<string, string> ClosedChannels { get; } = new(StringComparer.Ordinal);

    /// <summary>Channels in which posts are told to wait, each by the next of these; null lets one through.</summary>
    public ConcurrentDictionary<string, Queue<string?>> LimitedChannels { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<PostedMessage> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages.Where(message => !message.IsDeleted)];
        }
    }

    /// <summary>Those that stand under messages now.</summary>
    public IReadOnlyList<string> Reactions
    {
        get
        {
            lock (_lock)
                return [.. _reactions.Select(reaction => $"{reaction.Ts} {reaction.Name}")];
        }
    }

    /// <summary>As when a stream idled out, or the user pressed Stop.</summary>
    public void EndStreams()
    {
        lock (_lock)
            _messages.ForEach(message => message.IsStreaming = false);
    }

    private JsonObject Post(SlackCall call, string? onlyFor = null)
    {
        if (Refusal(call) is { } refusal)
            return refusal;
        var message = Add(call, onlyFor);
        Take(message, call);
        return onlyFor is null ? Ok(("channel", message.Channel), ("ts", message.Ts), ("message", Show(message))) : Ok(("message_ts", message.Ts));
    }

    private JsonObject PostEphemeral(SlackCall call) => call["user"] is { Length: > 0 } user ? Post(call, user) : Error("invalid_arguments");

    private JsonObject Update(SlackCall call)
    {
        if (Find(call) is not { } message)
            return Error("message_not_found");
        if (message.Token != call.Token || message.OnlyFor is not null)
            return Error("cant_update_message");
        if (message.IsStreaming)
            return Error("streaming_state_conflict");
        if (Refusal(call) is { } refusal)
            return refusal;
        message.Markdown = "";
        Take(message, call);
        return Ok(("channel", message.Channel), ("ts", message.Ts), ("text", message.Text));
    }

    private JsonObject Delete(SlackCall call)
    {
        if (Find(call) is not { } message)
            return Error("message_not_found");
        message.IsDeleted = true;
        return Ok(("channel", message.Channel), ("ts", message.Ts));
    }

    private JsonObject StartStream(SlackCall call)
    {
        if (call["channel"] is not { Length: > 0 } channel)
            return Error("invalid_arguments");
        if (ClosedChannels.TryGetValue(channel, out var closed))
            return Error(closed);
        if (call["thread_ts"] is not { Length: > 0 })
            return Error("invalid_thread_ts");
        if (channel[0] != 'D' && call["recipient_team_id"] is null)
            return Error("missing_recipient_team_id");
        if (channel[0] != 'D' && call["recipient_user_id"] is null)
            return Error("missing_recipient_user_id");
        if (call["markdown_text"]?.Length > LongestMarkdown)
            return Error("msg_too_long");
        var message = Add(call, null);
        message.IsStreaming = true;
        message.Markdown = Streamed(call);
        return Ok(("channel", channel), ("ts", message.Ts));
    }

    private JsonObject AppendStream(SlackCall call)
    {
        if (StreamOf(call, out var message) is { } refusal)
            return refusal;
        if (call["markdown_text"] is null && call.Arguments["chunks"] is null)
            return Error("invalid_arguments");
        message.Markdown += Streamed(call);
        return Ok(("channel", message.Channel), ("ts", message.Ts));
    }

    private JsonObject StopStream(SlackCall call)
    {
        if (StreamOf(call, out var message) is { } refusal)
            return refusal;
        if (BlockRefusal(call.Blocks) is { } blocks)
            return blocks;
        message.Markdown += Streamed(call);
        message.Blocks = call.Blocks?.DeepClone() as JsonArray;
        message.Metadata = call.Arguments["metadata"]?.DeepClone();
        message.IsStreaming = false;
        return Ok(("channel", message.Channel), ("ts", message.Ts), ("message", Show(message)));
    }

    private JsonObject? StreamOf(SlackCall call, out PostedMessage message)
    {
        message = Find(call)!;
        if (message is null)
            return Error("message_not_found");
        if (message.Token != call.Token)
            return Error("message_not_owned_by_app");
        if (!message.IsStreaming)
            return Error("message_not_in_streaming_state");
        return call["markdown_text"]?.Length > LongestMarkdown ? Error("msg_too_long") : null;
    }

    private JsonObject Replies(SlackCall call)
    {
        if (call.ContentType == "application/json")
            return Error("invalid_arguments");
        var thread = call["ts"];
        var withMetadata = call["include_all_metadata"] is "true" or "True";
        var found = _messages.Where(message => !message.IsDeleted && message.Channel == call["channel"] && message.OnlyFor is null
            && (thread is null || message.ThreadTs == thread || message.Ts == thread)
            && string.CompareOrdinal(message.Ts, call["oldest"] ?? "") > 0);
        return Ok(("messages", new JsonArray([.. found.Select(message => Show(message, withMetadata))])), ("has_more", false));
    }

    private JsonObject? React(SlackCall call)
    {
        if (call["channel"] is not { } channel || call["timestamp"] is not { } ts || call["name"] is not { Length: > 0 } name || name.Contains(':', StringComparison.Ordinal))
            return Error("invalid_name");
        return call.Method == "reactions.add"
            ? _reactions.Add((channel, ts, name)) ? Ok() : Error("already_reacted")
            : _reactions.Remove((channel, ts, name)) ? Ok() : Error("no_reaction");
    }

    private JsonObject? Refusal(SlackCall call)
    {
        if (call["channel"] is not { Length: > 0 } channel)
            return Error("channel_not_found");
        if (ClosedChannels.TryGetValue(channel, out var closed) && closed != "channel_type_not_supported")
            return Error(closed);
        if (call["markdown_text"] is { } markdown)
        {
            if (call["text"] is not null || call.Blocks is not null)
                return Error("markdown_text_conflict");
            return markdown.Length > LongestMarkdown ? Error("msg_too_long") : null;
        }

        if (string.IsNullOrEmpty(call["text"]) && call.Blocks is not { Count: > 0 })
            return Error("no_text");
        return BlockRefusal(call.Blocks);
    }

    private static JsonObject? BlockRefusal(JsonArray? blocks)
    {
        if (blocks is null)
            return null;
        if (SlackLimits.Faults(blocks) is { Count: > 0 } faults)
            return Error("invalid_blocks", ("response_metadata", new JsonObject { ["messages"] = new JsonArray([.. faults.Select(fault => (JsonNode)$"[ERROR] {fault}")]) }));
        return SlackLimits.IsTooLong(blocks) ? Error("msg_blocks_too_long") : null;
    }

    private PostedMessage Add(SlackCall call, string? onlyFor)
    {
        var message = new PostedMessage
        {
            Channel = call["channel"]!,
            Ts = $"1800000000.{Interlocked.Increment(ref _ids):D6}",
            ThreadTs = call["thread_ts"],
            Token = call.Token!,
            OnlyFor = onlyFor,
        };
        _messages.Add(message);
        return message;
    }

    private static void Take(PostedMessage message, SlackCall call)
    {
        var text = call["text"] ?? call["markdown_text"] ?? "";
        message.Text = text.Length > LongestText ? text[..LongestText] : text;
        message.Blocks = call.Blocks?.DeepClone() as JsonArray;
        message.Metadata = call.Arguments["metadata"]?.DeepClone() ?? message.Metadata;
    }

    private static string Streamed(SlackCall call) =>
        call["markdown_text"] ?? string.Concat((call.Arguments["chunks"] as JsonArray ?? []).Select(chunk => (string?)chunk!["text"]));

    private PostedMessage? Find(SlackCall call) =>
        _messages.FirstOrDefault(message => message.Channel == call["channel"] && message.Ts == call["ts"] && !message.IsDeleted);

    private static JsonObject Show(PostedMessage message, bool withMetadata = false)
    {
        var shown = new JsonObject { ["type"] = "message", ["user"] = BotUserId, ["bot_id"] = BotId, ["ts"] = message.Ts, ["text"] = message.Text };
        if (message.ThreadTs is not null)
            shown["thread_ts"] = message.ThreadTs;
        if (withMetadata && message.Metadata is not null)
            shown["metadata"] = message.Metadata.DeepClone();
        return shown;
    }
}
