using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TreatyBot.Channels.Tests.Loopback;

namespace TreatyBot.Channels.Tests.BotFramework;

internal sealed record ConnectorRequest(string Method, string Target, string? Authorization, string? ContentType, JsonNode? Body)
{
    public string? Text => (string?)Body?["text"];
}

/// <summary>The channel's side: keeps what is sent and answers 201 with an id, or as scripted.</summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    private readonly Channel<ConnectorRequest> _arrivals = Channel.CreateUnbounded<ConnectorRequest>();
    private LoopbackServer _server = null!;
    private int _ids;

    public string Origin => _server.Origin;

    public ConcurrentQueue<ConnectorRequest> Requests { get; } = new();

    /// <summary>The next answers: status, body, Retry-After or Location.</summary>
    public ConcurrentQueue<ScriptedAnswer> Answers { get; } = new();

    public static async Task<FakeConnector> StartAsync()
    {
        var connector = new FakeConnector();
        connector._server = await LoopbackServer.StartAsync(connector.HandleAsync);
        return connector;
    }

    public void Script(int status, string body = "", string? retryAfter = null, string? location = null) =>
        Answers.Enqueue(new ScriptedAnswer(status, body, retryAfter, location));

    public void ScriptError(int status, string code, string message) =>
        Script(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString());

    public async Task<ConnectorRequest> NextAsync() => await _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var request = new ConnectorRequest(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.Authorization,
            context.Request.ContentType,
            text.Length > 0 && text[0] == '{' ? JsonNode.Parse(text) : null);
        Requests.Enqueue(request);

        var answer = Answers.TryDequeue(out var scripted)
            ? scripted
            : new ScriptedAnswer(201, $$"""{"id":"sent-{{Interlocked.Increment(ref _ids)}}"}""", null, null);
        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is not null)
            context.Response.Headers.RetryAfter = answer.RetryAfter;
        if (answer.Location is not null)
            context.Response.Headers.Location = answer.Location;
        await context.Response.WriteAsync(answer.Body);
        _arrivals.Writer.TryWrite(request);
    }
}

internal sealed record ScriptedAnswer(int Status, string Body, string? RetryAfter, string? Location);
