namespace TreatyBot.Channels.Turns;

/// <summary>
/// A delivery while its turn is worked on: claimed before, marked as being answered before the first part of an answer leaves, completed
/// or handed back after. For one turn's use; not thread-safe.
/// </summary>
public sealed class TurnDelivery
{
    private readonly IDeliveryLog _log;
    private readonly IReadOnlyList<DeliveryKey> _keys;
    private bool _isMarked;

    private TurnDelivery(IDeliveryLog log, IReadOnlyList<DeliveryKey> keys, bool wasInterrupted)
    {
        _log = log;
        _keys = keys;
        WasInterrupted = wasInterrupted;
    }

    /// <summary>Whether an earlier program was ended while it sent an answer: what of it arrived is not known.</summary>
    public bool WasInterrupted { get; }

    /// <summary>Null when it is a duplicate by any of its names.</summary>
    internal static async ValueTask<TurnDelivery?> ClaimAsync(IDeliveryLog log, IReadOnlyList<DeliveryKey> keys, CancellationToken cancellationToken)
    {
        var claims = new List<DeliveryClaim>(keys.Count);
        foreach (var key in keys)
        {
            claims.Add(await log.ClaimAsync(key, cancellationToken));
            if (claims[^1] != DeliveryClaim.Taken)
                continue;
            foreach (var (claimed, claim) in keys.Zip(claims[..^1]))
                await log.ReleaseAsync(claimed, claim == DeliveryClaim.Interrupted, CancellationToken.None);
            return null;
        }

        return new TurnDelivery(log, keys, claims.Contains(DeliveryClaim.Interrupted));
    }

    /// <summary>Notes once that an answer is about to leave. Signs of life, and text that grows before the answer is whole, are no answer.</summary>
    public async ValueTask MarkSendingAsync(CancellationToken cancellationToken)
    {
        if (_isMarked || WasInterrupted)
            return;
        _isMarked = true;
        foreach (var key in _keys)
            await _log.MarkSendingAsync(key, cancellationToken);
    }

    internal async ValueTask SettleAsync(TurnEnd end)
    {
        foreach (var key in _keys)
        {
            if (end == TurnEnd.Completed)
                await _log.CompleteAsync(key, CancellationToken.None);
            else
                await _log.ReleaseAsync(key, WasInterrupted || (_isMarked && end != TurnEnd.Unanswered), CancellationToken.None);
        }
    }
}

internal enum TurnEnd
{
    Completed,

    /// <summary>Stopped before its end.</summary>
    HandedBack,

    /// <summary>It is certain that it said nothing.</summary>
    Unanswered,
}
