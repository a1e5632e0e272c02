namespace TreatyBot.Channels.Turns;

/// <summary>A turn to be run.</summary>
/// <param name="ConversationKey">Turns with the same key run one after the other, in order.</param>
/// <param name="Delivery">For de-duplication; null for a delivery without an id, which is always new.</param>
/// <param name="RunAsync">The turn. Its token is cancelled by the time limit and by the end of a drain, never by the caller's request.</param>
public sealed record TurnWork(string ConversationKey, DeliveryKey? Delivery, Func<TurnDelivery, CancellationToken, Task> RunAsync)
{
    /// <summary>A second name of the same delivery: whichever of the two was seen before makes it a duplicate.</summary>
    public DeliveryKey? Alias { get; init; }

    /// <summary>
    /// Where many conversations are spoken to at one pace, such as a Slack channel with its threads; null for nowhere. One place gets no more
    /// than its share of what runs and waits, so that those of other places are not kept waiting by it.
    /// </summary>
    public string? Place { get; init; }

    /// <summary>How the asker is told when there is no room, or when nothing that was made for them arrived; null when whoever offers the turn says so.</summary>
    public TurnNotice? Notice { get; init; }

    internal IReadOnlyList<DeliveryKey> Deliveries => [.. new[] { Delivery, Alias }.OfType<DeliveryKey>()];
}
