namespace TreatyBot.Channels.Turns;

/// <summary>Remembers the latest deliveries for as long as the process lives; the oldest are forgotten first.</summary>
public sealed class MemoryDeliveryLog(int capacity = 10_000) : IDeliveryLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<DeliveryKey, Entry> _entries = [];
    private readonly Queue<(DeliveryKey Key, long Claim)> _order = new();
    private long _lastClaim;

    public ValueTask<DeliveryClaim> ClaimAsync(DeliveryKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var known = _entries.GetValueOrDefault(key);
            if (known is { IsHandedBack: false })
                return ValueTask.FromResult(DeliveryClaim.Taken);
            _entries[key] = new Entry(++_lastClaim, IsHandedBack: false);
            _order.Enqueue((key, _lastClaim));
            while (_order.Count > capacity)
                Forget(_order.Dequeue());
            return ValueTask.FromResult(known is null ? DeliveryClaim.Fresh : DeliveryClaim.Interrupted);
        }
    }

    // Nobody is left to ask when the process ends while it sends.
    public ValueTask MarkSendingAsync(DeliveryKey key, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CompleteAsync(DeliveryKey key, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask ReleaseAsync(DeliveryKey key, bool isInterrupted, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!isInterrupted)
                _entries.Remove(key);
            else if (_entries.TryGetValue(key, out var entry))
                _entries[key] = entry with { IsHandedBack = true };
        }
        return ValueTask.CompletedTask;
    }

    // A key released and claimed again stands in the queue twice; only its latest claim counts.
    private void Forget((DeliveryKey Key, long Claim) oldest)
    {
        if (_entries.TryGetValue(oldest.Key, out var entry) && entry.Claim == oldest.Claim)
            _entries.Remove(oldest.Key);
    }

    private sealed record Entry(long Claim, bool IsHandedBack);
}
