namespace TreatyBot.Knowledge.Treaties;

/// <summary>Finds the date that belongs to an act.</summary>
internal static class DateAttachment
{
    private const int PerAct = 5;
    private const int PerBreak = 3;
    private const int Farthest = 60;

    public static DateMention? Of(SentenceParse parse, ActMention act)
    {
        DateMention? best = null;
        var bestDistance = Farthest;
        foreach (var date in parse.Dates)
        {
            if (date.Date is null || !MayDate(date, act) || !Belongs(parse, act, date))
                continue;
            var distance = parse.Distance(act, date.Start, date.End, PerAct, PerBreak);
            if (distance < bestDistance)
                (bestDistance, best) = (distance, date);
        }
        return best;
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
