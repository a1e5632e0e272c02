using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering;

/// <summary>
/// "When did the minister tell the depositary that …": the day of the saying is asked for, not the day of what was said. Pure.
/// </summary>
internal static partial class SayingAsked
{
    public static bool IsIn(string question) => Asked().IsMatch(question);

    /// <summary>Where the saying ends and what was said begins; the sentence's length when it does not tell.</summary>
    public static int EndOfSaying(string sentence) => Says().Match(sentence) is { Success: true } says ? says.Index + says.Length : sentence.Length;

    /// <summary>Whether somebody says, declares or notifies in the sentence.</summary>
    public static bool IsToldBy(string sentence) => Says().IsMatch(sentence);

    [GeneratedRegex(@"\b(when|(what|which) (day|date|month|year))\b.*\b(did|has|have|had)\b.*\b(say|said|tell|told|inform(ed)?|notify|notified|declared?|claim(ed)?|state|stated|report(ed)?|warn(ed)?|confirm(ed)?|assure[sd]?|let\b.*\bknow|write|wrote)\b(\s+[\p{L}’'-]+){0,5}?\s+(that|it (would|will|had|was|has|did)|of its)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\b(sa(ys|id)|t(ells|old)|inform(s|ed)|notif(ies|ied)|declar(es|ed)|claim(s|ed)|stat(es|ed)|report(s|ed)|warn(s|ed)|confirm(s|ed)|assur(es|ed)|wr(ites|ote|itten)|announc(es|ed)|letter|note|statement|not(es|ed))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Says();
}
