using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Cuts several questions put in one apart, and reads "A or B".</summary>
internal static partial class QuestionSplitter
{
    private const int MostParts = 5;

    public static List<string> Split(string text)
    {
        // "Where and when was it signed?" asks twice of one thing.
        if (TwoWords().Match(text) is { Success: true } both)
            return [$"{both.Groups["first"].Value} {both.Groups["rest"].Value}", $"{both.Groups["second"].Value} {both.Groups["rest"].Value}"];
        var pieces = Boundary().Split(text).Select(piece => piece.Trim(' ', ',', ';', '\n', '\r', '\t')).Where(piece => piece.Any(char.IsLetter)).Take(MostParts).ToList();
        // "before or after" is one question.
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

    [GeneratedRegex(@"^\s*(?<first>when|where|why|how|who)\s*(?:,|and|&)\s*(?:and\s+)?(?<second>when|where|why|how|who|by whom)\s+(?<rest>(?:was|were|is|are|did|does|do|has|have|had|will)\b.*)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex TwoWords();

    [GeneratedRegex(@"(?<=[?？])\s+|[,;]?\s+and\s+(?=(?:when|who|whom|whose|why|where|how|what|which|in what|in which|on what|on which|by whom|did|does|is|was|has)\b)|[,;]?\s+и\s+(?=(?:когда|кто|почему|где)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();
}
