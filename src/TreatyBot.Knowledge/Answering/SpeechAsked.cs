using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering;

/// <summary>"What did the minister say?" is answered only where somebody speaks. Pure.</summary>
internal static partial class SpeechAsked
{
    public static bool Lacks(string question, string sentence) => 
        (Asked().IsMatch(question) && !Speaks().IsMatch(sentence))
        || (AdmissionAsked().IsMatch(question) && !Admits().IsMatch(sentence))
        || (DenialAsked().IsMatch(question) && !Denies().IsMatch(sentence));

    [GeneratedRegex(@"\b(admit(s|ted)?|concede[sd]?|confess(es|ed)?|own(s|ed)? up|acknowledge[sd]?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AdmissionAsked();

    [GeneratedRegex(@"\b(admit\w*|admission|conced\w*|concession|confess\w*|acknowledg\w*|recogni[sz]\w*|accept\w*|confirm\w*|own(s|ed)? up|agreed that)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Admits();

    [GeneratedRegex(@"\b(den(y|ies|ied)|disavow\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DenialAsked();

    [GeneratedRegex(@"\b(den(y|ies|ied|ial)|disavow\w*|reject\w*|dismiss\w*|refut\w*|unfounded|untrue|false|baseless|not|no|never|disput\w*|contest\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Denies();

    [GeneratedRegex(@"\b(what|how|why)\s+(did|does|has|have|had|do)\b.*\b(say|said|tell|told|claim|claimed|state|stated|argue|argued|warn|warned|whisper|shout|joke|remark|mutter|promise|confide|comment|describe|described|explain|explained|justify|justified|answer|answered|react|respond|responded|reacted)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();

    [GeneratedRegex(@"[""“”«»]|\b(sa(y|ys|id|ying)|t(ell|ells|old)|stat(e|es|ed|ing)|claim(s|ed)?|argu(e|es|ed|ing)|warn(s|ed|ing)?|call(s|ed|ing)?|describ(e|es|ed|ing)|add(s|ed)|not(es|ed)|insist(s|ed)?|den(y|ies|ied)|accus(e|es|ed|ing)|criticis(e|es|ed)|criticiz(e|es|ed)|condemn(s|ed|ing)?|reject(s|ed)?|welcom(e|es|ed)|respond(s|ed)?|repl(y|ies|ied)|report(s|ed)?|announc(e|es|ed)|declar(e|es|ed)|complain(s|ed)?|regret(s|ted)?|according to|explain(s|ed)?|conclud(e|es|ed)|confirm(s|ed)?|urg(e|es|ed)|ask(s|ed)?|promis(e|es|ed)|pledg(e|es|ed)|threaten(s|ed)?|express(es|ed)?|express(ed|ing)|demand(s|ed)?|object(s|ed)?|justif(y|ies|ied)|charg(e|es|ed)|maintain(s|ed)?|contend(s|ed)?|alleg(e|es|ed)|acknowledg(e|es|ed)|admit(s|ted)?|point(s|ed)? (out|to)|inform(s|ed)?|notif(y|ies|ied))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Speaks();
}
