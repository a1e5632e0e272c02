using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack.Inbound;

/// <summary>A payload as a turn that can be run.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Activity">In the words of the protocol.</param>
/// <param name="Delivery">What its redeliveries have in common.</param>
internal sealed record SlackTurnRequest(SlackOrigin Origin, Activity Activity, DeliveryKey Delivery)
{
    /// <summary>A second name of the same delivery.</summary>
    public DeliveryKey? Alias { get; init; }

    public Uri? ResponseUrl { get; init; }

    public bool IsPrivate { get; init; }

    /// <summary>The private answer that a click wants shown to all.</summary>
    public string? Shares { get; init; }

    public string ConversationId => Activity.Conversation!.Id!;
}
