using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>The number, letter or bullet by which a paragraph or list item begins.</summary>
/// <param name="Value">"2", "a" or "iv"; empty for a bullet.</param>
/// <param name="Length">Characters up to the text of the item.</param>
internal readonly partial record struct ItemMarker(string Value, int Length)
{
    public bool IsBullet => Value.Length == 0;

    public bool IsNumber => !IsBullet && char.IsAsciiDigit(Value[0]);

    public static ItemMarker? Read(ReadOnlySpan<char> text)
    {
        // Only the first few characters can hold a marker.
        var match = Marker().Match(text[..Math.Min(text.Length, 16)].ToString());
        if (!match.Success)
            return null;
        var value = match.Groups["value"];
        return new(value.Success ? value.Value : "", match.Length);
    }

    [GeneratedRegex(
        """^(?:[-*+•‣▪–—]\s+|\(?(?<value>\d{1,3})[.)]\s+|(?<value>\d{1,3})\.(?=\p{Lu})|\((?<value>[A-Za-z]{1,2}|[ivx]{1,5}|[IVX]{1,5})\)\s*|(?<value>[a-z])[.)]\s+|(?<value>[ivx]{1,5})[.)]\s+)""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}
