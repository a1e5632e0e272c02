using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.BotFramework;

/// <summary>Puts the adapter's parts together, the same way for the program and its tests.</summary>
internal static class BotFrameworkComposition
{
    public static BotFrameworkAdapter Create(
        BotFrameworkOptions options, Func<IConnectorTokenIssuer> issuer, TurnQueue queue, MiddlewareSet middleware,
        TimeProvider time, ILoggerFactory loggers)
    {
        // Lives as long as the program; the adapter is a singleton.
        var http = HttpExtensions.CreateClient();
        var serviceUrls = new ServiceUrlPolicy(options);
        var keys = new SigningKeyRing(options.OpenIdMetadataUri, http, time, loggers.CreateLogger<SigningKeyRing>());
        var verifier = new InboundTokenVerifier(options, keys, serviceUrls, time, loggers.CreateLogger<InboundTokenVerifier>());
        var gate = new InboundGate(options, verifier, serviceUrls, time, loggers.CreateLogger<InboundGate>());
        var sender = new ActivitySender(CreateConnector(options, options.IsAnonymous ? null : issuer(), http, time, loggers), serviceUrls);
        return new BotFrameworkAdapter(options, gate, sender, queue, middleware, time, loggers.CreateLogger<BotFrameworkAdapter>());
    }

    public static ConnectorClient CreateConnector(
        BotFrameworkOptions options, IConnectorTokenIssuer? issuer, HttpClient http, TimeProvider time, ILoggerFactory loggers)
    {
        var tokens = issuer is null ? null : new ConnectorTokenCache(issuer, time);
        var transport = new ConnectorTransport(
            options, new ServiceUrlPolicy(options), tokens, http, RetryPlan.Spread(), time, loggers.CreateLogger<ConnectorTransport>());
        return new ConnectorClient(transport, SendPacer.OfConnector(time));
    }
}
