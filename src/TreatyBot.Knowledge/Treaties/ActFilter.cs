using System.Collections.Frozen;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Sorts out act words that speak of something else than a treaty.</summary>
internal static class ActFilter
{
    private static readonly FrozenSet<string> OtherObjects = FrozenSet.ToFrozenSet(
        ["troops", "forces", "soldiers", "missiles", "weapons", "ambassador", "ambassadors", "personnel", "units", "army", "tanks", "diplomats", "equipment", "warheads", "aircraft",
            "inspections", "talks", "negotiations", "sanctions", "funding", "aid", "flights"], StringComparer.Ordinal);

    public static bool IsAboutTreaty(SentenceParse parse, ActMention act)
    {
        if (act.Act == TreatyAct.EnterIntoForce && act.IsWeak)
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
            return parse.Treaties.Exists(treaty => treaty.Start >= act.End && parse.WordAt(treaty.Start) - act.LastWord <= 4 || act.Act is TreatyAct.Expire && treaty.End <= act.Start);
        return act.Act is not (TreatyAct.Sign or TreatyAct.Accede or TreatyAct.Adopt or TreatyAct.Replace or TreatyAct.Review)
            || parse.Treaties.Exists(treaty => parse.Distance(act, treaty.Start, treaty.End, 4) <= 16);
    }

    /// <summary>Whether the act may be said of the treaty of the sentence before without naming it: "In 2011 Ruritania suspended its participation."</summary>
    public static bool CarriesOver(SentenceParse parse, ActMention act) =>
        act.Act is TreatyAct.Suspend or TreatyAct.Withdraw or TreatyAct.NotifyWithdrawal or TreatyAct.Ratify or TreatyAct.EnterIntoForce or TreatyAct.Revoke or TreatyAct.Resume
        && act.Form is ActForm.Past && (parse.Parties.Count > 0 || act.Act == TreatyAct.EnterIntoForce)
        && parse.Keys.Exists(key => key is "it" or "its" or "their" or "participation" or "ratification" or "notice" or "compliance" or "implementation" or "withdrawal");

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
