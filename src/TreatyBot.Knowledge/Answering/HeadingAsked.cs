using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Answering;

/// <summary>
/// What a document has a heading for: "How was compliance checked?" asks for what stands under "Verification", in whatever words. Pure.
/// </summary>
internal static partial class HeadingAsked
{
    private static readonly (Regex Question, Regex Heading)[] Kinds =
    [
        (AsksDuration(), Duration()),
        (AsksVerification(), Verification()),
        (AsksDepositary(), Depositary()),
    ];

    /// <summary>Whether the passage stands under the heading that the question asks for.</summary>
    public static bool IsUnder(Passage passage, string question) =>
        passage.Headings is [.., var innermost] && Array.Exists(Kinds, kind => kind.Heading.IsMatch(innermost) && kind.Question.IsMatch(question));

    [GeneratedRegex(@"\bhow long\b.*\b(last|run|valid|meant|supposed|intended|designed|conclud\w+|good for|(stay|remain)\w* (in force|valid|binding|in effect)|duration|term)\b|\b(duration|term|lifetime|lifespan|life span)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksDuration();

    [GeneratedRegex(@"\b(duration|term|expiry|validity|entry into force and duration)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\bhow\b.*\b(verif\w+|check\w*|monitor\w*|inspect\w*|polic\w+|enforc\w+|supervis\w+|watched)\b|\b(verification|monitoring|inspection) (regime|system|measures?|provisions?|arrangements?|mechanism)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksVerification();

    [GeneratedRegex(@"\b(verification|inspections?|monitoring|compliance|transparency)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Verification();

    [GeneratedRegex(@"\bdepositar(y|ies)\b|\bwho (keeps|holds) the (original|treaty|text)\b|\b(with|where|to) (whom|which|what|are)\b.*\b(lodged|deposited)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksDepositary();

    [GeneratedRegex(@"\bdepositar(y|ies)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Depositary();
}
