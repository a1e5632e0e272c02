namespace TreatyBot.Knowledge.Treaties;

internal sealed partial class DateReader
{
    // Words in front that belong to the expression when it is quoted: "in May this year".
    private string Quote(int i, int count)
    {
        var first = i > 0 && _keys[i - 1] is "in" or "on" or "early" or "late" or "mid" or "since" or "by" ? i - 1 : i;
        return "“" + _text[_words[first].Start.._words[i + count - 1].End] + "”";
    }

    private string DatedWorking(int i, int count) => $"the text says {Quote(i, count)} and is dated {_reference}";

    private (DateMention?, int)? Derived(int i, int count, Func<PartialDate, PartialDate?> work, bool anchored)
    {
        var from = anchored ? Last ?? _preceding : _reference;
        if (from is null)
            return (Mention(i, count, null, null), count);
        var working = anchored ? $"the text says {Quote(i, count)}, counted from {from}" : DatedWorking(i, count);
        return (Mention(i, count, work(from.Value), working), count);
    }

    // "this year", "last year", "of the same year", "the following year": the years to add, and whether to the date mentioned before.
    private (int Offset, bool Anchored, int Count)? YearWord(int i)
    {
        var at = i;
        while (at < _keys.Count && _keys[at] is "the" && at < i + 1)
            at++;
        if (at + 1 >= _keys.Count || _keys[at + 1] != "year" || !SpaceBetween(at))
            return null;
        return _keys[at] switch
        {
            "this" or "current" => (0, false, at + 2 - i),
            "last" => (-1, false, at + 2 - i),
            "next" => at == i ? (1, false, at + 2 - i) : (1, true, at + 2 - i),
            "previous" or "preceding" => (-1, at > i, at + 2 - i),
            "same" or "that" => (0, true, at + 2 - i),
            "following" => (1, true, at + 2 - i),
            _ => null,
        };
    }

    // "early March 2019", "mid-2007", "late 1991", "the end of 2023", "beginning of May".
    private (DateMention?, int)? Qualified(int i)
    {
        (int part, int at) = _keys[i] switch
        {
            "early" => (0, i + 1),
            "mid" or "middle" => (1, i + 1),
            "late" or "end" => (2, i + 1),
            "beginning" or "start" => (0, i + 1),
            _ => (-1, i),
        };
        if (part < 0)
            return null;
        var of = at;
        while (at < _keys.Count && _keys[at] is "of" or "the" or "in" && at < of + 2)
            at++;
        if (_keys[i] is "end" or "beginning" or "start" or "middle" && at == of)
            return null;
        if (at >= _keys.Count || _keys[at].Length == 0
            || (char.IsAsciiDigit(_keys[at][0]) ? Decade(at) ?? BareYear(at) : MonthFirst(at) ?? NamedPeriod(at)) is not var (inner, count) || inner is null)
            return null;
        var total = at + count - i;
        if (inner.Date is not { } date || date.Precision == DatePrecision.Day)
            return (inner with { Start = _words[i].Start, Length = inner.End - _words[i].Start }, total);
        var (from, to) = date.Precision == DatePrecision.Year
            ? (new DateOnly(date.Year, 1 + (part * 4), 1), new PartialDate(date.Year, 4 + (part * 4)).Latest)
            : (new DateOnly(date.Year, date.Month!.Value, 1 + (part * 10)), part == 2 ? date.Latest : new DateOnly(date.Year, date.Month.Value, 10 + (part * 10)));
        return (inner with { Start = _words[i].Start, Length = inner.End - _words[i].Start, From = from, To = to }, total);
    }

    private (DateMention?, int)? SeasonAt(int i)
    {
        if (Calendar.Season(_keys[i]) is not { } season)
            return null;
        var at = i + 1;
        if (at < _keys.Count && _keys[at] == "of")
            at++;
        if (at >= _keys.Count || _keys[at].Length != 4 || Digits(at) is not { } year || year is < 1800 or > 2199)
            return null;
        var from = new DateOnly(year, season == 0 ? 1 : season * 3, 1);
        return (Mention(i, at + 1 - i, new PartialDate(year), null) with { From = from, To = from.AddMonths(season == 0 ? 2 : 3).AddDays(-1) }, at + 1 - i);
    }

