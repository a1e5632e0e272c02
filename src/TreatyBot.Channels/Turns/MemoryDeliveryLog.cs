namespace TreatyBot.Channels.Turns;

/// <summary>Remembers the latest deliveries for as long as the process lives; the oldest are forgotten first.</summary>
public sealed class MemoryDeliveryLog(int capacity = 10_000) : IDeliveryLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<DeliveryKey, long> _claims = [];
    private readonly Queue<(DeliveryKey Key, long Claim)> _order = new();
    private long _lastClaim;

    public ValueTask<bool> TryClaimAsync(DeliveryKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_claims.TryAdd(key, ++_lastClaim))
                return ValueTask.FromResult(false);
            _order.Enqueue((key, _lastClaim));
            while (_order.Count > capacity)
                Forget(_order.Dequeue());
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask CompleteAsync(DeliveryKey key, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask ReleaseAsync(DeliveryKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
            _claims.Remove(key);
        return ValueTask.CompletedTask;
    }

    // A key released and claimed again stands in the queue twice; only its latest claim counts.
    private void Forget((DeliveryKey Key, long Claim) oldest)
    {
        if (_claims.TryGetValue(oldest.Key, out var claim) && claim == oldest.Claim)
            _claims.Remove(oldest.Key);
    }
}
