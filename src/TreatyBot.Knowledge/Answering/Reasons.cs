using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Whether a sentence gives a reason, in any of the ways in which reasons are given. Pure.</summary>
internal static partial class Reasons
{
    public static bool AreIn(string sentence) => Cue().IsMatch(sentence);

    [GeneratedRegex(@"\b(because|since|as|due to|owing to|over|after|following|in (response|reply|retaliation|protest|view|light|answer|reaction|order)|respond\w*|cit(e|es|ed|ing)|reasons?|grounds?|so that|so as|therefore|thus|hence|to (protest|avoid|prevent|allow|enable|keep|show|force|put)|justif\w+|argu\w+|blam\w+|accus\w+|said|say|says|saying|stat(ed|es|ing)|explain\w*|complain\w*|object\w*|link\w*|tied|led to|prompt\w*|caus\w+|motiv\w+|for fear|fear(ed|ing|s)|concern\w*|failure|fail\w*|unless|until|if|need\w*|would have|violat\w+|breach\w*|despite|threat\w*|declar\w+|call\w+|consider\w*|purpose|aim\w*|meant|intend\w*|lets?|allow\w*|no longer|put forward|against)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Cue();
}
