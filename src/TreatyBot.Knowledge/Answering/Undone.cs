using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Whether a sentence has a deed only as allowed, planned or denied: "may lodge", "plans to buy", "refused to sign". Pure.</summary>
internal static partial class Undone
{
    private const int Reach = 40;

    public static bool IsOnly(AnalyzedSentence sentence, string verb)
    {
        var told = sentence.Tokens.Where(token => token.Term == verb).ToList();
        return told.Count > 0
            ? told.TrueForAll(token => Before().IsMatch(sentence.Text[Math.Max(0, token.Start - Reach)..token.Start]))
            : Plan().IsMatch(sentence.Text);
    }

    [GeneratedRegex(@"\b(may|might|can|could|must|shall|should|will|would|not|never|n[’']t|(plan|intend|hope|want|wish|expect|threaten|refus|declin|fail|agree|promis|pledg|seek|s[oe]ught|due|about|is|are)(s|es|ed|ing|d)?\s+to)\s+(\w+\s+){0,2}$", RegexOptions.IgnoreCase)]
    private static partial Regex Before();

    [GeneratedRegex(@"\b(plan|intend|hope|want|wish|expect|threaten|propos)(s|es|ed|ing)?\s+(to|that)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Plan();
}
