using System.Runtime.InteropServices;

namespace TreatyBot.Knowledge.Storage;

/// <summary>
/// Carries any .NET string through a store that holds UTF-8 and may stop at a NUL. Ordinary text is stored as it is; a string with
/// a NUL, a lone surrogate or a leading U+0001 is stored as U+0001 and the Base64 of its UTF-16. One string has one stored form.
/// </summary>
internal static class StoredText
{
    private const char Mark = '\u0001';

    public static string Encode(string text) =>
        IsOrdinary(text) ? text : Mark + Convert.ToBase64String(MemoryMarshal.AsBytes(text.AsSpan()));

    public static string Decode(string stored)
    {
        if (stored.Length == 0 || stored[0] != Mark)
            return stored;
        return new(MemoryMarshal.Cast<byte, char>(Convert.FromBase64String(stored[1..])));
    }

    private static bool IsOrdinary(string text)
    {
        if (text.Length > 0 && text[0] == Mark || text.Contains('\0'))
            return false;
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0; at = rest.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (at + 1 >= rest.Length || !char.IsSurrogatePair(rest[at], rest[at + 1]))
                return false;
            rest = rest[(at + 2)..];
        }
        return true;
    }
}
