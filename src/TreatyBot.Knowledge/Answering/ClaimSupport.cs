using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Whether quotes carry the particulars of a statement. Pure.</summary>
public static class ClaimSupport
{
    /// <summary>
    /// True when every name (capitalised word) and every number of <paramref name="text"/> occurs in a quote or in
    /// <paramref name="derived"/>. Words are compared as the analyser reads them, so that "Russia's" carries "Russia".
    /// </summary>
    public static bool IsSupported(string text, IEnumerable<string> quotes, IEnumerable<string> derived)
    {
        var carried = quotes.Concat(derived)
            .SelectMany(source => TextAnalyzer.Tokens(source)).Select(token => token.Term)
            .ToHashSet(StringComparer.Ordinal);
        return Particulars(text).All(carried.Contains);
    }

    /// <summary>The terms of capitalised words and of words with digits; stop words and the verdict before a statement ("Yes.") are none.</summary>
    public static IEnumerable<string> Particulars(string text) =>
        TextAnalyzer.Tokens(text)
            .Where(token => !token.IsStopWord && !IsVerdict(text, token) && (char.IsUpper(text[token.Start]) || HasDigit(text, token)))
            .Select(token => token.Term);

    private static bool IsVerdict(string text, AnalyzedToken token) =>
        token.Start == 0 && text.AsSpan(0, token.Length) is "Yes" or "No" && (text.Length == token.Length || text[token.Length] is '.' or ',');

    private static bool HasDigit(string text, AnalyzedToken token) =>
        text.AsSpan(token.Start, token.Length).ContainsAnyInRange('0', '9');
}
