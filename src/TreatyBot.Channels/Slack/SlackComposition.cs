using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Slack.Inbound;
using TreatyBot.Channels.Slack.SocketMode;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack;

/// <summary>Puts the parts together, the same way for the program and its tests.</summary>
internal static class SlackComposition
{
    public static SlackAdapter Create(
        SlackOptions options, SlackWebClient web, SlackStreams streams, ISlackTokens tokens, ISlackThreads threads, ISlackReplies replies,
        TurnQueue queue, MiddlewareSet middleware, TimeProvider time, ILoggerFactory loggers)
    {
        string[] secrets = [.. new[] { options.SigningSecret, options.PreviousSigningSecret }.OfType<string>().Where(secret => secret.Length > 0)];
        var gate = new SlackGate(secrets, time, loggers.CreateLogger<SlackGate>());
        var intake = new SlackIntake(tokens, threads, streams, new SlackHosts(options.ApiBaseUri), loggers.CreateLogger<SlackIntake>());
        return new SlackAdapter(options, gate, intake, tokens, replies, web, streams, queue, middleware, time, loggers);
    }

    public static SocketModeClient CreateSockets(
        SlackOptions options, SlackWebClient web, SlackAdapter adapter, IBot bot, TimeProvider time, ILoggerFactory loggers)
    {
        // Spreads reconnections; nothing secret hangs on it.
        var random = new Random();
        return new SocketModeClient(
            new SlackSocketDoor(web, options), (payload, acknowledged, token) => adapter.TakeAsync(payload, bot, acknowledged, token),
            new SocketModeSettings { Connections = options.SocketConnections }, Jitter, time, loggers.CreateLogger<SocketModeClient>());

        double Jitter()
        {
            lock (random)
                return random.NextDouble();
        }
    }
}
