using System.Buffers;
using System.Collections.Frozen;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Reads the words before a verb: is it denied, intended, passive?</summary>
internal static class ActCues
{
    private const int Reach = 6;

    private static readonly SearchValues<char> ClauseMarks = SearchValues.Create(",;:()—");

    private static readonly FrozenSet<string> Modals = Set("to will would shall should can could may might must did does do not cannot didn doesn don won wouldn");
    private static readonly FrozenSet<string> Negators = Set("not never no without nor neither cannot didn doesn don won wouldn hasn haven hadn wasn weren isn nobody none");
    private static readonly FrozenSet<string> Refusals = Set("refused refuses refusing refuse failed fails failing declined declines decline ruled unable unwilling reluctant");
    private static readonly FrozenSet<string> Future = Set("will would shall should could may might must can won wouldn if unless until before whether");
    private static readonly FrozenSet<string> Intentions = Set("""
        intend intends intended intention intentions plan plans planned planning threaten threatens threatened threat threats vow vows vowed
        propose proposes proposed proposal proposals application applied applies consider considers considered considering mull mulls mulled
        want wants wanted hope hopes hoped expect expects expected seek seeks sought prepare prepares prepared preparing promise promises promised pledge pledges pledged
        urge urges urged call calls called ask asks asked request requested demand demands demanded going about due set scheduled likely
        ready agree agrees agreed decide decides decided decision authorise authorises authorised authorize authorized bill draft procedure aims aim wish wishes warned warns
        """);

    private static readonly FrozenSet<string> Plans = Set("intention intentions plan plans threat threats proposal proposals draft application planned proposed considering considers considered mulls");

    private static readonly FrozenSet<string> Be = Set("is was were are be been being get got gets");
    private static readonly FrozenSet<string> Adverbs = Set("formally officially unilaterally temporarily fully finally effectively then also first later already never ever not eventually subsequently jointly just only recently soon have has had be been being is was were are");

    public static bool IsVerbAhead(List<string> keys, int index)
    {
        for (var i = index - 1; i >= 0 && i >= index - 3; i--)
        {
            if (Modals.Contains(keys[i]))
                return true;
            if (!Adverbs.Contains(keys[i]))
                return false;
        }
        return false;
    }

    public static ActMention Read(string text, List<Word> words, List<string> keys, ActMention act, int floor)
    {
        var (negated, planned, passive) = (false, false, false);
        var infinitive = false;
        var adjacent = true;
        for (var i = act.FirstWord - 1; i >= Math.Max(floor, act.FirstWord - Reach); i--)
        {
            if (EndsClause(text, words, i))
                break;
            var key = keys[i];
            if (adjacent)
            {
                passive |= Be.Contains(key) && act.Form == ActForm.Past;
                infinitive |= key == "to";
            }
            negated |= Negators.Contains(key) && !(key == "no" && act.FirstWord - i > 2) && !(key == "not" && i + 1 < keys.Count && keys[i + 1] == "only");
            negated |= Refusals.Contains(key) && (infinitive || act.Form != ActForm.Past);
            if (key == "yet" && i > 0 && keys[i - 1] is "has" or "have")
                negated = true;
            planned |= Future.Contains(key) && (act.Form is not ActForm.Noun || act.FirstWord - i <= 3) && (act.Form != ActForm.Past || passive || key is "if" or "unless" or "until" or "before" or "whether" || IsPerfectAfter(keys, i));
            planned |= Intentions.Contains(key) && (infinitive || (act.Form is ActForm.Noun or ActForm.Gerund && (Plans.Contains(key) || keys[i + 1] == "for")));
            adjacent &= Adverbs.Contains(key) || key == "to" || Modals.Contains(key);
        }
        planned |= infinitive && act.Form == ActForm.Base && !negated && !IsDone(keys, act.FirstWord, floor);
        planned &= !IsProcedureDone(keys, act);
        return act with { IsNegated = negated, IsPlanned = planned && !negated, IsPassive = passive };
    }

    // "the procedure for withdrawing … has been completed".
    private static bool IsProcedureDone(List<string> keys, ActMention act)
    {
        var procedure = false;
        for (var i = Math.Max(0, act.FirstWord - Reach); i < act.FirstWord; i++)
            procedure |= keys[i] is "procedure" or "procedures" or "process" or "steps";
        for (var i = act.LastWord + 1; procedure && i < Math.Min(keys.Count, act.LastWord + (3 * Reach)); i++)
        {
            if (keys[i] is "completed" or "complete" or "finished" or "concluded")
                return true;
        }
        return false;
    }

    // "became the first state to ratify", "agreed to", "managed to": the infinitive tells what happened.
    private static bool IsDone(List<string> keys, int index, int floor)
    {
        for (var i = index - 1; i >= Math.Max(floor, index - Reach); i--)
        {
            if (keys[i] is "first" or "last" or "second" or "third" or "only" or "managed" or "used" or "continued" or "proceeded" or "chose")
                return true;
        }
        return false;
    }

    private static bool IsPerfectAfter(List<string> keys, int index) => index + 1 < keys.Count && keys[index + 1] is "have" or "be";

    private static bool EndsClause(string text, List<Word> words, int index)
    {
        var gap = text.AsSpan(words[index].End, words[index + 1].Start - words[index].End);
        return gap.ContainsAny(ClauseMarks) || gap.Contains(". ", StringComparison.Ordinal);
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
