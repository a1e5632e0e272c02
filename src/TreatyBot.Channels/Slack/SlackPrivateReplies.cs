using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack;

/// <summary>Private answers that may yet be shown to all. Bounded; lives as long as the process. Thread-safe.</summary>
internal sealed class SlackPrivateReplies
{
    private const int Most = 1000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Reply> _replies = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public void Remember(string key, Reply reply)
    {
        lock (_lock)
        {
            if (_replies.TryAdd(key, reply))
                _order.Enqueue(key);
            while (_order.Count > Most)
                _replies.Remove(_order.Dequeue());
        }
    }

    public Reply? Find(string key)
    {
        lock (_lock)
            return _replies.GetValueOrDefault(key);
    }
}
