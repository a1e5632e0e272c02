namespace TreatyBot.Channels.Slack.SocketMode;

/// <summary>How connections are kept.</summary>
internal sealed record SocketModeSettings
{
    /// <summary>Slack takes ten at most over all replicas and gives each event to one of them.</summary>
    /// <value>The default is 2: while one is replaced, the other takes what comes.</value>
    public int Connections { get; init; } = 2;

    /// <value>The default is 5 seconds, as in Slack's own client.</value>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection whose ping is not answered within it is dead.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long Slack may take to say hello.</summary>
    public TimeSpan HelloTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait after the first failure; each further one in a row adds as much.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest message that is read; Slack's are far shorter.</summary>
    public int MostBytes { get; init; } = 4 * 1024 * 1024;

    /// <param name="failures">How many there were in a row.</param>
    /// <param name="jitter">From 0 to 1, so that many programs do not come back together.</param>
    public TimeSpan DelayAfter(int failures, double jitter)
    {
        var delay = BackOff * Math.Max(1, failures);
        return (delay < LongestBackOff ? delay : LongestBackOff) * (0.5 + jitter);
    }
}
