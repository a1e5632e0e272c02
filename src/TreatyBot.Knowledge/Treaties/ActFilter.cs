using System.Collections.Frozen;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Sorts out act words that speak of something else than a treaty.</summary>
internal static class ActFilter
{
    private static readonly FrozenSet<string> OtherObjects = FrozenSet.ToFrozenSet(
        ["troops", "forces", "soldiers", "missiles", "weapons", "ambassador", "ambassadors", "personnel", "units", "army", "tanks", "diplomats", "equipment", "warheads", "aircraft",
            "inspections", "talks", "negotiations", "sanctions", "funding", "aid", "flights"], StringComparer.Ordinal);

    // Nouns whose act is an act upon the treaty itself: "implementation of the treaty was suspended".
    private static readonly FrozenSet<string> WholeTreaty = FrozenSet.ToFrozenSet(
        ["text", "rest", "remainder", "whole", "operation", "implementation", "application", "participation", "ratification", "obligations", "compliance", "validity", "term", "parties",
            "party", "withdrawal", "denunciation", "accession", "signatory", "life", "existence"], StringComparer.Ordinal);

    public static bool IsAboutTreaty(SentenceParse parse, ActMention act)
    {
        if (act.IsWeak && (act.Form == ActForm.Noun || act.Act is TreatyAct.EnterIntoForce or TreatyAct.Announce))
            return false;
        // "entered into force" of a law, a decree, a ceasefire.
        if (act.Act == TreatyAct.EnterIntoForce && Before(parse, act, 4, key => key is "law" or "decree" or "decision" or "bill" or "order" or "sanctions" or "ceasefire" or "act"))
            return false;
        var end = Math.Min(parse.Keys.Count, act.LastWord + 5);
        for (var i = act.LastWord + 1; i < end; i++)
        {
            if (parse.Treaties.Exists(treaty => treaty.Start <= parse.Words[i].Start && treaty.End > parse.Words[i].Start))
                return true;
            // "withdraw troops", "joined NATO".
            if (OtherObjects.Contains(parse.Keys[i]) && act.Act is TreatyAct.Withdraw or TreatyAct.Suspend or TreatyAct.Resume or TreatyAct.Extend)
                return false;
            if (act.Act is TreatyAct.Accede or TreatyAct.Withdraw && i <= act.LastWord + 3
                && parse.Parties.Exists(party => party.Start == parse.Words[i].Start && !party.IsPossessive && (party.PartyId.Length > 2 || act.Act == TreatyAct.Accede)))
                return false;
        }
        if (act.IsWeak)
            return parse.Treaties.Exists(treaty => treaty.Start >= act.End && parse.WordAt(treaty.Start) - act.LastWord <= 4 && act.Act is not TreatyAct.Expire
                || (act.Act is TreatyAct.Expire && treaty.End <= act.Start && act.FirstWord - parse.WordAt(treaty.End - 1) <= 3 && !IsPartOfSubject(parse, act)));
        if ((act.IsPassive || act.Act is TreatyAct.EnterIntoForce or TreatyAct.Expire) && act.Form != ActForm.Noun && IsPartOfSubject(parse, act))
            return false;
        if (act.Act == TreatyAct.Adopt)
            return parse.Treaties.Exists(treaty => parse.Distance(act, treaty.Start, treaty.End, 4) <= 6);
        return act.Act is not (TreatyAct.Sign or TreatyAct.Accede or TreatyAct.Adopt or TreatyAct.Replace or TreatyAct.Review)
            || parse.Treaties.Exists(treaty => parse.Distance(act, treaty.Start, treaty.End, 4) <= 16);
    }

    /// <summary>Whether the act may be said of the treaty of the sentence before without naming it: "In 2011 Ruritania suspended its participation."</summary>
    public static bool CarriesOver(SentenceParse parse, ActMention act) =>
        act.Act is TreatyAct.Suspend or TreatyAct.Withdraw or TreatyAct.NotifyWithdrawal or TreatyAct.Ratify or TreatyAct.EnterIntoForce or TreatyAct.Revoke or TreatyAct.Resume
        && act.Form is ActForm.Past && (parse.Parties.Count > 0 || act.Act == TreatyAct.EnterIntoForce)
        && parse.Keys.Exists(key => key is "it" or "its" or "their" or "participation" or "ratification" or "notice" or "compliance" or "implementation" or "withdrawal");

    // "The limits of the treaty took effect", "a protocol to the treaty was signed": said of the limits and of the protocol.
    private static bool IsPartOfSubject(SentenceParse parse, ActMention act)
    {
        var subject = parse.Treaties.FindLast(treaty => treaty.End <= act.Start && act.FirstWord - parse.WordAt(treaty.End - 1) <= 8);
        if (subject is null)
            return false;
        var at = parse.WordAt(subject.Start) - 1;
        while (at >= 0 && parse.Keys[at] is "the" or "this" or "that")
            at--;
        return at > 0 && parse.Keys[at] is "of" or "to" or "under" or "by" or "in" && !WholeTreaty.Contains(parse.Keys[at - 1])
            && parse.Breaks(at, act.FirstWord) == 0;
    }

    private static bool Before(SentenceParse parse, ActMention act, int reach, Func<string, bool> matches)
    {
        for (var i = act.FirstWord - 1; i >= Math.Max(0, act.FirstWord - reach); i--)
        {
            if (matches(parse.Keys[i]))
                return true;
        }
        return false;
    }
}
