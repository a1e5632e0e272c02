using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Evaluation.Metrics;

/// <summary>
/// The words by which texts are compared: folded and stemmed as the analyser does, stop words among them, articles not. "20,000" is
/// 20000, "7th" is 7, "1.5" is one word, and abbreviations in capitals are not stemmed, so that "US" is "U.S.".
/// </summary>
internal static partial class ComparableWords
{
    private const int LongestAbbreviation = 4;

    public static List<string> Of(string text) => [.. Read(text).Select(word => word.Term)];

    public static IEnumerable<ComparableWord> Read(string text)
    {
        text = Thousands().Replace(text, "");
        text = Decimals().Replace(text, "p");
        text = Ordinals().Replace(text, "");
        foreach (var token in TextAnalyzer.Tokens(text))
        {
            var written = text.Substring(token.Start, token.Length);
            var term = token.Length is > 1 and <= LongestAbbreviation && written.All(char.IsAsciiLetterUpper) ? written.ToLowerInvariant() : token.Term;
            if (term is not ("a" or "an" or "the"))
                yield return new(term, written, token.IsStopWord);
        }
    }

    [GeneratedRegex(@"(?<=\b[0-9]{1,3}(?:,[0-9]{3})*),(?=[0-9]{3}(?:,[0-9]{3})*\b)")]
    private static partial Regex Thousands();

    // "1.5" stays one word; "07.11.2023" is a date and does not.
    [GeneratedRegex(@"(?<=(?<![0-9.])[0-9]+)\.(?=[0-9]+(?![0-9.]*[0-9]))")]
    private static partial Regex Decimals();

    [GeneratedRegex(@"(?<=[0-9])(?:st|nd|rd|th)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ordinals();
}

internal readonly record struct ComparableWord(string Term, string Written, bool IsStopWord);
