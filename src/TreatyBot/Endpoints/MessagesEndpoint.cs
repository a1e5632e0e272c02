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

    private static Task HandleAsync(HttpContext context) => Delivery.AnswerAsync(context, async () =>
    {
        var adapter = context.RequestServices.GetRequiredService<BotFrameworkAdapter>();
        var bot = context.RequestServices.GetRequiredService<IBot>();
        var request = context.Request;
        try
        {
            var response = await adapter.ProcessAsync(
                new InboundRequest(request.Method, request.ContentType, request.Headers.Authorization, request.Body, IsFromThisMachine(context)),
                bot, context.RequestAborted);
            return (response.Status, response.Json);
        }
        catch (TimeoutException)
        {
            return (StatusCodes.Status504GatewayTimeout, default);
        }
    });

    /// <summary>
    /// A direct connection from a program on this machine: what a proxy here passes on is not, nor is what a web page sends after
    /// its own name was made to point here.
    /// </summary>
    internal static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded")
        && Hosting.ListenAddresses.IsLoopbackHost(context.Request.Host.Host);
}
