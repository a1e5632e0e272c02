using System.Text.Json;
using System.Text.Json.Serialization;

namespace TreatyBot.Channels.Protocol;

/// <summary>
/// One object of the Bot Framework protocol. Members that are not named here are kept in
/// <see cref="Properties"/> and written back unchanged.
/// </summary>
public sealed record Activity
{
    /// <summary>See <see cref="ActivityTypes"/>; compared ordinally.</summary>
    public required string Type { get; init; }

    public string? Id { get; init; }

    /// <summary>Kept as written: the protocol forbids rejecting by it, so nothing here parses it.</summary>
    public string? Timestamp { get; init; }

    public string? LocalTimestamp { get; init; }

    public string? LocalTimezone { get; init; }

    /// <summary>See <see cref="ChannelIds"/>; compared ordinally.</summary>
    public string? ChannelId { get; init; }

    /// <summary>Where replies go. Untrusted until compared with the token's <c>serviceurl</c> claim.</summary>
    public string? ServiceUrl { get; init; }

    public ChannelAccount? From { get; init; }

    public ChannelAccount? Recipient { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? ReplyToId { get; init; }

    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    /// <summary>Shown in the notification instead of the text.</summary>
    public string? Summary { get; init; }

    public string? Locale { get; init; }

    public string? InputHint { get; init; }

    public string? Importance { get; init; }

    public string? DeliveryMode { get; init; }

    public string? AttachmentLayout { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    public IReadOnlyList<Entity>? Entities { get; init; }

    public SuggestedActions? SuggestedActions { get; init; }

    /// <summary>The name of an event or invoke.</summary>
    public string? Name { get; init; }

    public string? ValueType { get; init; }

    public JsonElement? Value { get; init; }

    /// <summary>What an <c>installationUpdate</c> did: <c>add</c> or <c>remove</c>.</summary>
    public string? Action { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }

    public JsonElement? ChannelData { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
