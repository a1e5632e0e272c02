using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TreatyBot.Benchmarks.Load;

/// <summary>The connector's side: takes what the bot sends and tells whoever waits for it.</summary>
internal sealed class ReplySink : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _sent;

    private ReplySink(WebApplication application) => _application = application;

    public Replies Replies { get; } = new();

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

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsync($$"""{"id":"sent-{{Interlocked.Increment(ref _sent)}}"}""");
        if ((string?)body?["type"] != "message")
            return;
        First ??= body.ToJsonString();
        Replies.Said((string?)body["conversation"]?["id"], (string?)body["replyToId"], (string?)body["text"] ?? "");
    }
}
