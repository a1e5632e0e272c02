using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering;

/// <summary>The words that a question puts in quotation marks, or after "about": an answer without them is about something else. Pure.</summary>
internal static partial class TopicAsked
{
    /// <summary>Terms that must stand in the sentence itself.</summary>
    public static IReadOnlyList<string> Quoted(string question) =>
        [.. QuotedWords().Matches(question).SelectMany(match => TextAnalyzer.Terms(match.Groups["words"].Value)).Distinct(StringComparer.Ordinal)];

    /// <summary>Terms of which one at least must stand in the passage.</summary>
    public static IReadOnlyList<string> Subject(string question) =>
        About().Match(question) is { Success: true } match ? [.. TextAnalyzer.Terms(match.Groups["words"].Value)] : [];

    [GeneratedRegex(@"[""“«](?<words>[^""”»]{2,60})[""”»]")]
    private static partial Regex QuotedWords();

    [GeneratedRegex(@"\b(?:say|said|says|tell|told|state|stated)\s+(?:\w+\s+){0,2}?(?:about|on|of|regarding|concerning)\s+(?<words>[^?,]{3,60})\??\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex About();
}
