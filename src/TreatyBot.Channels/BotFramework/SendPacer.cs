using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.BotFramework;

/// <summary>
/// Keeps below the connector's rate per conversation: 7 in 1 s, 8 in 2 s, 60 in 30 s, 1800 in an hour. Waits rather than fails.
/// Thread-safe; conversations that fell silent are forgotten.
/// </summary>
internal sealed class SendPacer(TimeProvider time)
{
    private static readonly (int Count, TimeSpan Span)[] Windows =
        [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1800, TimeSpan.FromHours(1))];

    private const int ManyConversations = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _sent = new(StringComparer.Ordinal);

    public async Task WaitAsync(string conversationId, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetSteadyNow();
            if (_sent.Count >= ManyConversations)
                Forget(now);
            if (!_sent.TryGetValue(conversationId, out var sent))
                _sent[conversationId] = sent = [];
            // The place is taken now, so that those who wait keep their order.
            var turn = Earliest(sent, now);
            sent.Add(turn);
            if (sent.Count > 2 * Windows[^1].Count)
                sent.RemoveRange(0, Windows[^1].Count);
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
    }

    private static DateTimeOffset Earliest(List<DateTimeOffset> sent, DateTimeOffset now)
    {
        var turn = sent.Count > 0 && sent[^1] > now ? sent[^1] : now;
        foreach (var (count, span) in Windows)
        {
            if (sent.Count >= count && sent[^count] + span > turn)
                turn = sent[^count] + span;
        }

        return turn;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var silent in _sent.Where(entry => entry.Value[^1] + Windows[^1].Span < now).Select(entry => entry.Key).ToList())
            _sent.Remove(silent);
    }
}
