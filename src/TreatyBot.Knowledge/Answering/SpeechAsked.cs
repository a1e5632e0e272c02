using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering;

/// <summary>"What did the minister say?" is answered only where somebody speaks. Pure.</summary>
internal static partial class SpeechAsked
{
    public static bool Lacks(string question, string sentence) => Asked().IsMatch(question) && !Speaks().IsMatch(sentence);

    [GeneratedRegex(@"\b(what|how|why)\s+(did|does|has|have|had|do)\b.*\b(say|said|tell|told|claim|claimed|state|stated|argue|argued|warn|warned|comment|describe|described|react|respond|responded|reacted)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();

    [GeneratedRegex(@"[""“”«»]|\b(sa(y|ys|id|ying)|t(ell|ells|old)|stat(e|es|ed|ing)|claim(s|ed)?|argu(e|es|ed|ing)|warn(s|ed|ing)?|call(s|ed|ing)?|describ(e|es|ed|ing)|add(s|ed)|not(es|ed)|insist(s|ed)?|den(y|ies|ied)|accus(e|es|ed|ing)|criticis(e|es|ed)|criticiz(e|es|ed)|condemn(s|ed|ing)?|reject(s|ed)?|welcom(e|es|ed)|respond(s|ed)?|repl(y|ies|ied)|report(s|ed)?|announc(e|es|ed)|declar(e|es|ed)|complain(s|ed)?|regret(s|ted)?|according to|explain(s|ed)?|conclud(e|es|ed)|confirm(s|ed)?|urg(e|es|ed)|ask(s|ed)?|promis(e|es|ed)|pledg(e|es|ed)|threaten(s|ed)?|express(es|ed)?|express(ed|ing)|demand(s|ed)?|object(s|ed))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Speaks();
}
