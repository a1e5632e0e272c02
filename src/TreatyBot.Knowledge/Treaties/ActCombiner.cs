using System.Collections.Frozen;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Joins act words that mean one act together, and drops those that are not acts upon a treaty.</summary>
internal static class ActCombiner
{
    private const int Reach = 8;

    private static readonly FrozenSet<string> LegalActs = FrozenSet.ToFrozenSet(
        ["decree", "law", "bill", "order", "act", "legislation", "ukase", "document", "resolution", "decision", "proclamation", "instrument", "memo", "statement"], StringComparer.Ordinal);

    private static readonly FrozenSet<TreatyAct> Ends = FrozenSet.ToFrozenSet([TreatyAct.Withdraw, TreatyAct.Terminate, TreatyAct.Suspend]);

    public static List<ActMention> Combine(string text, List<Word> words, List<string> keys, List<ActMention> found)
    {
        var result = new List<ActMention>(found.Count);
        for (var i = 0; i < found.Count; i++)
        {
            var floor = result.Count > 0 ? result[^1].LastWord + 1 : 0;
            var act = ActCues.Read(text, words, keys, found[i], Math.Min(floor, found[i].FirstWord));
            var next = i + 1 < found.Count && found[i + 1].FirstWord - act.LastWord <= Reach && !IsSentenceBreak(text, act, found[i + 1]) ? found[i + 1] : null;
            // "revoked its ratification", "withdrew from its ratification of", "ratification was revoked".
            if (next is { Act: TreatyAct.Ratify, Form: ActForm.Noun } && TakesBack(keys, act, next))
            {
                result.Add(Join(act, next, TreatyAct.Revoke));
                i++;
            }
            else if (act is { Act: TreatyAct.Ratify, Form: ActForm.Noun } && next is { Form: ActForm.Past } && TakesBack(keys, next, null)
                && next.FirstWord - act.LastWord <= 6)
            {
                result.Add(Join(ActCues.Read(text, words, keys, next, act.LastWord + 1), act, TreatyAct.Revoke));
                i++;
            }
            // "signed the revocation of …", "signed the ratification law".
            else if (act.Act == TreatyAct.Sign && act.Form != ActForm.Noun && next is { Form: ActForm.Noun or ActForm.Gerund, Act: TreatyAct.Revoke or TreatyAct.Ratify })
                continue;
            // "signed a decree to …", "signed into law".
            else if (act.Act == TreatyAct.Sign && IsOfLegalAct(keys, act))
            {
                if (next is not null && Ends.Contains(next.Act) || (next is { Act: TreatyAct.Announce } && i + 2 < found.Count && Ends.Contains(found[i + 2].Act)))
                {
                    result.Add(act with { Act = TreatyAct.Announce });
                    if (next.Act == TreatyAct.Announce)
                        i++;
                    var effect = found[next.Act == TreatyAct.Announce ? i + 1 : i + 1];
                    result.Add(effect with { IsPlanned = true });
                    i++;
                }
            }
            // "its withdrawal took effect": the date is that of the withdrawal.
            else if (act.Act is not TreatyAct.EnterIntoForce && act.Form == ActForm.Noun && next is { Act: TreatyAct.EnterIntoForce, IsWeak: false }
                && act.Act is not (TreatyAct.Sign or TreatyAct.Ratify or TreatyAct.Announce or TreatyAct.NotifyWithdrawal or TreatyAct.Adopt or TreatyAct.Accuse))
            {
                result.Add(Join(ActCues.Read(text, words, keys, next, act.LastWord + 1), act, act.Act));
                i++;
            }
            else if (act.Act == TreatyAct.NotifyWithdrawal)
            {
                if (Notice(keys, act, found, i) is { } kind)
                    result.Add(act with { Act = kind });
            }
            else if (act.Act == TreatyAct.Announce && act.Form == ActForm.Noun && keys[act.FirstWord] == "decree")
            {
                if (next is not null && Ends.Contains(next.Act))
                    result.Add(act);
            }
            else
                result.Add(act);
        }
        return result;
    }

    // "notice" and "notified" speak of a withdrawal only when the words around do, or by themselves when nothing else is announced.
    private static TreatyAct? Notice(List<string> keys, ActMention act, List<ActMention> found, int index)
    {
        for (var i = Math.Max(0, index - 2); i < Math.Min(found.Count, index + 3); i++)
        {
            if (Math.Abs(found[i].FirstWord - act.FirstWord) > 14)
                continue;
            if (found[i].Act is TreatyAct.Withdraw or TreatyAct.Terminate)
                return TreatyAct.NotifyWithdrawal;
            if (found[i].Act is TreatyAct.Suspend or TreatyAct.Extend or TreatyAct.Resume or TreatyAct.Ratify)
                return TreatyAct.Announce;
        }
        var first = keys[act.FirstWord];
        return first.StartsWith("ga", StringComparison.Ordinal) || first.StartsWith("gi", StringComparison.Ordinal) || first.StartsWith("serv", StringComparison.Ordinal)
            || act.LastWord > act.FirstWord || first[0] > 0x3FF ? TreatyAct.NotifyWithdrawal : null;
    }

    private static bool TakesBack(List<string> keys, ActMention act, ActMention? ratification)
    {
        if (act.Act is TreatyAct.Revoke)
            return true;
        if (act.Act is not (TreatyAct.Withdraw or TreatyAct.Terminate))
            return false;
        if (ratification is null)
            return act.IsPassive || act.Form == ActForm.Past;
        for (var i = act.LastWord + 1; i < ratification.FirstWord; i++)
        {
            if (keys[i] is "treaty" or "pact" or "agreement" or "convention" or "without" or "before" or "after" or "and")
                return false;
        }
        return true;
    }

    private static bool IsOfLegalAct(List<string> keys, ActMention act)
    {
        for (var i = act.LastWord + 1; i < Math.Min(keys.Count, act.LastWord + 6); i++)
        {
            if (LegalActs.Contains(keys[i]))
                return true;
            if (keys[i] is "treaty" or "pact" or "agreement" or "convention" or "protocol" or "by" or "on")
                return false;
        }
        return false;
    }

    private static ActMention Join(ActMention head, ActMention other, TreatyAct act)
    {
        var start = Math.Min(head.Start, other.Start);
        return head with
        {
            Act = act,
            Alternatives = [],
            Start = start,
            Length = Math.Max(head.End, other.End) - start,
            FirstWord = Math.Min(head.FirstWord, other.FirstWord),
            LastWord = Math.Max(head.LastWord, other.LastWord),
        };
    }

    private static bool IsSentenceBreak(string text, ActMention first, ActMention second)
    {
        var between = text.AsSpan(first.End, Math.Max(0, second.Start - first.End));
        return between.ContainsAny(";!?") || between.Contains(". ", StringComparison.Ordinal);
    }
}
