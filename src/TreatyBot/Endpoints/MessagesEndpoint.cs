using System.Net;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Endpoints;

/// <summary><c>/api/messages</c>: where Azure Bot Service delivers. Verifies, hands over and answers; the turn runs elsewhere.</summary>
internal static class MessagesEndpoint
{
    public const string Path = "/api/messages";

    // Every method, so that a wrong one is told 405 by the adapter, as the protocol wants it.
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.Map(Path, HandleAsync);

    private static async Task HandleAsync(HttpContext context)
    {
        var adapter = context.RequestServices.GetRequiredService<BotFrameworkAdapter>();
        var bot = context.RequestServices.GetRequiredService<IBot>();
        var response = await ProcessAsync(context, adapter, bot);
        context.Response.StatusCode = response.Status;
        if (response.Json.IsEmpty)
            return;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(response.Json, context.RequestAborted);
    }

    private static async Task<InboundResponse> ProcessAsync(HttpContext context, BotFrameworkAdapter adapter, IBot bot)
    {
        var request = context.Request;
        try
        {
            return await adapter.ProcessAsync(
                new InboundRequest(request.Method, request.ContentType, request.Headers.Authorization, request.Body, IsFromThisMachine(context)),
                bot, context.RequestAborted);
        }
        catch (BadHttpRequestException refused)
        {
            // The web server stopped reading: too long, too slow, or not HTTP.
            return new InboundResponse(refused.StatusCode);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            return new InboundResponse(StatusCodes.Status499ClientClosedRequest);
        }
        catch (TimeoutException)
        {
            return new InboundResponse(StatusCodes.Status504GatewayTimeout);
        }
    }

    /// <summary>
    /// A direct connection from a program on this machine: what a proxy here passes on is not, nor is what a web page sends after
    /// its own name was made to point here.
    /// </summary>
    internal static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded")
        && Hosting.ListenAddresses.IsLoopbackHost(context.Request.Host.Host);
}
