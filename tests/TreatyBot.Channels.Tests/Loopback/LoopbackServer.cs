using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TreatyBot.Channels.Tests.Loopback;

/// <summary>A real HTTP server on a free port of this machine.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application)
    {
        _application = application;
        Origin = application.Urls.Single();
    }

    public string Origin { get; }

    public static async Task<LoopbackServer> StartAsync(RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.Run(handle);
        await application.StartAsync();
        return new LoopbackServer(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
