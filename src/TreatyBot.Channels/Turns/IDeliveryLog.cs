namespace TreatyBot.Channels.Turns;

/// <summary>What makes two deliveries the same one.</summary>
public readonly record struct DeliveryKey(string ChannelId, string ConversationId, string ActivityId);

/// <summary>What became of the wish to work on a delivery.</summary>
public enum DeliveryClaim
{
    /// <summary>It is being worked on or was completed.</summary>
    Taken,

    /// <summary>It is ours, and nothing was said to it.</summary>
    Fresh,

    /// <summary>It is ours, and an answer to it may have left: whoever had it before was ended while sending.</summary>
    Interrupted,
}

/// <summary>
/// Remembers which deliveries were taken. Thread-safe. One that outlives the process must treat a claim that an
/// ended process neither completed nor released as free, so that its redelivery is not left without a word.
/// </summary>
public interface IDeliveryLog
{
    ValueTask<DeliveryClaim> ClaimAsync(DeliveryKey key, CancellationToken cancellationToken);

    /// <summary>Notes, before the first part of an answer leaves, that from now on one may have left.</summary>
    ValueTask MarkSendingAsync(DeliveryKey key, CancellationToken cancellationToken);

    ValueTask CompleteAsync(DeliveryKey key, CancellationToken cancellationToken);

    /// <summary>Hands a claim back uncompleted: the next delivery may be taken.</summary>
    /// <param name="key">What was claimed.</param>
    /// <param name="isInterrupted">Whether an answer may have left, which the next claim is to be told.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    ValueTask ReleaseAsync(DeliveryKey key, bool isInterrupted, CancellationToken cancellationToken);
}
