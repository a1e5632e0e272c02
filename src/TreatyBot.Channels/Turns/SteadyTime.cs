namespace TreatyBot.Channels.Turns;

/// <summary>Time for measuring how long ago something was.</summary>
public static class SteadyTime
{
    /// <summary>
    /// A moment that only ever moves on, at the pace of real time, wherever the wall clock is set: good for differences within this
    /// process and nothing else.
    /// </summary>
    public static DateTimeOffset GetSteadyNow(this TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return DateTimeOffset.UnixEpoch + time.GetElapsedTime(0);
    }
}
