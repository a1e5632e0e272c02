using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;

/// <summary>What happens to a request instead of, or before, its answer.</summary>
internal sealed record FakeFault(int Status, string Body, string ContentType = "application/json", string? RetryAfter = null, bool Cuts = false, bool AfterWork = false)
{
    public Task? Waits { get; init; }

    public static FakeFault Error(int status, string message, string? retryAfter = null) =>
        new(status, JsonSerializer.Serialize(new { status = new { error = message }, time = 0.0 }), RetryAfter: retryAfter);
}

/// <summary>
/// A loopback server that speaks the part of Qdrant's REST interface that the store uses. Every request and every response is held
/// against the published description; what does not fit is in <see cref="Complaints"/>.
/// </summary>
internal sealed class FakeQdrant : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, FakeCollection> _collections = new();
    private readonly Lock _aliasLock = new();
    private Dictionary<string, string> _aliases = [];

    private FakeQdrant()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = 32 << 20);
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    public Uri Endpoint => new(_application.Urls.Single());

    public string Version { get; init; } = "1.19.0";

    public string? ApiKey { get; init; }

    public string? ReadOnlyKey { get; init; }

    public bool IsReady { get; set; } = true;

    /// <summary>Off where speed matters more and other tests look.</summary>
    public bool Validates { get; init; } = true;

    /// <summary>Given method, path and how many requests there have been; null lets the request through.</summary>
    public Func<string, string, FakeFault?>? Fault { get; set; }

    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>"METHOD path" of every request, in the order of arrival.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public IReadOnlyCollection<string> Collections => [.. _collections.Keys.Order(StringComparer.Ordinal)];

    public int CountPoints(string collection) => _collections[collection].Count;

    /// <summary>What recovering a snapshot does: the same points under another collection's name.</summary>
    public void Recover(string from, string to) => _collections[to] = _collections[from];

    public static async Task<FakeQdrant> StartAsync(Func<FakeQdrant>? make = null)
    {
        var fake = make?.Invoke() ?? new FakeQdrant();
        await fake._application.StartAsync();
        return fake;
    }

    public static FakeQdrant With(string version = "1.19.0", string? apiKey = null, string? readOnlyKey = null, bool validates = true) =>
        new() { Version = version, ApiKey = apiKey, ReadOnlyKey = readOnlyKey, Validates = validates };

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var path = request.Path.Value!.TrimEnd('/') is { Length: > 0 } given ? given : "/";
        Requests.Enqueue($"{request.Method} {path}");
        var fault = Fault?.Invoke(request.Method, path);
        if (fault?.Waits is { } wait)
            await wait.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fault is { AfterWork: false })
        {
            await FailAsync(context, fault);
            return;
        }
        if (await RefuseKeyAsync(request, response, path))
            return;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            await AnswerAsync(context, path, body.Length == 0 ? null : JsonDocument.Parse(body.ToArray()).RootElement, fault);
        }
        catch (FakeRefusal refusal)
        {
            await WriteAsync(context, path, refusal.Status, new JsonObject { ["status"] = new JsonObject { ["error"] = refusal.Message }, ["time"] = 0.0 });
        }
    }

    private async Task AnswerAsync(HttpContext context, string path, JsonElement? body, FakeFault? fault)
    {
        var method = context.Request.Method;
        if (path is "/readyz" or "/livez" or "/healthz")
        {
            context.Response.StatusCode = IsReady ? 200 : 503;
            await context.Response.WriteAsync(IsReady ? "all shards are ready" : "some shards are not ready");
            return;
        }
        var template = FakeRoutes.Template(path);
        if (Validates)
        {
            var query = context.Request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));
            foreach (var problem in OpenApi.Published.CheckRequest(method, template, query, body))
                Complaints.Enqueue($"{method} {path}: {problem}");
        }
        if (System.Version.Parse(Version.Split('-')[0]) < new Version(1, 19) && body?.GetRawText().Contains("\"memory\"", StringComparison.Ordinal) == true)
            Complaints.Enqueue($"{method} {path}: version {Version} knows no memory placement");
        if (method is "PUT" or "POST" && path.EndsWith("/points/delete", StringComparison.Ordinal) | (method == "PUT" && path.EndsWith("/points", StringComparison.Ordinal))
            && context.Request.Query["wait"] != "true")
            Complaints.Enqueue($"{method} {path}: does not wait");
        if (path == "/")
        {
            await WriteAsync(context, path, 200, new JsonObject { ["title"] = "qdrant - vector search engine", ["version"] = Version, ["commit"] = "0" });
            return;
        }
        var result = Work(method, path, template, body);
        if (fault is not null)
            await FailAsync(context, fault);
        else
            await WriteAsync(context, path, 200, new JsonObject { ["result"] = result, ["status"] = "ok", ["time"] = 0.001 });
    }

    private JsonNode? Work(string method, string path, string template, JsonElement? body)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        switch (method, template)
        {
            case ("GET", "/collections"):
                return new JsonObject { ["collections"] = new JsonArray([.. Collections.Select(name => new JsonObject { ["name"] = name })]) };
            case ("GET", "/aliases"):
                return new JsonObject
                {
                    ["aliases"] = new JsonArray([.. _aliases.Select(pair => new JsonObject { ["alias_name"] = pair.Key, ["collection_name"] = pair.Value })]),
                };
            case ("POST", "/collections/aliases"):
                ChangeAliases(body!.Value);
                return true;
            case ("PUT", "/collections/{collection_name}"):
                if (_aliases.ContainsKey(parts[1]) || !_collections.TryAdd(parts[1], new(body!.Value.Clone(), Complaints.Enqueue)))
                    throw new FakeRefusal(409, $"Wrong input: Collection `{parts[1]}` already exists!");
                return true;
            case ("DELETE", "/collections/{collection_name}"):
                return _collections.TryRemove(parts[1], out _);
            case ("GET", "/collections/{collection_name}/exists"):
                return new JsonObject { ["exists"] = _collections.ContainsKey(Resolve(parts[1])) };
        }
        if (!_collections.TryGetValue(Resolve(parts[1]), out var collection))
            throw new FakeRefusal(404, $"Not found: Collection `{parts[1]}` doesn't exist!");
        return FakeRoutes.Work(collection, parts, method, template["/collections/{collection_name}".Length..], body, Version);
    }

    private void ChangeAliases(JsonElement request)
    {
        lock (_aliasLock)
        {
            var changed = new Dictionary<string, string>(_aliases);
            foreach (var action in request.GetProperty("actions").EnumerateArray())
            {
                if (action.TryGetProperty("delete_alias", out var gone))
                {
                    changed.Remove(gone.GetProperty("alias_name").GetString()!);
                    continue;
                }
                var made = action.GetProperty("create_alias");
                var (alias, name) = (made.GetProperty("alias_name").GetString()!, made.GetProperty("collection_name").GetString()!);
                if (_collections.ContainsKey(alias))
                    throw new FakeRefusal(409, $"Wrong input: Collection `{alias}` already exists!");
                if (!_collections.ContainsKey(name))
                    throw new FakeRefusal(404, $"Not found: Collection `{name}` doesn't exist!");
                changed[alias] = name;
            }
            _aliases = changed;
        }
    }

    private string Resolve(string name) => _aliases.GetValueOrDefault(name, name);

    private async Task<bool> RefuseKeyAsync(HttpRequest request, HttpResponse response, string path)
    {
        if (ApiKey is null || path is "/" or "/readyz" or "/livez" or "/healthz")
            return false;
        var sent = request.Headers["api-key"].FirstOrDefault() ?? request.Headers.Authorization.FirstOrDefault()?.Replace("Bearer ", "", StringComparison.Ordinal);
        var isRead = request.Method == "GET" || path.EndsWith("/scroll", StringComparison.Ordinal) || path.EndsWith("/count", StringComparison.Ordinal)
            || path.EndsWith("/query/batch", StringComparison.Ordinal) || (request.Method == "POST" && path.EndsWith("/points", StringComparison.Ordinal));
        if (sent == ApiKey || (sent is not null && sent == ReadOnlyKey && isRead))
            return false;
        response.StatusCode = sent is not null && sent == ReadOnlyKey ? 403 : 401;
        await response.WriteAsync(response.StatusCode == 403
            ? "Forbidden: Global manage access is required"
            : sent is null ? "Must provide an API key or an Authorization bearer token" : "Invalid API key or JWT");
        return true;
    }

    private static async Task FailAsync(HttpContext context, FakeFault fault)
    {
        if (fault.Cuts)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = fault.Status;
        context.Response.ContentType = fault.ContentType;
        if (fault.RetryAfter is not null)
            context.Response.Headers.RetryAfter = fault.RetryAfter;
        await context.Response.WriteAsync(fault.Body);
    }

    private async Task WriteAsync(HttpContext context, string path, int status, JsonObject body)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        if (Validates)
        {
            foreach (var problem in OpenApi.Published.CheckResponse(context.Request.Method, FakeRoutes.Template(path), status, JsonDocument.Parse(bytes).RootElement))
                Complaints.Enqueue($"answer to {context.Request.Method} {path}: {problem}");
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(bytes);
    }
}
