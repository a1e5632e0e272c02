using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>"When were inspections under the treaty halted?" asks of a part of what the treaty lays down, not of the treaty. Pure.</summary>
internal static partial class PartAsked
{
    public static bool IsIn(QuestionFrame frame) =>
        frame.Treaties is [var treaty] && treaty.Start <= frame.Text.Length && (HasObject(frame, treaty) || IsSubject(frame, treaty));

    private static bool IsSubject(QuestionFrame frame, TreatyMention treaty) =>
        Part().Match(frame.Text[..treaty.Start]) is { Success: true } part
        && !frame.ActMentions.Any(act => act.Start < part.Index + part.Length && act.End > part.Index)
        && !Whole().IsMatch(part.Groups["part"].Value)
        && frame.ActMentions.Any(act => act.Start >= treaty.End);

    // "When did it scrap its last tank under the treaty?"
    private static bool HasObject(QuestionFrame frame, TreatyMention treaty) => frame.ActMentions.Any(act => act.Form != ActForm.Noun && act.End < treaty.Start
        && Object().Match(frame.Text[act.End..treaty.Start]) is { Success: true } match && !Whole().IsMatch(match.Value) && !frame.ActMentions.Any(other => other.Start >= act.End && other.End <= treaty.Start));

    [GeneratedRegex(@"^\s+(?:its|his|her|their|the|all|any|some)\s+(?:[\p{L}-]+\s+){1,4}under\s+(?:the\s+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Object();

    [GeneratedRegex(@"\b(?:was|were|is|are|did|have|has|had)\s+(?:the\s+)?(?<part>(?:[\p{L}-]+\s+){1,4})(?:under|required by|foreseen in|provided for in|pursuant to)\s+(?:the\s+)?(?:\d{4}\s+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Part();

    [GeneratedRegex(@"\b(treaty|agreement|convention|protocol|obligations?|participation|commitments?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();
}
