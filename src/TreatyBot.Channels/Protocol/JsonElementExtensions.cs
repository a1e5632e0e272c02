using System.Text.Json;

namespace TreatyBot.Channels.Protocol;

/// <summary>Reads loosely typed JSON without throwing: what is not there, or not of the kind asked for, is null.</summary>
public static class JsonElementExtensions
{
    public static JsonElement? GetMember(this JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;

    public static string? GetText(this JsonElement? element, string name) => element.GetMember(name)?.AsText();

    public static string? GetText(this JsonElement element, string name) => ((JsonElement?)element).GetText(name);

    /// <summary>The text of a string or a number; null for a string with half of a surrogate pair, which is no text.</summary>
    public static string? AsText(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Whole(element),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    private static string? Whole(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
