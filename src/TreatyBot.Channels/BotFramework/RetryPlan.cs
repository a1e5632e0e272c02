using System.Net;

namespace TreatyBot.Channels.BotFramework;

/// <summary>Says whether to try again and when: no clock, no I/O.</summary>
/// <param name="jitter">Gives numbers from 0 to 1, so that many senders do not come back together.</param>
internal sealed class RetryPlan(Func<double> jitter)
{
    private const int Attempts = 4;
    private static readonly TimeSpan Base = TimeSpan.FromMilliseconds(500);

    /// <summary>A connector that asks for more is asked again by the next turn, not by this one.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public TimeSpan? DelayAfter(int attempt, ConnectorAnswer answer)
    {
        if (attempt >= Attempts || !IsTransient(answer))
            return null;
        if (answer.RetryAfter is { } asked)
            return asked > LongestWait ? null : asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
        return Base * Math.Pow(2, attempt - 1) * (0.5 + jitter());
    }

    private static bool IsTransient(ConnectorAnswer answer) => answer.Status switch
    {
        HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => true,
        // Only what surely was not sent: a message lost on the way back may have been posted.
        null => answer.Failure?.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
        _ => false,
    };
}
