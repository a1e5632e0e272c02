using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TreatyBot.Benchmarks.Load;

/// <summary>
/// Slack's Web API as far as answers need it. Channels are held to a message a second with short bursts; and, when told so, the workspace to
/// what Slack documents for all of it. Keeps no message.
/// </summary>
internal sealed class SlackSink : IAsyncDisposable
{
    public const string BotToken = "xoxb-load";
    public const string BotUser = "U0BOT";
    public const string Team = "T0LOAD";

    // What the bot keeps to is 3 in 3 s; one more is allowed, as the clocks of the two sides differ.
    private const int ChannelBurst = 4;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, SlackQuota> _channels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _streams = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private Dictionary<string, SlackQuota> _workspace = [];
    private int _limited;
    private int _sent;

    private SlackSink(WebApplication application) => _application = application;

    public Replies Replies { get; } = new();

    public string Origin => _application.Urls.Single();

    /// <summary>Calls that were told to wait.</summary>
    public int Limited => Volatile.Read(ref _limited);

    /// <summary>How often each method was called.</summary>
    public string Calls => string.Join(", ", _calls.OrderByDescending(call => call.Value).Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Key} {call.Value:N0}")));

    public static async Task<SlackSink> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var sink = new SlackSink(application);
        application.Run(sink.HandleAsync);
        await application.StartAsync();
        return sink;
    }

    /// <summary>As documented for a workspace: some hundred messages a minute, reactions by their tiers.</summary>
    public void HoldWorkspace(int messagesPerMinute) => _workspace = new()
    {
        ["chat.postMessage"] = new(messagesPerMinute, Minute),
        ["reactions.add"] = new(50, Minute),
        ["reactions.remove"] = new(20, Minute),
        ["assistant.threads.setStatus"] = new(600, Minute),
    };

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var method = path.StartsWith("/api/", StringComparison.Ordinal) ? path["/api/".Length..] : "response_url";
        var arguments = await ReadAsync(context.Request);
        _calls.AddOrUpdate(method, 1, (_, count) => count + 1);
        if (WaitFor(method, (string?)arguments["channel"]) is { } seconds)
        {
            Interlocked.Increment(ref _limited);
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await WriteAsync(context, new JsonObject { ["ok"] = false, ["error"] = "ratelimited" });
            return;
        }

        var ts = string.Create(CultureInfo.InvariantCulture, $"1800000000.{Interlocked.Increment(ref _sent):D6}");
        await WriteAsync(context, method switch
        {
            "auth.test" => new() { ["ok"] = true, ["team_id"] = Team, ["user_id"] = BotUser, ["bot_id"] = "B0BOT", ["url"] = Origin },
            "conversations.replies" or "conversations.history" => new() { ["ok"] = true, ["messages"] = new JsonArray(), ["has_more"] = false },
            _ => new() { ["ok"] = true, ["channel"] = (string?)arguments["channel"], ["ts"] = ts },
        });
        if (method == "chat.startStream")
            _streams[ts] = (string?)arguments["thread_ts"] ?? "";
        Tell(path, method, arguments);
    }

    private void Tell(string path, string method, JsonObject arguments)
    {
        var text = (string?)arguments["text"] ?? (string?)arguments["markdown_text"] ?? "";
        if (method == "response_url")
            Replies.Said(null, path[(path.LastIndexOf('/') + 1)..], text);
        else if (method is "chat.postMessage" or "chat.stopStream")
        {
            var thread = (string?)arguments["thread_ts"] ?? (_streams.TryRemove((string?)arguments["ts"] ?? "", out var streamed) ? streamed : "");
            // What answers no question in particular is about the one that began the thread.
            var question = (string?)arguments["metadata"]?["event_payload"]?["answers"] ?? thread;
            Replies.Said($"{(string?)arguments["channel"]}/{thread}", question, text);
        }
    }

    private int? WaitFor(string method, string? channel)
    {
        if (_workspace.TryGetValue(method, out var quota) && quota.SecondsToWait() is { } wait)
            return wait;
        return method is "chat.postMessage" or "chat.postEphemeral" && channel is not null
            ? _channels.GetOrAdd(channel, _ => new SlackQuota(ChannelBurst, TimeSpan.FromSeconds(3))).SecondsToWait() : null;
    }

    private static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
            return new JsonObject((await request.ReadFormAsync()).Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.ToString())));
        return request.ContentLength is null or > 0 ? await JsonNode.ParseAsync(request.Body) as JsonObject ?? [] : [];
    }

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
