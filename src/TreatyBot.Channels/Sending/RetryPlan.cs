using System.Net;

namespace TreatyBot.Channels.Sending;

/// <summary>Says whether to try again and when: no clock, no I/O.</summary>
/// <param name="jitter">Gives numbers from 0 to 1, so that many senders do not come back together.</param>
internal sealed class RetryPlan(Func<double> jitter)
{
    private const int Attempts = 4;
    private static readonly TimeSpan Base = TimeSpan.FromMilliseconds(500);

    /// <summary>A service that asks for more is asked again by the next turn, not by this one.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>With chance of its own, which nothing secret hangs on. Thread-safe.</summary>
    public static RetryPlan Spread()
    {
        var random = new Random();
        return new RetryPlan(() =>
        {
            lock (random)
                return random.NextDouble();
        });
    }

    /// <param name="attempt">How many were made.</param>
    /// <param name="status">Null when the service could not be reached.</param>
    /// <param name="retryAfter">As the service asked.</param>
    /// <param name="failure">Why it could not be reached.</param>
    /// <returns>Null: do not try again.</returns>
    public TimeSpan? DelayAfter(int attempt, HttpStatusCode? status, TimeSpan? retryAfter, HttpRequestException? failure)
    {
        if (attempt >= Attempts || !IsTransient(status, failure))
            return null;
        if (retryAfter is { } asked)
            return asked > LongestWait ? null : asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
        return Base * Math.Pow(2, attempt - 1) * (0.5 + jitter());
    }

    private static bool IsTransient(HttpStatusCode? status, HttpRequestException? failure) => status switch
    {
        HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => true,
        // Only what surely was not sent: a message lost on the way back may have been posted.
        null => failure?.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
        _ => false,
    };
}
