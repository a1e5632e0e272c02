using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>Tidies what a model wrote before it is checked. Pure.</summary>
internal static partial class ClaimText
{
    /// <summary>Without unseen characters, source marks and a leading yes or no, which the short answer says; with a full stop.</summary>
    public static string Prepare(string text)
    {
        var plain = LeadingVerdict().Replace(Clean(text), "");
        if (plain.Length == 0)
            return plain;
        plain = char.ToUpperInvariant(plain[0]) + plain[1..];
        return plain[^1] is '.' or '!' or '?' or '"' or '”' ? plain : plain + ".";
    }

    public static string Clean(string text) => Marks().Replace(OutputSanitizer.Clean(text), "").Trim();

    public static bool IsYesOrNo(string text) => YesOrNo().IsMatch(text);

    /// <summary>Whether every word of <paramref name="part"/> stands in <paramref name="whole"/>.</summary>
    public static bool IsPartOf(string part, string whole)
    {
        var known = TextAnalyzer.Tokens(whole).Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
        return TextAnalyzer.Tokens(part).Any() && TextAnalyzer.Tokens(part).All(token => known.Contains(token.Term));
    }

    [GeneratedRegex(@"^(?:yes|no)\s*[,.:;–—-]\s*", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeadingVerdict();

    [GeneratedRegex(@"\s*\[\d{1,2}(?:\s*,\s*\d{1,2})*\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(?:yes|no)$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex YesOrNo();
}
