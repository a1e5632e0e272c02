using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering;

/// <summary>What a state may have and what it has are two questions, and a threshold for something else answers neither. Pure.</summary>
internal static partial class HoldingsAsked
{
    /// <summary>Whether it is asked how many somebody may have.</summary>
    public static bool IsOfAllowance(string question) => Allowance().IsMatch(question);

    /// <summary>Whether it is asked how many somebody has.</summary>
    public static bool IsIn(string question) => Holdings().IsMatch(question) && !Allowance().IsMatch(question) && !UnderTreaty().IsMatch(question);

    /// <summary>Whether a sentence tells how many there may be.</summary>
    public static bool IsLimit(string sentence) => Limits().IsMatch(sentence);

    [GeneratedRegex(@"\bhow many\b.*\b(may|can|could)\b.*\b(keep|have|hold|deploy|possess|station|own|retain)\b|\bhow many\b.*\b(allowed|permitted|entitled)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Allowance();

    [GeneratedRegex(@"\bhow many\b.*\b(does|do|did)\b.*\b(have(?! to)|own|possess|operate|deploy|hold|field|keep)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Holdings();

    [GeneratedRegex(@"\b(under|limit\w*|ceiling|treaty|agreement|convention|protocol|allow\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex UnderTreaty();

    [GeneratedRegex(@"\b(limit\w*|ceilings?|cap(s|ped)?|allow\w*|permit\w*|may|no more than|not more than|at most|up to|maximum|exceed\w*|restrict\w*|reduc\w+|held|entitle\w*|quotas?|levels?|shall|total of|not above)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Limits();
}
