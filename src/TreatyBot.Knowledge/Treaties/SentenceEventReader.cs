namespace TreatyBot.Knowledge.Treaties;

/// <summary>Reads the events of one sentence: to each act its treaty, its date and its parties, by nearness and clause order.</summary>
internal sealed class SentenceEventReader(TreatyCatalogue catalogue)
{
    private const int LongestSentence = 4000;
    private const int FarthestTreaty = 30;

    public IEnumerable<SentenceEvent> Read(string text, SentenceContext context)
    {
        if (text.Length > LongestSentence || text.EndsWith('?'))
            return [];
        var parse = new SentenceParse(text, catalogue, context);
        var speech = Speech.Read(parse, context);
        var events = new List<SentenceEvent>();
        foreach (var act in parse.Acts)
        {
            if (ActFilter.IsAboutTreaty(parse, act) && TreatiesOf(parse, act, context) is { Count: > 0 } treaties)
                events.AddRange(EventsOf(parse, act, treaties, speech, context).Where(e => e.Act != TreatyAct.Accuse || !events.Exists(other => other.Act == e.Act && other.TreatyId == e.TreatyId)));
        }
        Remember(parse, speech, context);
        return events;
    }

    private static IEnumerable<SentenceEvent> EventsOf(
        SentenceParse parse, ActMention act, IReadOnlyList<string> treaties, Speech speech, SentenceContext context)
    {
        var date = DateAttachment.Of(parse, act);
        var (parties, accuser) = PartyAttachment.Of(parse, act, context);
        if (act.Form is ActForm.Noun or ActForm.Gerund && date?.Date is null)
            yield break;
        if (date?.Date is null && parties.Count == 0 && act.Form is not ActForm.Past)
            yield break;
        var attribution = speech.SpeakerOf(act) ?? accuser;
        var modality = act.IsNegated ? EventModality.Negated
            : act.IsPlanned || IsOnlyAnnounced(parse, act) ? EventModality.Planned
            : attribution is not null || speech.IsQuoted(act) ? EventModality.Attributed
            : EventModality.Fact;
        // "said that it would leave": the statement itself is an announcement.
        var isAnnounced = modality == EventModality.Planned && date?.Date is not null && speech.SpeakerOf(act) is not null && act.Form == ActForm.Base
            && !parse.Acts.Exists(other => other.Act is TreatyAct.Announce or TreatyAct.NotifyWithdrawal);
        foreach (var treaty in isAnnounced ? treaties : [])
            yield return new(treaty, TreatyAct.Announce) { Parties = parties, Date = date, Modality = EventModality.Fact };
        foreach (var treaty in treaties)
            yield return new(treaty, act.Act) { Parties = parties, Date = date, Modality = modality, Attribution = attribution };
    }

    // "announced its withdrawal": the announcement is a fact, the withdrawal is still to come.
    private static bool IsOnlyAnnounced(SentenceParse parse, ActMention act) =>
        act.Act is TreatyAct.Withdraw or TreatyAct.Terminate && act.Form is ActForm.Noun or ActForm.Gerund
        && parse.Acts.Exists(other => other.Act is TreatyAct.Announce or TreatyAct.NotifyWithdrawal && other.LastWord < act.FirstWord
            && act.FirstWord - other.LastWord <= (other.Act == TreatyAct.NotifyWithdrawal ? 16 : 8) && parse.Breaks(other.LastWord, act.FirstWord) == 0);

    private static IReadOnlyList<string> TreatiesOf(SentenceParse parse, ActMention act, SentenceContext context)
    {
        TreatyMention? best = null;
        var bestDistance = FarthestTreaty + 1;
        foreach (var treaty in parse.Treaties)
        {
            var isAfter = treaty.Start >= act.End;
            var isBeforeNatural = act.IsPassive || act.Act is TreatyAct.EnterIntoForce or TreatyAct.Expire or TreatyAct.ApplyProvisionally;
            var distance = parse.Distance(act, treaty.Start, treaty.End, 4) + (isAfter == isBeforeNatural ? 5 : 0);
            if (distance < bestDistance)
                (bestDistance, best) = (distance, treaty);
        }
        if (best is not null)
            return best.IsAmbiguous ? [] : [.. Coordinated(parse, best).SelectMany(treaty => treaty.TreatyIds).Distinct()];
        return parse.Treaties.Count == 0 && !act.IsWeak && context.Treaty is { } carried && ActFilter.CarriesOver(parse, act) ? [carried] : [];
    }

    // "the A and the B": an act upon one of a row of treaties is an act upon each.
    private static IEnumerable<TreatyMention> Coordinated(SentenceParse parse, TreatyMention treaty)
    {
        var index = parse.Treaties.IndexOf(treaty);
        yield return treaty;
        for (var i = index; i + 1 < parse.Treaties.Count && IsJoint(parse, parse.Treaties[i], parse.Treaties[i + 1]); i++)
            yield return parse.Treaties[i + 1];
        for (var i = index; i > 0 && IsJoint(parse, parse.Treaties[i - 1], parse.Treaties[i]); i--)
            yield return parse.Treaties[i - 1];
    }

    private static bool IsJoint(SentenceParse parse, TreatyMention first, TreatyMention second)
    {
        if (first.IsAmbiguous || second.IsAmbiguous || second.Start <= first.End)
            return false;
        var between = parse.Text.AsSpan(first.End, second.Start - first.End).Trim();
        return between is "," or "and" or "and the" or ", and the" or ", and" or ", the" or "as well as the" or "or";
    }

    private static void Remember(SentenceParse parse, Speech speech, SentenceContext context)
    {
        if (parse.Treaties.FindLast(treaty => !treaty.IsAmbiguous) is { } last)
            context.Treaty = last.TreatyIds[0];
        if (parse.Dates.FindLast(date => date.Date is not null) is { Date: { } date })
            context.LastDate = date;
        var subject = parse.Parties.Find(party => !party.IsPlace);
        if (subject.Length > 0)
            context.LastParties = [subject.PartyId];
        context.LastSpeaker = speech.LastSpeaker ?? context.LastSpeaker;
    }
}
