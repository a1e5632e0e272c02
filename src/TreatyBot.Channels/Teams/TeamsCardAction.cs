using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Teams;

/// <summary>A click on a card's <c>Action.Execute</c>, and the answers that Teams takes.</summary>
public sealed record TeamsCardAction(string Verb, JsonElement? Data)
{
    public static bool TryRead(Activity activity, [NotNullWhen(true)] out TeamsCardAction? action)
    {
        action = null;
        if (activity is not { Type: ActivityTypes.Invoke, Name: InvokeNames.AdaptiveCardAction })
            return false;
        var clicked = activity.Value.GetMember("action");
        if (clicked.GetText("verb") is not { Length: > 0 } verb)
            return false;
        action = new TeamsCardAction(verb, clicked.GetMember("data"));
        return true;
    }

    /// <summary>A line of text under the card.</summary>
    public static InvokeResponse Message(string text) => Answer(200, ContentTypes.ActivityMessage, text);

    /// <summary>A card in place of the card.</summary>
    public static InvokeResponse Card(JsonElement card) =>
        Answer(200, ContentTypes.AdaptiveCard, JsonSerializer.SerializeToNode(card, ProtocolJson.Context.JsonElement));

    /// <summary>A refusal; the HTTP status stays 200, as the protocol has it in the body.</summary>
    public static InvokeResponse Error(int status, string code, string message) =>
        Answer(status, ContentTypes.InvokeError, new JsonObject { ["code"] = code, ["message"] = message });

    private static InvokeResponse Answer(int status, string type, JsonNode? value) => new(200, JsonSerializer.SerializeToElement(
        new JsonObject { ["statusCode"] = status, ["type"] = type, ["value"] = value }, ProtocolJson.Context.JsonObject));
}
