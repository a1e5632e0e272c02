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

    /// <summary>"a bill to leave", "sent it to the Senate for consent": a step towards a deed.</summary>
    public static bool IsBefore(string sentence, int start) => Towards().IsMatch(sentence[Math.Max(0, start - LongReach)..start]);

    private const int LongReach = 70;

    [GeneratedRegex(@"\b((plan|intend|hope|want|wish|expect|threaten|refus|declin|fail|promis|pledg|seek|s[oe]ught|ready|prepar|propos|vow|consider)(s|es|ed|ing|d)?\s+to|(bill|plan|proposal|call|offer|preparation|readiness|intention|wish|failure|refusal)s?\s+(for\s+(the\s+)?[\p{L}’'-]+\s+)?to|(ask|urg|invit|press)(s|es|ed|ing)?\b[^.;]*\bto|(sent|submitted|put|referred|went)\b.*\bfor(\s+(its|the|their))?)\s+(\w+\s+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Towards();

    [GeneratedRegex(@"\b(may|might|can|could|must|shall|should|will|would|not|never|n[’']t|(plan|intend|hope|want|wish|expect|threaten|refus|declin|fail|agree|promis|pledg|seek|s[oe]ught|due|about|is|are|ready|prepar|propos|vow|consider|decid|vot)(s|es|ed|ing|d)?\s+to|(bill|plan|law|proposal|call|offer|decision|preparation|readiness|intention|wish|failure|refusal)s?\s+(for\s+(the\s+)?[\p{L}’'-]+\s+)?to)\s+(\w+\s+){0,2}$", RegexOptions.IgnoreCase)]
    private static partial Regex Before();

    [GeneratedRegex(@"\b(plan|intend|hope|want|wish|expect|threaten|propos)(s|es|ed|ing)?\s+(to|that)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Plan();
}
