using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Shared;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Slack;

/// <summary>The real host, and a Slack on this machine that signs what it sends.</summary>
internal sealed class SlackDesk : IAsyncDisposable
{
    public const string Secret = "0123456789abcdef0123456789abcdef";
    public const string User = "U1";

    private static readonly HashSet<string> Shows =
        ["chat.postMessage", "chat.postEphemeral", "chat.update", "chat.stopStream", "response", "views.publish", "assistant.threads.setSuggestedPrompts"];

    private readonly bool _ownsSlack;
    private int _ids;

    private SlackDesk(TestHost host, FakeSlack slack, bool ownsSlack)
    {
        Host = host;
        Slack = slack;
        _ownsSlack = ownsSlack;
    }

    public TestHost Host { get; }

    public FakeSlack Slack { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SlackDesk> StartAsync(
        Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null, TempFolder? folder = null, FakeSlack? slack = null)
    {
        var own = slack ?? await FakeSlack.StartAsync();
        var all = new Dictionary<string, string?>(Settings(own));
        foreach (var (key, value) in settings ?? [])
            all[key] = value;
        // Beside the other files of the host, which are in a folder of the test's.
        var files = folder ?? NewFolder();
        all.TryAdd("Channels:Slack:StatePath", files["slack.db"]);
        all.TryAdd("Channels:Slack:KeysPath", files["keys"]);
        return new SlackDesk(await TestHost.StartAsync(all, configure, folder: files), own, slack is null);
    }

    public static Dictionary<string, string?> Settings(FakeSlack slack) => new()
    {
        ["Channels:Slack:SigningSecret"] = Secret,
        ["Channels:Slack:BotToken"] = FakeSlack.BotToken,
        ["Channels:Slack:ApiBaseUrl"] = slack.ApiBaseUrl,
    };

    public static TempFolder NewFolder()
    {
        var folder = new TempFolder();
        TestCorpus.CopyTo(folder["corpus"]);
        return folder;
    }

    public string NewTs() => string.Create(CultureInfo.InvariantCulture, $"1790000000.{++_ids:D6}");

    /// <summary>A message as Slack delivers it.</summary>
    public static JsonObject Message(string text, string ts, string channel = "D1", string? threadTs = null, string type = "message", string user = User)
    {
        var inner = new JsonObject
        {
            ["type"] = type,
            ["channel"] = channel,
            ["channel_type"] = channel[0] == 'D' ? "im" : "channel",
            ["user"] = user,
            ["text"] = text,
            ["ts"] = ts,
        };
        if (threadTs is not null)
            inner["thread_ts"] = threadTs;
        return inner;
    }

    public static JsonObject Envelope(JsonObject inner, string eventId, string team = FakeSlack.TeamId) => new()
    {
        ["type"] = "event_callback",
        ["token"] = "deprecated",
        ["team_id"] = team,
        ["api_app_id"] = "A1",
        ["event_id"] = eventId,
        ["event_time"] = 1790000000,
        ["authorizations"] = new JsonArray(new JsonObject { ["enterprise_id"] = null, ["team_id"] = team, ["user_id"] = FakeSlack.BotUserId, ["is_bot"] = true, ["is_enterprise_install"] = false }),
        ["event"] = inner,
    };

    public Task<(HttpStatusCode Status, string Body)> EventAsync(JsonObject inner, string? eventId = null, Action<JsonObject>? change = null)
    {
        var envelope = Envelope(inner, eventId ?? $"Ev{++_ids}");
        change?.Invoke(envelope);
        return PostAsync(envelope.ToJsonString());
    }

    public Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string path = "/slack/events", string type = "application/json", string? secret = Secret) =>
        PostAsync(Host.Http, body, path, type, secret);

    public static async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpClient http, string body, string path, string type = "application/json", string? secret = Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (secret is not null)
        {
            var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
            request.Headers.Add("X-Slack-Signature", "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"))));
        }
        using var response = await http.SendAsync(request, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>Delivers a message and returns what is shown in reply.</summary>
    public async Task<SlackCall> SayAsync(string text, string channel = "D1", string? threadTs = null, string? ts = null, string user = User)
    {
        (await EventAsync(Message(text, ts ?? NewTs(), channel, threadTs, user: user))).Status.ShouldBe(HttpStatusCode.OK);
        return await NextAsync();
    }

    public Task<(HttpStatusCode Status, string Body)> CommandAsync(string text, string channel = "C1", string? responseUrl = null, string user = User) =>
        PostAsync(
            $"token=x&team_id={FakeSlack.TeamId}&channel_id={channel}&user_id={user}&command=%2Ftreaty&text={Uri.EscapeDataString(text)}&trigger_id=t{++_ids}"
            + $"&response_url={Uri.EscapeDataString(responseUrl ?? Slack.NewResponseUrl())}",
            "/slack/commands", "application/x-www-form-urlencoded");

    public Task<(HttpStatusCode Status, string Body)> ClickAsync(JsonObject payload) =>
        PostAsync($"payload={Uri.EscapeDataString(payload.ToJsonString())}", "/slack/interactions", "application/x-www-form-urlencoded");

    public JsonObject Click(string actionId, string value, string channel, string? messageTs, string? threadTs = null, bool isEphemeral = false) => new()
    {
        ["type"] = "block_actions",
        ["team"] = new JsonObject { ["id"] = FakeSlack.TeamId },
        ["user"] = new JsonObject { ["id"] = User, ["team_id"] = FakeSlack.TeamId },
        ["channel"] = new JsonObject { ["id"] = channel },
        ["message"] = isEphemeral ? null : new JsonObject { ["ts"] = messageTs, ["thread_ts"] = threadTs },
        ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = messageTs, ["channel_id"] = channel, ["is_ephemeral"] = isEphemeral },
        ["response_url"] = Slack.NewResponseUrl(),
        ["actions"] = new JsonArray(new JsonObject { ["action_id"] = actionId, ["block_id"] = "b", ["type"] = "button", ["value"] = value, ["action_ts"] = $"{++_ids}.0" }),
    };

    /// <summary>The next call that shows something to somebody.</summary>
    public async Task<SlackCall> NextAsync()
    {
        while (true)
        {
            var call = await Slack.NextAsync();
            if (Shows.Contains(call.Method))
                return call;
        }
    }

    public int Shown => Slack.Calls.Count(call => Shows.Contains(call.Method));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        if (_ownsSlack)
            await Slack.DisposeAsync();
    }
}
