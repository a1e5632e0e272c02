using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TreatyBot.Benchmarks.Parts;

namespace TreatyBot.Benchmarks.Load;

/// <summary>
/// A workspace with the Events API: direct messages, mentions that begin threads, threads that the bot follows, slash commands. A mention comes
/// as two events, one delivery in twenty comes again, and what is not taken comes again as Slack repeats it.
/// </summary>
internal sealed class SlackTraffic : Traffic
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const int Channels = 1_000;
    private const int RepeatedEvery = 20;
    private static readonly TimeSpan[] Retries = [TimeSpan.Zero, TimeSpan.FromSeconds(50)];

    private readonly SlackSink _sink;
    private readonly ConcurrentDictionary<int, string> _followed = new();

    private SlackTraffic(Uri address, SlackSink sink, string[] questions) : base(address, sink.Replies, questions)
    {
        _sink = sink;
    }

    protected override string Path => "/slack/events";

    /// <summary>What the host is to be started with.</summary>
    public static string[] Settings(SlackSink sink) =>
    [
        "--Channels:Slack:SigningSecret", Secret, "--Channels:Slack:BotToken", SlackSink.BotToken, "--Channels:Slack:ApiBaseUrl", $"{sink.Origin}/api/",
        "--Channels:Slack:UnaskedPerThread", "1000",
    ];

    public static async Task<SlackTraffic> CreateAsync(Uri address, SlackSink sink) => new(address, sink, await SeedStore.QuestionsAsync());

    public override async Task<TurnResult> SendAsync(int conversation, CancellationToken cancellationToken)
    {
        var (number, question) = Next();
        var ts = string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + number / 1_000_000}.{number % 1_000_000:D6}");
        var (user, channel) = ($"U{conversation}", $"C{conversation % Channels}");
        switch (conversation % 4)
        {
            case 0:
                return await AskAsync(ts, $"D{conversation}/{ts}", () => EventsAsync(number, [Message("message", $"D{conversation}", user, question, ts, null)], cancellationToken), cancellationToken);
            case 1:
                // A thread is followed once an answer stands in it; until then, it takes a mention.
                var isFollowed = _followed.TryGetValue(conversation, out var root);
                var thread = root ?? ts;
                var result = await AskAsync(ts, $"{channel}/{thread}", () => EventsAsync(
                    number, isFollowed ? [Message("message", channel, user, question, ts, thread)] : Mention(channel, user, question, ts), cancellationToken), cancellationToken);
                if (result.Outcome == TurnOutcome.Answered)
                    _followed.TryAdd(conversation, thread);
                return result;
            case 2:
                return await AskAsync(ts, $"{channel}/{user}/{ts}", () => CommandAsync(channel, user, question, ts, cancellationToken), cancellationToken);
            default:
                return await AskAsync(ts, $"{channel}/{ts}", () => EventsAsync(number, Mention(channel, user, question, ts), cancellationToken), cancellationToken);
        }
    }

    private static JsonObject[] Mention(string channel, string user, string question, string ts) =>
        [Message("app_mention", channel, user, $"<@{SlackSink.BotUser}> {question}", ts, null), Message("message", channel, user, $"<@{SlackSink.BotUser}> {question}", ts, null)];

    private static JsonObject Message(string type, string channel, string user, string text, string ts, string? thread)
    {
        var message = new JsonObject { ["type"] = type, ["user"] = user, ["text"] = text.Replace("&", "&amp;", StringComparison.Ordinal), ["ts"] = ts, ["channel"] = channel, ["event_ts"] = ts };
        if (type == "message")
            message["channel_type"] = channel[0] == 'D' ? "im" : "channel";
        if (thread is not null)
            message["thread_ts"] = thread;
        return message;
    }

    private async Task<string?> EventsAsync(int number, JsonObject[] events, CancellationToken cancellationToken)
    {
        string? said = null;
        for (var i = 0; i < events.Length; i++)
        {
            var body = new JsonObject
            {
                ["type"] = "event_callback",
                ["team_id"] = SlackSink.Team,
                ["api_app_id"] = "A1",
                ["event_id"] = $"Ev{number}-{i}",
                ["event_time"] = 1_700_000_000,
                ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = SlackSink.Team, ["user_id"] = SlackSink.BotUser, ["is_bot"] = true }),
                ["event"] = events[i],
            }.ToJsonString();
            if (await DeliverAsync(body, cancellationToken))
                said ??= "";
            if (number % RepeatedEvery == 0)
                await PostAsync(Path, "application/json", body, 1, cancellationToken);
        }
        return said;
    }

    private async Task<bool> DeliverAsync(string body, CancellationToken cancellationToken)
    {
        for (var retry = 0; ; retry++)
        {
            if ((await PostAsync(Path, "application/json", body, retry, cancellationToken)).IsTaken)
                return true;
            if (retry == Retries.Length)
                return false;
            await Task.Delay(Retries[retry], cancellationToken);
        }
    }

    // Slack does not repeat a command; the user sees that it failed.
    private async Task<string?> CommandAsync(string channel, string user, string question, string id, CancellationToken cancellationToken)
    {
        var (isTaken, response) = await PostAsync(
            "/slack/commands", "application/x-www-form-urlencoded",
            $"token=x&team_id={SlackSink.Team}&channel_id={channel}&user_id={user}&command=%2Ftreaty&text={Uri.EscapeDataString(question)}&trigger_id={id}&response_url={Uri.EscapeDataString($"{_sink.Origin}/response/{id}")}",
            retry: 0, cancellationToken);
        return !isTaken ? null : response.Length == 0 ? "" : (string?)JsonNode.Parse(response)?["text"] ?? "";
    }

    private async Task<(bool IsTaken, string Body)> PostAsync(string path, string type, string body, int retry, CancellationToken cancellationToken)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")))}");
        if (retry > 0)
        {
            request.Headers.Add("X-Slack-Retry-Num", retry.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Slack-Retry-Reason", "http_timeout");
        }
        using var response = await Http.SendAsync(request, cancellationToken);
        return (response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
