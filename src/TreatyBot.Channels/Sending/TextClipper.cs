using System.Globalization;

namespace TreatyBot.Channels.Sending;

/// <summary>Cuts text without cutting a character that the reader sees as one.</summary>
internal static class TextClipper
{
    private const char Ellipsis = '…';

    /// <summary>At most <paramref name="limit"/> UTF-16 units, the last of them "…" when something was cut.</summary>
    public static string Clip(string text, int limit)
    {
        if (text.Length <= limit)
            return text;
        return string.Concat(text.AsSpan(0, BoundaryBefore(text, limit - 1)).TrimEnd(), [Ellipsis]);
    }

    /// <summary>
    /// Pieces of at most <paramref name="limit"/> units, cut at the end of a paragraph, else a line, a sentence or a word,
    /// else between characters; the order and all but the white space at the cuts is kept.
    /// </summary>
    public static IReadOnlyList<string> Split(string text, int limit)
    {
        var pieces = new List<string>();
        var rest = text.Trim();
        while (rest.Length > limit)
        {
            int cut = CutIn(rest, limit);
            pieces.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0)
            pieces.Add(rest);
        return pieces;
    }

    private static int CutIn(string text, int limit)
    {
        // A piece shorter than this is not worth a better place to cut.
        int least = limit / 2;
        foreach (var end in new[] { "\n\n", "\n", ". ", " " })
        {
            int at = text.LastIndexOf(end, limit - 1, limit - least, StringComparison.Ordinal);
            if (at >= 0 && at + end.Length <= limit)
                return at + end.Length;
        }

        return BoundaryBefore(text, limit);
    }

    private static int BoundaryBefore(string text, int limit)
    {
        int end = 0;
        while (end < text.Length)
        {
            int next = end + StringInfo.GetNextTextElementLength(text, end);
            if (next > limit)
                break;
            end = next;
        }

        // A single cluster longer than the limit: keep surrogate pairs at least.
        if (end == 0)
            end = limit > 1 && char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : Math.Max(limit, 1);
        return end;
    }
}
