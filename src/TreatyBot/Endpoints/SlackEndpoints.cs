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

    private static Task HandleAsync(HttpContext context) => Delivery.AnswerAsync(context, async () =>
    {
        var adapter = context.RequestServices.GetRequiredService<SlackAdapter>();
        var bot = context.RequestServices.GetRequiredService<IBot>();
        var request = context.Request;
        var response = await adapter.ProcessAsync(
            new SlackRequest(request.Method, request.ContentType, request.Headers["X-Slack-Request-Timestamp"], request.Headers["X-Slack-Signature"], request.Body),
            bot, context.RequestAborted);
        return (response.Status, response.Json);
    });
}
