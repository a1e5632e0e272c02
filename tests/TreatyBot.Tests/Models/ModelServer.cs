using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TreatyBot.Tests.Models;

/// <summary>A call as it came over the wire.</summary>
internal sealed record ModelRequest(string Path, string Query, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    public bool IsOllama => Path.Contains("/api/", StringComparison.Ordinal);

    public bool IsEmbedding => Path.Contains("embed", StringComparison.Ordinal);

    /// <summary>All messages, one after the other.</summary>
    public string Prompt => Body.TryGetProperty("messages", out var messages)
        ? string.Join('\n', messages.EnumerateArray().Select(message => message.GetProperty("content").GetString()))
        : "";

    public bool HasSchema => Body.TryGetProperty("response_format", out _) || (Body.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.Object);
}

/// <summary>A real HTTP server on a free port of this machine, which behaves as a test says.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ModelServer(WebApplication application) => _application = application;

    public Uri Origin => new(_application.Urls.Single());

    public ConcurrentQueue<ModelRequest> Requests { get; } = new();

    public static async Task<ModelServer> StartAsync(Func<HttpContext, ModelRequest, Task> handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var server = new ModelServer(application);
        application.Run(async context =>
        {
            using var body = context.Request.ContentLength is 0 ? JsonDocument.Parse("{}") : await JsonDocument.ParseAsync(context.Request.Body);
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            var request = new ModelRequest(context.Request.Path, context.Request.QueryString.Value ?? "", headers, body.RootElement.Clone());
            server.Requests.Enqueue(request);
            await handle(context, request);
        });
        await application.StartAsync();
        return server;
    }

    /// <summary>A server that says the same to every chat call, in the caller's protocol.</summary>
    public static Task<ModelServer> SayingAsync(Func<ModelRequest, string> reply) =>
        StartAsync((context, request) => Wire.SendAsync(context, request, Wire.Chat(request, reply(request))));

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
