using System.Text.Json;
using System.Text.Json.Serialization;

namespace TreatyBot.Channels.Protocol;

/// <summary>What is needed to speak in a conversation later. Its host is checked again before each use.</summary>
public sealed record ConversationReference
{
    public string? ActivityId { get; init; }

    public ChannelAccount? User { get; init; }

    public ChannelAccount? Bot { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? ChannelId { get; init; }

    public string? ServiceUrl { get; init; }

    public string? Locale { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>Refers to the conversation of an activity that came from a user.</summary>
    public static ConversationReference From(Activity inbound) => new()
    {
        ActivityId = inbound.Id,
        User = inbound.From,
        Bot = inbound.Recipient,
        Conversation = inbound.Conversation,
        ChannelId = inbound.ChannelId,
        ServiceUrl = inbound.ServiceUrl,
        Locale = inbound.Locale,
    };

    /// <summary>Addresses an outgoing activity; sets no id, timestamp or service URL, which are the channel's to set.</summary>
    public Activity Address(Activity outgoing) => outgoing with
    {
        ChannelId = ChannelId,
        From = outgoing.From ?? Bot,
        Recipient = outgoing.Recipient ?? User,
        Conversation = Conversation,
        ReplyToId = outgoing.ReplyToId ?? ActivityId,
    };
}
