using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.Slack.Web;

/// <summary>Puts the client's parts together, the same way for the program and its tests.</summary>
internal static class SlackWeb
{
    public static SlackWebClient Create(SlackOptions options, HttpClient http, TimeProvider time, ILoggerFactory loggers) => new(
        options,
        new SlackTransport(options, http, RetryPlan.Spread(), time, loggers.CreateLogger<SlackTransport>()),
        SendPacer.OfSlack(time),
        time);
}
