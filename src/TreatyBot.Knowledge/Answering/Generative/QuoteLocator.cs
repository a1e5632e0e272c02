using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>
/// Finds the words that a model gives as a quote in the stored passage. What comes back is the passage's own text, widened to whole
/// sentences, so that no "never" is cut off in front of it. Pure.
/// </summary>
internal static class QuoteLocator
{
    /// <summary>Shorter quotes stand almost anywhere and prove nothing.</summary>
    private const int ShortestQuote = 12;

    /// <summary>Beyond this a quote is no longer one.</summary>
    private const int LongestQuote = 1200;

    private static readonly char[] Edges = [' ', '"', '\'', '.', ',', ';', ':', '[', ']'];

    /// <returns>Null when the passage does not have these words.</returns>
    public static SourceQuote? Locate(Passage passage, string quote)
    {
        if (quote.Length > 2 * LongestQuote)
            return null;
        var wanted = new FoldedText(quote).Text.Trim(Edges);
        if (wanted.Length < ShortestQuote)
            return null;
        var folded = new FoldedText(passage.Text);
        for (var at = folded.Text.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = folded.Text.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            if (!IsWholeWords(folded.Text, at, wanted.Length))
                continue;
            var start = passage.Start + folded.OriginalOffset(at);
            var end = passage.Start + folded.OriginalOffset(at + wanted.Length - 1) + 1;
            return Widen(passage, start, end);
        }
        return null;
    }

    private static SourceQuote? Widen(Passage passage, int start, int end)
    {
        foreach (var sentence in passage.Sentences)
        {
            if (sentence.End <= start || sentence.Start >= end)
                continue;
            start = Math.Min(start, sentence.Start);
            end = Math.Max(end, sentence.End);
        }
        return end - start > LongestQuote ? null : new(passage.DocumentId, start, passage.Text[(start - passage.Start)..(end - passage.Start)], passage.Locator);
    }

    private static bool IsWholeWords(string text, int start, int length) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1]) || !char.IsLetterOrDigit(text[start]))
        && (start + length == text.Length || !char.IsLetterOrDigit(text[start + length]) || !char.IsLetterOrDigit(text[start + length - 1]));
}