    // "on Tuesday": the last such day up to the document's date, or the next one when it says so.
    private (DateMention?, int)? WeekdayAt(int i)
    {
        if (Calendar.Weekday(_keys[i]) is not { } weekday || _keys[i].Length < 6 || (!_words[i].IsCapitalised && !_lenient))
            return null;
        // "Tuesday (November 7th)", "Tuesday, 7 November 2023": the date itself follows.
        var at = i + 1;
        if (at < _keys.Count && _keys[at].Length > 0 && TextBetween(i).Length <= 3
            && (char.IsAsciiDigit(_keys[at][0]) ? DayMonth(at) : MonthAt(at, false) is not null && Digits(at + 1) is not null ? MonthFirst(at) : null) is { } dated)
        {
            if (dated.Item1 is null)
                return (null, dated.Item2 + 1);
            return (dated.Item1 with { Start = _words[i].Start, Length = dated.Item1.End - _words[i].Start }, dated.Item2 + 1);
        }
        if (_reference is not { Day: not null } reference)
            return (Mention(i, 1, null, null), 1);
        var ahead = i > 0 && _keys[i - 1] is "next" or "coming";
        var back = ((int)reference.Earliest.DayOfWeek - (int)weekday + 7) % 7;
        if (i > 0 && _keys[i - 1] == "last" && back == 0)
            back = 7;
        return (Mention(i, 1, Calendar.AddDays(reference.Earliest, ahead ? 7 - back : -back), DatedWorking(i, 1)), 1);
    }

    private DayOfWeek? WeekdayBefore(int i) =>
        i > 0 && TextBetween(i - 1).Length <= 3 ? Calendar.Weekday(_keys[i - 1]) : null;

    // today, yesterday, last month, this February, the same day, the following year.
    private (DateMention?, int)? NamedPeriod(int i)
    {
        switch (_keys[i])
        {
            case "today" or "tonight" or "сегодня" or "heute" or "hoy":
                return Day(i, 1, 0);
            case "yesterday" or "вчера" or "gestern" or "hier" or "ayer" when _keys[i] != "hier" || _lenient:
                return Day(i, 1, -1);
            case "tomorrow":
                return Day(i, 1, 1);
        }
        if (YearWord(i) is var (offset, anchored, years))
            return Derived(i, years, anchor => Calendar.Date(anchor.Year + offset), anchored);
        var at = _keys[i] == "the" ? i + 1 : i;
        if (at + 1 >= _keys.Count || !SpaceBetween(at))
            return null;
        var step = _keys[at] switch { "last" or "previous" or "past" => -1, "this" or "same" or "that" => 0, "next" or "following" => 1, _ => (int?)null };
        if (step is null)
            return null;
        var isAnchored = _keys[at] is "same" or "that" or "following" || at > i;
        var count = at + 2 - i;
        if (_keys[at + 1] == "month")
            return Derived(i, count, anchor => anchor.Month is null ? null : Calendar.AddMonths(new(anchor.Year, anchor.Month), step.Value), isAnchored);
        if (_keys[at + 1] is "day" && isAnchored)
            return Derived(i, count, anchor => anchor.Day is null ? null : Calendar.AddDays(anchor.Earliest, step.Value), true);
        if (!isAnchored && MonthAt(at + 1, false) is { } month && Digits(at + 2) is null)
        {
            return Derived(i, count, anchor => Calendar.Date(
                step == -1 && anchor.Month is { } m && month < m ? anchor.Year : anchor.Year + (step == 1 && anchor.Month is { } n && month > n ? 0 : step.Value), month), false);
        }
        return null;
    }

    private (DateMention?, int)? Day(int i, int count, int offset) =>
        Derived(i, count, anchor => anchor.Day is null ? null : Calendar.AddDays(anchor.Earliest, offset), false);

    // "two years ago", "a year later", "three months after", "ten days earlier".
    private (DateMention?, int)? Counted(int i)
    {
        if (Calendar.Number(_keys, i) is not var (number, words) || i + words + 1 >= _keys.Count)
            return null;
        var at = i + words;
        var unit = _keys[at];
        var direction = _keys[at + 1] switch { "ago" => -2, "later" or "afterwards" or "on" or "hence" => 1, "earlier" or "before" or "previously" => -1, "after" => 1, _ => 0 };
        if (direction == 0 || (_keys[at + 1] == "on" && unit is not ("years" or "months")) || number > 500)
            return null;
        // "three months after the Senate …" counts from something that is not a date here.
        if (_keys[at + 1] is "after" or "before" or "on" && at + 2 < _keys.Count && TextBetween(at + 1).IndexOfAny(',', '.', ';') < 0)
            return null;
        var sign = direction < 0 ? -1 : 1;
        var count = words + 2;
        return unit switch
        {
            "day" or "days" => Derived(i, count, anchor => anchor.Day is null ? null : Calendar.AddDays(anchor.Earliest, sign * number), direction != -2),
            "week" or "weeks" => Derived(i, count, anchor => anchor.Day is null ? null : Calendar.AddDays(anchor.Earliest, sign * number * 7), direction != -2),
            "month" or "months" => Derived(i, count, anchor => anchor.Month is null ? null : Calendar.AddMonths(new(anchor.Year, anchor.Month), sign * number), direction != -2),
            "year" or "years" => Derived(i, count, anchor => Calendar.Date(anchor.Year + (sign * number)), direction != -2),
            "decade" or "decades" => Derived(i, count, anchor => Calendar.Date(anchor.Year + (sign * number * 10)), direction != -2),
            _ => null,
        };
    }
}
