using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TreatyBot.Shared;

/// <summary>
/// Slack's Web API on this machine, as it is documented to behave: forms and JSON, scopes, <c>ok:false</c> with status 200, rate limits,
/// streams in a wrong state, limits of blocks, files, response addresses, and answers that are slow or lost when a test says so.
/// </summary>
internal sealed partial class FakeSlack : IAsyncDisposable
{
    public const string BotToken = "xoxb-fake-1";
    public const string AppToken = "xapp-fake-1";
    public const string TeamId = "T0FAKE";
    public const string BotUserId = "U0BOT";
    public const string BotId = "B0BOT";

    private readonly Channel<SlackCall> _arrivals = Channel.CreateUnbounded<SlackCall>();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<SlackScript>> _scripts = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private WebApplication _application = null!;
    private int _ids;

    public string Origin { get; private set; } = "";

    public string ApiBaseUrl => $"{Origin}/api/";

    public ConcurrentQueue<SlackCall> Calls { get; } = new();

    /// <summary>By bot token: what it may do; null for everything.</summary>
    public ConcurrentDictionary<string, IReadOnlySet<string>?> Tokens { get; } = new(StringComparer.Ordinal) { [BotToken] = null };

    /// <summary>Answers a WebSocket at the address that <c>apps.connections.open</c> gives.</summary>
    public Func<HttpContext, Task>? OnSocket { get; set; }

    public IEnumerable<string> Methods => Calls.Select(call => call.Method);

    public static async Task<FakeSlack> StartAsync()
    {
        var slack = new FakeSlack();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        slack._application = builder.Build();
        slack._application.UseWebSockets();
        slack._application.Run(slack.HandleAsync);
        await slack._application.StartAsync();
        slack.Origin = slack._application.Urls.Single();
        return slack;
    }

    /// <summary>The next call of a method that is not yet scripted is answered so.</summary>
    public void Script(string method, SlackScript script) => _scripts.GetOrAdd(method, _ => new()).Enqueue(script);

    public void ScriptError(string method, string error, int times = 1)
    {
        for (int i = 0; i < times; i++)
            Script(method, new SlackScript(Body: new JsonObject { ["ok"] = false, ["error"] = error }));
    }

    public void ScriptRateLimit(string method, string? retryAfter) =>
        Script(method, new SlackScript(429, new JsonObject { ["ok"] = false, ["error"] = "ratelimited" }, retryAfter));

    /// <summary>What is asked is done, and the answer comes when <paramref name="until"/> is.</summary>
    public void ScriptLate(string method, Task until) => Script(method, new SlackScript(After: until, Done: true));

    public async Task<SlackCall> NextAsync() => await _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public IReadOnlyList<SlackCall> CallsOf(string method) => [.. Calls.Where(call => call.Method == method)];

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path == "/link" && OnSocket is { } onSocket)
            await onSocket(context);
        else if (path.StartsWith("/upload/", StringComparison.Ordinal))
            await UploadAsync(context, path["/upload/".Length..]);
        else if (path.StartsWith("/response/", StringComparison.Ordinal))
            await AnswerAsync(context, await ReadAsync(context, "response"), call => Respond(path, call));
        else if (path.StartsWith("/api/", StringComparison.Ordinal))
            await AnswerAsync(context, await ReadAsync(context, path["/api/".Length..]), Api);
        else
            context.Response.StatusCode = 404;
    }

    private static async Task<SlackCall> ReadAsync(HttpContext context, string method)
    {
        var contentType = context.Request.ContentType?.Split(';')[0].Trim() ?? "";
        var arguments = contentType switch
        {
            "application/json" => await JsonNode.ParseAsync(context.Request.Body) as JsonObject ?? [],
            "application/x-www-form-urlencoded" or "multipart/form-data" => Form(await context.Request.ReadFormAsync()),
            _ => [],
        };
        var authorization = context.Request.Headers.Authorization.ToString();
        return new SlackCall(method, authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization[7..] : null, contentType, arguments);
    }

    // In forms nested values are JSON in a string.
    private static JsonObject Form(IFormCollection form)
    {
        var arguments = new JsonObject();
        foreach (var (name, value) in form)
        {
            var text = value.ToString();
            arguments[name] = name is "text" or "markdown_text" || text is not ['[' or '{', ..] ? text : JsonNode.Parse(text);
        }

        return arguments;
    }

    private async Task AnswerAsync(HttpContext context, SlackCall call, Func<SlackCall, JsonObject> act)
    {
        Calls.Enqueue(call);
        _arrivals.Writer.TryWrite(call);
        var script = _scripts.TryGetValue(call.Method, out var scripts) && scripts.TryDequeue(out var next) ? next : LimitOf(call) ?? new SlackScript(Done: true);
        JsonObject? done = null;
        if (script.Done)
        {
            lock (_lock)
                done = act(call);
        }

        if (script.After is { } after)
            await Task.WhenAny(after, Task.Delay(Timeout.Infinite, context.RequestAborted));
        context.Response.StatusCode = script.Status == 200 && call.Method == "response" && done?["ok"]?.GetValue<bool>() == false ? 404 : script.Status;
        if (script.RetryAfter is not null)
            context.Response.Headers.RetryAfter = script.RetryAfter;
        if (script.Location is not null)
            context.Response.Headers.Location = script.Location;
        context.Response.ContentType = script.Raw is null ? "application/json; charset=utf-8" : "text/html";
        await context.Response.WriteAsync(script.Raw ?? (script.Body ?? done ?? []).ToJsonString());
    }

    private SlackScript? LimitOf(SlackCall call) =>
        call["channel"] is { } channel && LimitedChannels.TryGetValue(channel, out var waits) && waits.TryDequeue(out var wait) && wait is not null
            ? new SlackScript(429, Error("ratelimited"), wait) : null;

    private JsonObject Api(SlackCall call)
    {
        if (call.Method is "oauth.v2.access")
            return Access(call);
        if (call.Token is null)
            return Error("not_authed");
        if (call.Method == "apps.connections.open")
            return call.Token == AppToken ? Ok(("url", $"ws{Origin[4..]}/link?ticket={NextId("k")}")) : Error(call.Token.StartsWith("xapp-", StringComparison.Ordinal) ? "invalid_auth" : "not_allowed_token_type");
        if (!Tokens.TryGetValue(call.Token, out var granted))
            return Error("invalid_auth");
        if (ScopeOf(call.Method) is { } needed && granted is not null && !granted.Contains(needed))
            return Error("missing_scope", ("needed", needed), ("provided", string.Join(',', granted.Order(StringComparer.Ordinal))));
        return Dispatch(call) ?? Error("unknown_method");
    }

    private string NextId(string prefix) => $"{prefix}{Interlocked.Increment(ref _ids):D8}";

    private static JsonObject Ok(params (string Name, JsonNode? Value)[] members) => With(new JsonObject { ["ok"] = true }, members);

    private static JsonObject Error(string error, params (string Name, JsonNode? Value)[] members) =>
        With(new JsonObject { ["ok"] = false, ["error"] = error }, members);

    private static JsonObject With(JsonObject body, (string Name, JsonNode? Value)[] members)
    {
        foreach (var (name, value) in members)
            body[name] = value;
        return body;
    }
}
