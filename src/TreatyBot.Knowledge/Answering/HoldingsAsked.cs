using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering;

/// <summary>What a state may have and what it has are two questions, and a threshold for something else answers neither. Pure.</summary>
internal static partial class HoldingsAsked
{
    /// <param name="isOfParty">Whether the question names a party.</param>
    public static bool Differs(string question, bool isOfParty, string sentence) =>
        (Asked().IsMatch(question) && !Limits().IsMatch(sentence)) || (IsIn(question, isOfParty) && Limits().IsMatch(sentence));

    /// <summary>Whether it is asked how many a party has.</summary>
    public static bool IsIn(string question, bool isOfParty) => isOfParty && Holdings().IsMatch(question) && !Asked().IsMatch(question) && !UnderTreaty().IsMatch(question);

    [GeneratedRegex(@"\bhow many\b.*\b(may|can|could)\b.*\b(keep|have|hold|deploy|possess|station|own|retain)\b|\bhow many\b.*\b(allowed|permitted|entitled)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\bhow many\b.*\b(does|do|did)\b.*\b(have(?! to)|own|possess|operate|deploy|hold|field|keep)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Holdings();

    [GeneratedRegex(@"\b(under|limit\w*|ceiling|treaty|agreement|convention|protocol|allow\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex UnderTreaty();

    [GeneratedRegex(@"\b(limit\w*|ceilings?|cap(s|ped)?|allow\w*|permit\w*|may|no more than|not more than|at most|up to|maximum|exceed\w*|restrict\w*|reduc\w+|held|entitle\w*|quotas?|levels?|shall|total of|not above)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Limits();
}
