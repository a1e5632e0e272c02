using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Sending;

/// <summary>Keeps below a channel's rate per conversation. Waits rather than fails. Thread-safe; conversations that fell silent are forgotten.</summary>
/// <param name="windows">How many sends in how long; the longest last.</param>
internal sealed class SendPacer(TimeProvider time, params (int Count, TimeSpan Span)[] windows)
{
    private const int ManyConversations = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _sent = new(StringComparer.Ordinal);
    private int _forgetAt = ManyConversations;

    /// <summary>7 in 1 s, 8 in 2 s, 60 in 30 s, 1800 in an hour.</summary>
    public static SendPacer OfConnector(TimeProvider time) => new(
        time, (7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1800, TimeSpan.FromHours(1)));

    /// <summary>One message a second in a channel, with short bursts.</summary>
    public static SendPacer OfSlack(TimeProvider time) => new(time, (3, TimeSpan.FromSeconds(3)), (60, TimeSpan.FromSeconds(60)));

    public async Task WaitAsync(string conversationId, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetSteadyNow();
            if (_sent.Count >= _forgetAt)
                Forget(now);
            if (!_sent.TryGetValue(conversationId, out var sent))
                _sent[conversationId] = sent = [];
            // The place is taken now, so that those who wait keep their order.
            var turn = Earliest(sent, now);
            sent.Add(turn);
            if (sent.Count > 2 * windows[^1].Count)
                sent.RemoveRange(0, windows[^1].Count);
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
    }

    private DateTimeOffset Earliest(List<DateTimeOffset> sent, DateTimeOffset now)
    {
        var turn = sent.Count > 0 && sent[^1] > now ? sent[^1] : now;
        foreach (var (count, span) in windows)
        {
            if (sent.Count >= count && sent[^count] + span > turn)
                turn = sent[^count] + span;
        }

        return turn;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var silent in _sent.Where(entry => entry.Value[^1] + windows[^1].Span < now).Select(entry => entry.Key).ToList())
            _sent.Remove(silent);
        // Not again before as many more have come, so that those who still speak are not gone through at every send.
        _forgetAt = Math.Max(ManyConversations, 2 * _sent.Count);
    }
}
