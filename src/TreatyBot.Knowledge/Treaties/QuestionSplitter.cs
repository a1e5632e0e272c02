using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Cuts several questions put in one apart, and reads "A or B".</summary>
internal static partial class QuestionSplitter
{
    private const int MostParts = 5;

    public static List<string> Split(string text)
    {
        var pieces = Boundary().Split(text).Select(piece => piece.Trim(' ', ',', ';', '\n', '\r', '\t')).Where(piece => piece.Any(char.IsLetter)).Take(MostParts).ToList();
        // "before or after" and "when and where" are one question each.
        return pieces.Exists(piece => !piece.Any(char.IsWhiteSpace) && pieces.Count == 2 && piece.Length < 6) ? [text] : pieces;
    }

    public static IReadOnlyList<string> Alternatives(string text, AskedFor askedFor)
    {
        if (askedFor is not (AskedFor.Order or AskedFor.YesNo or AskedFor.Status))
            return [];
        var start = text.IndexOfAny([',', ':']);
        var tail = askedFor == AskedFor.Order && start > 0 ? text[(start + 1)..] : text;
        var or = tail.IndexOf(" or ", StringComparison.OrdinalIgnoreCase);
        if (or < 0 || tail.Contains("before or after", StringComparison.OrdinalIgnoreCase))
            return [];
        return [tail[..or].Trim(' ', ',', ':', '?'), tail[(or + 4)..].Trim(' ', ',', '?', '.')];
    }

    [GeneratedRegex(@"(?<=[?？])\s+|[,;]?\s+and\s+(?=(?:when|who|why|where|how|what|which|did|does|is|was|has)\b)|[,;]?\s+и\s+(?=(?:когда|кто|почему|где)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();
}
