namespace TreatyBot.Knowledge.Treaties;

/// <summary>Finds the date that belongs to an act.</summary>
internal static class DateAttachment
{
    private const int PerAct = 5;
    private const int PerBreak = 3;
    private const int Farthest = 60;
    private const int Attributive = 15;
    private const int NounReach = 8;

    public static DateMention? Of(SentenceParse parse, ActMention act)
    {
        DateMention? best = null;
        var bestDistance = Farthest;
        foreach (var date in parse.Dates)
        {
            if (date.Date is null || !MayDate(date, act) || !Belongs(parse, act, date))
                continue;
            var distance = parse.Distance(act, date.Start, date.End, PerAct, PerBreak) + (IsAttributive(parse, act, date) ? Attributive : 0);
            if (distance > NounReach && act.Form == ActForm.Noun && act.Act is TreatyAct.EnterIntoForce or TreatyAct.Ratify or TreatyAct.Expire or TreatyAct.Sign or TreatyAct.Adopt or TreatyAct.Accede)
                continue;
            if (distance < bestDistance)
                (bestDistance, best) = (distance, date);
        }
        return best;
    }

    // "its 1997 protocol": the year belongs to the noun behind it.
    private static bool IsAttributive(SentenceParse parse, ActMention act, DateMention date)
    {
        var at = parse.WordAt(date.Start);
        return date.Date!.Value.Precision == DatePrecision.Year && date.Working is null && at + 1 < parse.Words.Count && act.FirstWord != at + 1
            && parse.Words[at + 1].Start == date.End + 1 && !parse.Words[at + 1].IsCapitalised
            && (at == 0 || parse.Keys[at - 1] is "the" or "its" or "their" or "a" or "this" || parse.Words[at - 1].IsPossessive);
    }

    private static bool MayDate(DateMention date, ActMention act) => date.Bound switch
    {
        DateBound.Before or DateBound.After => false,
        DateBound.Until => act.Act is TreatyAct.Expire or TreatyAct.Complete,
        _ => true,
    };

    // A date in front of the acts of its clause dates them all; any other dates the nearest act and those that lead up to it.
    private static bool Belongs(SentenceParse parse, ActMention act, DateMention date)
    {
        var own = parse.Distance(act, date.Start, date.End, PerAct, PerBreak);
        foreach (var other in parse.Acts)
        {
            if (other == act || parse.Distance(other, date.Start, date.End, PerAct, PerBreak) >= own)
                continue;
            var isLeading = date.End <= act.Start && date.End <= other.Start;
            if (isLeading && !IsEnclosed(parse, date, act))
                continue;
            var isChained = Math.Abs(other.FirstWord - act.FirstWord) <= 12 && parse.Breaks(other.FirstWord, act.FirstWord) == 0;
            if (!isChained || (other.Form != ActForm.Noun && other.Form != ActForm.Base && act.Form == ActForm.Past && other.Form == ActForm.Past))
                return false;
        }
        return true;
    }

    // "…, which signed in 1990, withdrew": a clause mark on both sides shuts the date in.
    private static bool IsEnclosed(SentenceParse parse, DateMention date, ActMention act)
    {
        var at = parse.WordAt(date.Start);
        for (var i = at; i > 0 && at - i < 10; i--)
        {
            if (parse.Keys[i] is "which" or "who")
                return parse.Breaks(at, act.FirstWord) > 0;
        }
        return false;
    }
}
