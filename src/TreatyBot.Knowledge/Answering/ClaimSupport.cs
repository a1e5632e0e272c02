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

    /// <summary>The terms of capitalised words and of words with digits, a sentence's first word left out when it is a stop word.</summary>
    public static IEnumerable<string> Particulars(string text) =>
        TextAnalyzer.Tokens(text)
            .Where(token => !token.IsStopWord && (char.IsUpper(text[token.Start]) || HasDigit(text, token)))
            .Select(token => token.Term);

    private static bool HasDigit(string text, AnalyzedToken token) =>
        text.AsSpan(token.Start, token.Length).ContainsAnyInRange('0', '9');
}
