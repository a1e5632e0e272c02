using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Inbound;
using TreatyBot.Channels.Slack.Manifest;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Endpoints;

/// <summary>
/// <c>/slack/events</c>, <c>/slack/commands</c>, <c>/slack/interactions</c>: where Slack delivers. Each takes what any of them takes, so that one
/// address for all works too. Verifies, hands over and answers; the turn runs elsewhere.
/// </summary>
internal static class SlackEndpoints
{
    // Every method, so that a wrong one is told 405.
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.Map(SlackManifest.EventsPath, HandleAsync);
        endpoints.Map(SlackManifest.CommandsPath, HandleAsync);
        endpoints.Map(SlackManifest.InteractionsPath, HandleAsync);
    }

    private static async Task HandleAsync(HttpContext context)
    {
        var adapter = context.RequestServices.GetRequiredService<SlackAdapter>();
        var bot = context.RequestServices.GetRequiredService<IBot>();
        var response = await ProcessAsync(context, adapter, bot);
        context.Response.StatusCode = response.Status;
        if (response.Json.IsEmpty)
            return;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(response.Json, context.RequestAborted);
    }

    private static async Task<SlackResponse> ProcessAsync(HttpContext context, SlackAdapter adapter, IBot bot)
    {
        var request = context.Request;
        try
        {
            return await adapter.ProcessAsync(
                new SlackRequest(request.Method, request.ContentType, request.Headers["X-Slack-Request-Timestamp"], request.Headers["X-Slack-Signature"], request.Body),
                bot, context.RequestAborted);
        }
        catch (BadHttpRequestException refused)
        {
            // The web server stopped reading: too long, too slow, or not HTTP.
            return new SlackResponse(refused.StatusCode);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            return new SlackResponse(StatusCodes.Status499ClientClosedRequest);
        }
    }
}
