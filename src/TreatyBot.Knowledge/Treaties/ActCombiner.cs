using System.Collections.Frozen;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Joins act words that mean one act together, and drops those that are not acts upon a treaty.</summary>
internal static class ActCombiner
{
    private const int Reach = 8;

    private static readonly FrozenSet<string> LegalActs = FrozenSet.ToFrozenSet(
        ["decree", "law", "bill", "order", "act", "legislation", "ukase", "document", "resolution", "decision", "proclamation", "instrument", "memo", "statement"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Decisions = FrozenSet.ToFrozenSet(
        ["approved", "approves", "approve", "adopted", "passed", "backed", "endorsed", "voted", "votes", "vote", "recommended", "recommends", "supported", "authorised", "authorized",
            "ordered", "decided", "decides", "proposal", "proposed", "bill"], StringComparer.Ordinal);

    private static readonly FrozenSet<TreatyAct> Ends = FrozenSet.ToFrozenSet([TreatyAct.Withdraw, TreatyAct.Terminate, TreatyAct.Suspend]);

    public static List<ActMention> Combine(string text, List<Word> words, List<string> keys, List<ActMention> found, bool lenient)
    {
        var result = new List<ActMention>(found.Count);
        // The last verb said of a law or decree: "a law that was signed and took effect".
        var legalAct = -100;
        for (var i = 0; i < found.Count; i++)
        {
            var floor = result.Count > 0 ? result[^1].LastWord + 1 : 0;
            var act = ActCues.Read(text, words, keys, found[i], Math.Min(floor, found[i].FirstWord));
            var next = i + 1 < found.Count && found[i + 1].FirstWord - act.LastWord <= Reach && !IsSentenceBreak(text, act, found[i + 1]) ? found[i + 1] : null;
            var effect = i + 1 < found.Count && found[i + 1] is { Act: TreatyAct.EnterIntoForce, IsWeak: false, Form: not ActForm.Noun } following
                && following.FirstWord - act.LastWord <= 2 * Reach && !IsSentenceBreak(text, act, following) ? following : null;
            // "approved the denunciation": what is approved is named by the next act.
            if (act is { Act: TreatyAct.EnterIntoForce, Form: not ActForm.Noun } && (act.FirstWord - legalAct <= Reach || IsSaidOfLegalAct(words, keys, act)))
                continue;
            // "rejected ratification", "suspended its withdrawal": the first act is done to the second, which is not done.
            if (act.Form != ActForm.Noun && next is { Form: ActForm.Noun } && next.FirstWord - act.LastWord <= 4 && Undoes(act.Act, next.Act))
            {
                result.Add(act);
                i++;
                continue;
            }
            if (act is { Act: TreatyAct.Ratify, IsWeak: true } && next is not null && next.FirstWord - act.LastWord <= 6)
                continue;
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
            // "signed a decree to …", "adopted the law denouncing …", "a law that the president signed".
            else if (act.Act is TreatyAct.Sign or TreatyAct.Adopt && act.Form != ActForm.Noun && (IsOfLegalAct(words, keys, act) || IsSaidOfLegalAct(words, keys, act)))
            {
                legalAct = act.LastWord;
                if (lenient && next is null)
                    result.Add(act with { Act = TreatyAct.Announce });
            }
            else if (IsDecidedOnly(words, keys, act) is { } decision)
            {
                if (result.Count == 0 || result[^1].Act != TreatyAct.Announce || act.FirstWord - result[^1].LastWord > Reach)
                    result.Add(act with { Act = TreatyAct.Announce, Alternatives = [], Start = words[decision].Start, Length = words[decision].Length, FirstWord = decision, LastWord = decision, IsPlanned = false, Form = ActForm.Past });
                result.Add(act with { IsPlanned = !act.IsNegated });
                if (decision > act.LastWord)
                    legalAct = decision;
            }
            // "its withdrawal took effect": the date is that of the withdrawal.
            else if (act.Act is not TreatyAct.EnterIntoForce && IsNoun(keys, act) && effect is not null && !LegalActs.Contains(keys[act.LastWord + 1])
                && act.Act is not (TreatyAct.Sign or TreatyAct.Ratify or TreatyAct.Announce or TreatyAct.NotifyWithdrawal or TreatyAct.Adopt or TreatyAct.Accuse))
            {
                result.Add(Join(ActCues.Read(text, words, keys, effect, act.LastWord + 1), act, act.Act) with { Form = ActForm.Noun });
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

    private static bool Undoes(TreatyAct act, TreatyAct other) => other switch
    {
        TreatyAct.Ratify or TreatyAct.Sign or TreatyAct.Extend or TreatyAct.Accede => act is TreatyAct.Reject,
        TreatyAct.Withdraw or TreatyAct.NotifyWithdrawal => act is TreatyAct.Suspend or TreatyAct.Revoke or TreatyAct.Reject,
        _ => false,
    };

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

    // "signed a decree", "adopted the law": the nearest noun behind the verb is a legal act, not the treaty.
    private static bool IsOfLegalAct(List<Word> words, List<string> keys, ActMention act)
    {
        for (var i = act.LastWord + 1; i < Math.Min(keys.Count, act.LastWord + 6); i++)
        {
            if (LegalActs.Contains(keys[i]) && !words[i].IsCapitalised)
                return true;
            if (keys[i] is "treaty" or "pact" or "agreement" or "convention" or "protocol" or "by" or "on" or "in")
                return false;
        }
        return false;
    }

    // "a law signed in October", "the decree that the president signed", "the law was adopted".
    private static bool IsSaidOfLegalAct(List<Word> words, List<string> keys, ActMention act)
    {
        for (var i = act.FirstWord - 1; i >= Math.Max(0, act.FirstWord - 9); i--)
        {
            if (LegalActs.Contains(keys[i]) && (!words[i].IsCapitalised || (i + 1 < keys.Count && keys[i + 1] == "no")))
                return i == act.FirstWord - 1 || act.IsPassive || keys[i + 1] is "that" or "which" or "no";
        }
        return false;
    }

    // "approved the denunciation of", "a law denouncing", "voted to leave", "the decision to suspend": decided, not done.
    private static int? IsDecidedOnly(List<Word> words, List<string> keys, ActMention act)
    {
        var isSigned = false;
        if (!(Ends.Contains(act.Act) || act.Act == TreatyAct.Revoke) || act.Form is ActForm.Past or ActForm.Present)
            return null;
        int? decision = act.LastWord + 1 < keys.Count && LegalActs.Contains(keys[act.LastWord + 1]) && !words[act.LastWord + 1].IsCapitalised ? act.LastWord + 1 : null;
        for (var i = act.FirstWord - 1; i >= Math.Max(0, act.FirstWord - Reach); i--)
        {
            if (decision is null && act.FirstWord - i <= 5 && (Decisions.Contains(keys[i]) || (LegalActs.Contains(keys[i]) && !words[i].IsCapitalised)))
                decision = i;
            isSigned |= keys[i].StartsWith("sign", StringComparison.Ordinal);
        }
        // To sign the act that takes a ratification back is to take it back.
        return act.Act == TreatyAct.Revoke && isSigned ? null : decision;
    }

    private static bool IsNoun(List<string> keys, ActMention act) =>
        act.Form == ActForm.Noun || (act.Form == ActForm.Base && act.FirstWord > 0 && !ActCues.IsVerbAhead(keys, act.FirstWord));

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
