using System.Text.Json;
using System.Text.Json.Serialization;

namespace TreatyBot.Channels.Protocol;

/// <summary>Buttons under the last message; a click sends the text back as the user's own.</summary>
public sealed record SuggestedActions
{
    public IReadOnlyList<string>? To { get; init; }

    public IReadOnlyList<CardAction>? Actions { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>Offers texts to say next. The title equals the value, because some clients send the one and some the other.</summary>
    public static SuggestedActions Saying(IEnumerable<string> texts) => new()
    {
        To = [],
        Actions =
        [
            .. texts.Select(text => new CardAction
            {
                Type = "imBack",
                Title = text,
                Value = JsonSerializer.SerializeToElement(text, ProtocolJson.Context.String),
            }),
        ],
    };
}

public sealed record CardAction
{
    public string? Type { get; init; }

    public string? Title { get; init; }

    public JsonElement? Value { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
