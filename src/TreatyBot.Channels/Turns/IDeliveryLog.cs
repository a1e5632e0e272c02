namespace TreatyBot.Channels.Turns;

/// <summary>What makes two deliveries the same one.</summary>
public readonly record struct DeliveryKey(string ChannelId, string ConversationId, string ActivityId);

/// <summary>
/// Remembers which deliveries were taken. Thread-safe. One that outlives the process must treat a claim that an
/// ended process neither completed nor released as free, so that its redelivery is answered.
/// </summary>
public interface IDeliveryLog
{
    /// <summary>False when the delivery is being worked on or was completed.</summary>
    ValueTask<bool> TryClaimAsync(DeliveryKey key, CancellationToken cancellationToken);

    ValueTask CompleteAsync(DeliveryKey key, CancellationToken cancellationToken);

    /// <summary>Hands a claim back unanswered: the next delivery may be taken.</summary>
    ValueTask ReleaseAsync(DeliveryKey key, CancellationToken cancellationToken);
}
