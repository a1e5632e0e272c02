using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Channels.Turns;
using TreatyBot.Shared;
using TreatyBot.Tests.Slack;

namespace TreatyBot.EndToEnd;

/// <summary>The same signed requests for Slack's own Bolt and for the host: what each says, and what each does.</summary>
public sealed class SlackOracleTests(ITestOutputHelper output)
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Command = "team_id=T0FAKE&channel_id=C1&user_id=U1&command=%2Ftreaty&trigger_id=";

    // What Bolt takes, or leaves to whoever writes the handlers, and the host does not take; each with its reason.
    private static readonly Dictionary<string, string> Stricter = new()
    {
        ["10 minutes ahead"] = "a time ahead is as wrong as one long ago; Slack's Python library has it so too",
        ["event, delivered again"] = "a retry is answered if and only if the first was not",
        ["the same mention as a message"] = "one message, one answer",
        ["another bot's message"] = "two bots that answer each other do not stop",
        ["channel message without mention"] = "said to others",
        ["deleted message"] = "nobody asks any more",
        ["form without payload"] = "both refuse; the body is what is wrong, not the address",
        ["GET"] = "both refuse; the method is what is wrong, not the address",
    };

    // What the host takes and Bolt does not.
    private static readonly Dictionary<string, string> Laxer = new()
    {
        ["rate limit notice"] = "taken note of; Slack would count a refusal as a failed delivery",
    };

    private int _ids;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_GetTheSameStatusAndEffect_ButForTheNamedList()
    {
        NodeTools.Require("@slack/bolt");
        await using var slack = await FakeSlack.StartAsync();
        using var bolt = NodeTools.Start(["slack-oracle.js", SlackDesk.Secret, FakeSlack.BotUserId, FakeSlack.BotId, slack.ApiBaseUrl]);
        var ports = JsonNode.Parse(await bolt.StandardOutput.ReadLineAsync(Token) ?? throw new InvalidOperationException(await bolt.StandardError.ReadToEndAsync(Token)))!;
        var turns = 0;
        await using var desk = await SlackDesk.StartAsync(
            configure: services => services.Replace(ServiceDescriptor.Singleton<IBot>(new ScriptedSlackBot((_, _) =>
            {
                Interlocked.Increment(ref turns);
                return Task.CompletedTask;
            }))),
            slack: slack);
        using var theirs = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports["bolt"]}") };
        using var counter = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports["count"]}") };

        var differences = new List<string>();
        foreach (var one in Cases())
        {
            var before = await CountAsync();
            var (theirStatus, theirBody) = await SendAsync(theirs, one);
            var theirRuns = await CountAsync() - before;
            var ourBefore = turns;
            var (status, body) = await SendAsync(desk.Host.Http, one);
            await desk.Host.IdleAsync();
            var runs = turns - ourBefore;

            var isSame = (status, runs) == (theirStatus, theirRuns) && (status != 200 || Same(body, theirBody));
            output.WriteLine($"| {one.Name} | {theirStatus}, {theirRuns} | {status}, {runs} | {(isSame ? "" : Stricter.GetValueOrDefault(one.Name) ?? Laxer.GetValueOrDefault(one.Name, "UNNAMED"))} |");
            if (!isSame)
                differences.Add(one.Name);
        }

        bolt.StandardInput.Close();
        await bolt.WaitForExitAsync(Token);
        differences.Order(StringComparer.Ordinal).ShouldBe(Stricter.Keys.Concat(Laxer.Keys).Order(StringComparer.Ordinal));

        async Task<int> CountAsync() => int.Parse(await counter.GetStringAsync(new Uri("/count", UriKind.Relative), Token), CultureInfo.InvariantCulture);
    }

    private IEnumerable<Case> Cases()
    {
        const string Challenge = """{"type":"url_verification","challenge":"abc","token":"x"}""";
        yield return new("challenge", Challenge);
        yield return new("challenge, unsigned", Challenge) { Signature = _ => null };
        yield return new("direct message", Message());
        yield return new("message with umlauts", Message("Grüße 👋"));
        yield return new("body changed after signing", Message()) { Sent = body => body + " " };
        yield return new("another secret", Message()) { Secret = "another" };
        yield return new("4:50 old", Message()) { Offset = -290 };
        yield return new("6 minutes old", Message()) { Offset = -360 };
        yield return new("4 minutes ahead", Message()) { Offset = 240 };
        yield return new("10 minutes ahead", Message()) { Offset = 600 };
        yield return new("no timestamp", Message()) { Timestamp = _ => null };
        yield return new("timestamp is no number", Message()) { Timestamp = _ => "abc" };
        yield return new("no signature", Message()) { Signature = _ => null };
        yield return new("signature v1", Message()) { Signature = signature => signature.Replace("v0=", "v1=", StringComparison.Ordinal) };
        yield return new("signature in upper case", Message()) { Signature = signature => "v0=" + signature[3..].ToUpperInvariant() };
        yield return new("signature cut short", Message()) { Signature = signature => signature[..^1] };
        yield return new("signature empty", Message()) { Signature = _ => "v0=" };
        var repeated = Message();
        yield return new("event, first delivery", repeated);
        yield return new("event, delivered again", repeated);
        var mention = SlackDesk.Message("<@U0BOT> hello", "3.3", "C1", type: "app_mention");
        yield return new("mention", Event(mention));
        mention["type"] = "message";
        yield return new("the same mention as a message", Event(mention));
        yield return new("own message", Event(SlackDesk.Message("hello", "3.4", user: FakeSlack.BotUserId)));
        var other = SlackDesk.Message("hello", "3.5");
        other["bot_id"] = "B9";
        yield return new("another bot's message", Event(other));
        yield return new("channel message without mention", Event(SlackDesk.Message("hello", "3.6", "C1")));
        var deleted = SlackDesk.Message("hello", "3.7");
        deleted["subtype"] = "message_deleted";
        yield return new("deleted message", Event(deleted));
        yield return new("event that nobody handles", Event(new JsonObject { ["type"] = "team_rename", ["name"] = "x" }));
        yield return new("rate limit notice", """{"type":"app_rate_limited","team_id":"T0FAKE","minute_rate_limited":1,"api_app_id":"A1","token":"x"}""");
        yield return new("malformed JSON", "{");
        yield return new("certificate check, unsigned", "ssl_check=1&token=x", Form) { Signature = _ => null };
        yield return new("certificate check with a payload, unsigned", "ssl_check=1&payload=%7B%22type%22%3A%22block_actions%22%7D", Form) { Signature = _ => null };
        yield return new("certificate check with a command, signed", $"ssl_check=1&text=help&{Command}9", Form);
        yield return new("certificate check of another value, unsigned", $"ssl_check=2&{Command}8", Form) { Signature = _ => null };
        yield return new("command", $"text=a%26b+c&{Command}1", Form) { Path = "/slack/commands" };
        yield return new("command without text", $"text=&{Command}2", Form) { Path = "/slack/commands" };
        yield return new("command, unsigned", $"text=help&{Command}3", Form) { Path = "/slack/commands", Signature = _ => null };
        yield return new("vote", Click(SlackActions.Vote, SlackActions.Up), Form) { Path = "/slack/interactions" };
        yield return new("vote, unsigned", Click(SlackActions.Vote, SlackActions.Up), Form) { Path = "/slack/interactions", Signature = _ => null };
        yield return new("form without payload", "pay=1", Form) { Path = "/slack/interactions" };
        yield return new("payload is no JSON", "payload=%7B", Form) { Path = "/slack/interactions" };
        yield return new("GET", "") { Method = HttpMethod.Get };
    }

    private string Message(string text = "hello") => Event(SlackDesk.Message(text, $"2.{++_ids}"));

    private string Event(JsonObject inner) => SlackDesk.Envelope(inner.DeepClone().AsObject(), $"Ev{++_ids}").ToJsonString();

    private string Click(string action, string value) => "payload=" + Uri.EscapeDataString(new JsonObject
    {
        ["type"] = "block_actions",
        ["team"] = new JsonObject { ["id"] = FakeSlack.TeamId },
        ["user"] = new JsonObject { ["id"] = "U1", ["team_id"] = FakeSlack.TeamId },
        ["channel"] = new JsonObject { ["id"] = "C1" },
        ["message"] = new JsonObject { ["ts"] = "1.1" },
        ["actions"] = new JsonArray(new JsonObject { ["action_id"] = action, ["block_id"] = "b", ["type"] = "feedback_buttons", ["value"] = value, ["action_ts"] = $"{++_ids}.1" }),
    }.ToJsonString());

    // Bolt answers some things with an empty body and some with an empty text: neither shows anything.
    private static bool Same(string one, string other) => one == other || JsonNode.DeepEquals(Parse(one), Parse(other));

    private static JsonNode? Parse(string text) => text.Length == 0 ? null : JsonNode.Parse(text);

    private static async Task<(int Status, string Body)> SendAsync(HttpClient http, Case one)
    {
        var timestamp = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + one.Offset).ToString(CultureInfo.InvariantCulture);
        var signature = "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(one.Secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{one.Body}")));
        using var request = new HttpRequestMessage(one.Method, one.Path);
        if (one.Method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(one.Sent(one.Body)));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(one.Type);
        }
        if (one.Timestamp(timestamp) is { } sent)
            request.Headers.Add("X-Slack-Request-Timestamp", sent);
        if (one.Signature(signature) is { } signed)
            request.Headers.Add("X-Slack-Signature", signed);
        using var response = await http.SendAsync(request, Token);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    private sealed record Case(string Name, string Body, string Type = Json)
    {
        public string Path { get; init; } = "/slack/events";

        public HttpMethod Method { get; init; } = HttpMethod.Post;

        public string Secret { get; init; } = SlackDesk.Secret;

        public int Offset { get; init; }

        public Func<string, string?> Timestamp { get; init; } = timestamp => timestamp;

        public Func<string, string?> Signature { get; init; } = signature => signature;

        public Func<string, string> Sent { get; init; } = body => body;
    }
}
