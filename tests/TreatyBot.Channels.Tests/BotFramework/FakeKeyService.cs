using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TreatyBot.Channels.Tests.Loopback;

namespace TreatyBot.Channels.Tests.BotFramework;

/// <summary>Announces signing keys as the channel's login service does.</summary>
internal sealed class FakeKeyService : IAsyncDisposable
{
    private LoopbackServer _server = null!;
    private int _fetches;

    public string Metadata => $"{_server.Origin}/v1/.well-known/openidconfiguration";

    public int Fetches => _fetches;

    public bool IsBroken { get; set; }

    /// <summary>Holds answers back until completed.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public IReadOnlyList<JsonObject> Keys { get; set; } = [Jwt.PublicJwk(Jwt.ChannelKey, "key-1", "msteams", "webchat")];

    public static async Task<FakeKeyService> StartAsync()
    {
        var service = new FakeKeyService();
        service._server = await LoopbackServer.StartAsync(service.HandleAsync);
        return service;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        bool isMetadata = context.Request.Path.Value!.EndsWith("openidconfiguration", StringComparison.Ordinal);
        if (isMetadata)
            Interlocked.Increment(ref _fetches);
        await Gate;
        if (IsBroken)
        {
            context.Response.StatusCode = 500;
            return;
        }

        JsonNode body = isMetadata
            ? new JsonObject { ["issuer"] = "https://api.botframework.com", ["jwks_uri"] = $"{_server.Origin}/v1/.well-known/keys" }
            : new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(key => key.DeepClone())]) };
        await context.Response.WriteAsync(body.ToJsonString());
    }
}
