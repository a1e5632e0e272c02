using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TreatyBot.Benchmarks.Load;

/// <summary>The channel's side: takes what the bot sends and tells whoever waits for it.</summary>
internal sealed class ReplySink : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _waiting = new(StringComparer.Ordinal);
    private int _sent;

    private ReplySink(WebApplication application) => _application = application;

    /// <summary>The first message as it was sent, for whoever wants to send the same.</summary>
    public string? First { get; private set; }

    public string Origin => _application.Urls.Single();

    public static async Task<ReplySink> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var sink = new ReplySink(application);
        application.Run(sink.HandleAsync);
        await application.StartAsync();
        return sink;
    }

    /// <summary>Completes with the text of the message that replies to the activity.</summary>
    public Task<string> Expect(string activityId) =>
        (_waiting[activityId] = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(string activityId) => _waiting.TryRemove(activityId, out _);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsync($$"""{"id":"sent-{{Interlocked.Increment(ref _sent)}}"}""");
        if ((string?)body?["type"] != "message")
            return;
        First ??= body.ToJsonString();
        if ((string?)body["replyToId"] is { } id && _waiting.TryRemove(id, out var waiting))
            waiting.TrySetResult((string?)body["text"] ?? "");
    }
}
