using System.Collections.Frozen;

namespace TreatyBot.Knowledge.Treaties;

public enum PeriodUnit
{
    Days,
    Weeks,
    Months,
    Years,
}

/// <summary>A notice or withdrawal period as a clause states it.</summary>
/// <param name="Amount">How many units.</param>
/// <param name="Start">Offset of the words in the clause.</param>
/// <param name="Text">The words, such as "six months".</param>
public sealed record NoticePeriod(int Amount, PeriodUnit Unit, int Start, string Text)
{
    public int Length => Text.Length;

    /// <summary>"150 days", "1 month".</summary>
    public override string ToString() =>
        $"{Amount} {(Amount == 1 ? Unit.ToString()[..^1] : Unit.ToString()).ToLowerInvariant()}";
}

/// <param name="Date">The earliest day, or month, on which the withdrawal can take effect.</param>
/// <param name="Working">The sum as a clause of a sentence.</param>
public sealed record EffectiveDate(PartialDate Date, string Working);

/// <summary>Computes from a treaty's own clause when a notice takes effect. Thread-safe.</summary>
public static class ClauseClock
{
    private static readonly FrozenSet<string> Subjects = Set("withdraw withdraws withdrawal withdrawing notice notices notification notify notifies notified denounce denounces denunciation denouncing leave leaves leaving terminate terminates termination receipt quit quits");
    private static readonly FrozenSet<string> After = Set("advance prior before after from notice following notification later beforehand earlier elapsed elapse passed pass expire expired ahead");
    private static readonly FrozenSet<string> Front = Set("least with after give gives giving given notice of by requires require requiring only than upon on needs need takes effect period");
    private static readonly FrozenSet<string> Recurrent = Set("every each within per first initial remain remains remained duration lasting extended extension another additional further");

    /// <summary>The period in a sentence that speaks of withdrawal, denunciation or notice; null when it states none.</summary>
    public static NoticePeriod? FindPeriod(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var words = Words.In(sentence);
        var keys = words.ConvertAll(word => word.Key);
        if (!keys.Exists(Subjects.Contains))
            return null;
        NoticePeriod? best = null;
        var bestScore = 0;
        for (var i = 0; i < keys.Count; i++)
        {
            if (Calendar.Number(keys, i) is not var (amount, count) || i + count >= keys.Count || Unit(keys[i + count]) is not { } unit || amount is < 1 or > 3650)
                continue;
            var score = Score(keys, i, i + count);
            if (score > bestScore)
            {
                var start = words[i].Start;
                (bestScore, best) = (score, new(amount, unit, start, sentence[start..words[i + count].End]));
            }
            i += count;
        }
        return best;
    }

    /// <summary>Notice date plus period: months by the calendar, clamped to the month's last day; null when the notice date is too vague for the unit.</summary>
    public static EffectiveDate? Compute(NoticePeriod period, PartialDate notice)
    {
        ArgumentNullException.ThrowIfNull(period);
        var date = period.Unit switch
        {
            PeriodUnit.Days when notice.Day is not null => Calendar.AddDays(notice.Earliest, period.Amount),
            PeriodUnit.Weeks when notice.Day is not null => Calendar.AddDays(notice.Earliest, period.Amount * 7),
            PeriodUnit.Months when notice.Month is not null => Calendar.AddMonths(notice, period.Amount),
            PeriodUnit.Years => Calendar.AddMonths(notice, period.Amount * 12),
            _ => null,
        };
        return date is null ? null : new(date.Value, $"notice of {notice} plus {period} gives {date.Value} as the earliest effective date");
    }

    /// <summary>Reads the first of the sentences that states a period and computes from it; null when none does.</summary>
    public static (int Sentence, NoticePeriod Period, EffectiveDate Effective)? Compute(IReadOnlyList<string> sentences, PartialDate notice)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        for (var i = 0; i < sentences.Count; i++)
        {
            if (FindPeriod(sentences[i]) is { } period && Compute(period, notice) is { } effective)
                return (i, period, effective);
        }
        return null;
    }

    private static int Score(List<string> keys, int first, int unit)
    {
        for (var i = Math.Max(0, first - 3); i < first; i++)
        {
            if (Recurrent.Contains(keys[i]))
                return 0;
        }
        var score = 0;
        for (var i = unit + 1; i < Math.Min(keys.Count, unit + 5); i++)
            score += After.Contains(keys[i]) ? 2 : 0;
        for (var i = Math.Max(0, first - 3); i < first; i++)
            score += Front.Contains(keys[i]) ? 1 : 0;
        return score;
    }

    private static PeriodUnit? Unit(string key) => key switch
    {
        "day" or "days" => PeriodUnit.Days,
        "week" or "weeks" => PeriodUnit.Weeks,
        "month" or "months" => PeriodUnit.Months,
        "year" or "years" => PeriodUnit.Years,
        _ => null,
    };

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
