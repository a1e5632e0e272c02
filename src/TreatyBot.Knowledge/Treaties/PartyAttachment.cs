namespace TreatyBot.Knowledge.Treaties;

/// <summary>Finds who does an act; for an accusation, who is accused and by whom.</summary>
internal static class PartyAttachment
{
    private const int Farthest = 30;

    public static (IReadOnlyList<string> Parties, string? Accuser) Of(SentenceParse parse, ActMention act, SentenceContext context)
    {
        if (act.Act == TreatyAct.Accuse)
            return Accused(parse, act);
        var agent = act.IsPassive || act.Form == ActForm.Noun ? After(parse, act, "by") : null;
        agent ??= act.Act is TreatyAct.EnterIntoForce ? After(parse, act, "for")
            : act.IsPassive ? null
            : act.Form == ActForm.Noun ? Possessor(parse, act) ?? Subject(parse, act) : Subject(parse, act);
        if (agent is { } found)
            return (Row(parse, found), null);
        var isPronounSubject = parse.Keys.GetRange(Math.Max(0, act.FirstWord - 3), Math.Min(3, act.FirstWord)).Exists(key => key is "it" or "he" or "she" or "they") && act is { Form: ActForm.Past, IsPassive: false }
            && act.Act is not (TreatyAct.EnterIntoForce or TreatyAct.Expire or TreatyAct.Terminate or TreatyAct.Replace);
        return (isPronounSubject ? context.LastParties : [], null);
    }

    private static (IReadOnlyList<string>, string?) Accused(SentenceParse parse, ActMention act)
    {
        var isAccusing = parse.Keys[act.FirstWord].StartsWith("accus", StringComparison.Ordinal) || parse.Keys[act.FirstWord].StartsWith("alleg", StringComparison.Ordinal);
        if (!isAccusing)
            return (Possessor(parse, act) ?? Subject(parse, act)) is { } subject ? (Row(parse, subject), null) : ([], null);
        var accused = parse.Parties.Find(party => party.Start >= act.End && parse.WordAt(party.Start) - act.LastWord <= 6);
        var accuser = Subject(parse, act);
        return (accused.Length > 0 ? Row(parse, accused) : [], accuser is { } who ? Written(parse, who) : null);
    }

    private static PartyMention? After(SentenceParse parse, ActMention act, string preposition)
    {
        foreach (var party in parse.Parties)
        {
            var at = parse.WordAt(party.Start);
            if (party.Start < act.End || at - act.LastWord > 12)
                continue;
            for (var i = at - 1; i > act.LastWord && i >= at - 4; i--)
            {
                if (parse.Keys[i] == preposition)
                    return party;
            }
        }
        return null;
    }

    // "Russia's suspension", "the Russian suspension".
    private static PartyMention? Possessor(SentenceParse parse, ActMention act)
    {
        for (var i = parse.Parties.Count - 1; i >= 0; i--)
        {
            var party = parse.Parties[i];
            if (party.Start >= act.Start && party.End <= act.End)
                return party;
            if (party.End <= act.Start && act.FirstWord - parse.WordAt(party.End - 1) <= 4 && (party.IsPossessive || party.Kind == PartyNameKind.Adjective))
                return party;
        }
        return null;
    }

    private static PartyMention? Subject(SentenceParse parse, ActMention act)
    {
        PartyMention? best = null;
        var bestDistance = Farthest;
        foreach (var party in parse.Parties)
        {
            if (party.End > act.Start || party.IsPlace || IsObject(parse, party))
                continue;
            var distance = parse.Distance(act, party.Start, party.End, 3);
            if (distance < bestDistance)
                (bestDistance, best) = (distance, party);
        }
        return best;
    }

    // Behind a preposition a party is no subject, unless it is the owner of one: "the parliament of Ruritania ratified".
    private static bool IsObject(SentenceParse parse, PartyMention party)
    {
        var at = parse.WordAt(party.Start);
        for (var i = at - 1; i >= Math.Max(0, at - 2); i--)
        {
            if (parse.Keys[i] is "to" or "with" or "against" or "towards" or "toward" or "from" or "into" or "between" or "over" or "than" or "unlike" or "by" or "near")
                return parse.Keys[i] is not ("by" or "with" or "from") || i == at - 1 || parse.Keys[at - 1] == "the";
            if (parse.Keys[i] is not ("the" or "then" or "former"))
                return false;
        }
        return false;
    }

    /// <summary>The party with those that stand in one row with it: "Ruritania, Graustark and Karlova".</summary>
    private static List<string> Row(SentenceParse parse, PartyMention party)
    {
        var index = parse.Parties.IndexOf(party);
        var (first, last) = (index, index);
        while (first > 0 && IsRow(parse, parse.Parties[first - 1], parse.Parties[first]) && !IsSource(parse, parse.Parties[first - 1]))
            first--;
        while (last + 1 < parse.Parties.Count && IsRow(parse, parse.Parties[last], parse.Parties[last + 1]))
            last++;
        return [.. parse.Parties.GetRange(first, last - first + 1).Where(member => !member.IsPlace).Select(member => member.PartyId).Distinct()];
    }

    // "According to Ruritania, Graustark …".
    private static bool IsSource(SentenceParse parse, PartyMention party)
    {
        var at = parse.WordAt(party.Start);
        return at > 1 && parse.Keys.GetRange(Math.Max(0, at - 3), Math.Min(3, at)).Contains("according");
    }

    private static bool IsRow(SentenceParse parse, PartyMention left, PartyMention right)
    {
        if (left.IsPossessive || right.Start <= left.End)
            return false;
        var between = parse.Text.AsSpan(left.End, right.Start - left.End).Trim();
        return between.Length <= 14 && (between is "," or "and" or "and the" or ", and" or ", the" or ", and the" or "&" or "as well as" or "/" or "–" or "-");
    }

    private static string Written(SentenceParse parse, PartyMention party) => parse.Text.Substring(party.Start, party.Length);
}
