using System.Globalization;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Reads the date expression that begins at a word. The absolute forms; <c>DateReader.Relative.cs</c> has the others.</summary>
/// <remarks>A result without a mention means: these words are no date, skip them (31 February).</remarks>
internal sealed partial class DateReader
{
    private readonly string _text;
    private readonly List<Word> _words;
    private readonly List<string> _keys;
    private readonly PartialDate? _reference;
    private readonly PartialDate? _preceding;
    private readonly bool _lenient;

    public DateReader(string text, List<Word> words, DateContext context, bool lenient)
    {
        _text = text;
        _words = words;
        _keys = words.ConvertAll(word => word.Key);
        _reference = context.Reference;
        _preceding = context.Preceding;
        _lenient = lenient;
    }

    /// <summary>The last date read in this text.</summary>
    public PartialDate? Last { get; set; }

    public (DateMention? Mention, int Count)? ReadAt(int i)
    {
        var c = _keys[i][0];
        if (char.IsAsciiDigit(c))
            return Iso(i) ?? Dotted(i) ?? DayMonth(i) ?? Counted(i) ?? Decade(i) ?? BareYear(i);
        return Qualified(i) ?? MonthFirst(i) ?? WeekdayAt(i) ?? SeasonAt(i) ?? NamedPeriod(i) ?? Counted(i);
    }

    public DateBound BoundBefore(int i)
    {
        for (var at = i - 1; at >= 0 && at >= i - 3; at--)
        {
            switch (_keys[at])
            {
                case "since" or "from" or "с" or "seit" or "depuis" or "desde":
                    return DateBound.Since;
                case "until" or "till" or "through" or "by" or "to" or "hasta" or "jusqu":
                    return DateBound.Until;
                case "before":
                    return DateBound.Before;
                case "after":
                    return DateBound.After;
                case "as" or "early" or "late" or "the" or "on" or "about" or "around" or "roughly" or "mid":
                    continue;
                default:
                    return DateBound.At;
            }
        }
        return DateBound.At;
    }

    private (DateMention?, int)? Iso(int i)
    {
        if (_keys[i].Length != 4 || Digits(i + 1) is not { } month || _keys[i + 1].Length != 2 || !Between(i, "-"))
            return null;
        if (Digits(i + 2) is { } day && Between(i + 1, "-"))
            return _keys[i + 2].Length == 2 ? Made(i, 3, Calendar.Date(Digits(i)!.Value, month, day)) : null;
        return month is >= 1 and <= 12 ? Made(i, 2, Calendar.Date(Digits(i)!.Value, month)) : null;
    }

    // 07.11.2023; 25/12/2023 only where it can be read in one way.
    private (DateMention?, int)? Dotted(int i)
    {
        if (Digits(i) is not { } first || Digits(i + 1) is not { } second || Digits(i + 2) is not { } year || _keys[i + 2].Length != 4 || year < 1000)
            return null;
        if (Between(i, ".") && Between(i + 1, "."))
            return Made(i, 3, Calendar.Date(year, second, first));
        if (!Between(i, "/") || !Between(i + 1, "/") || (first <= 12 && second <= 12 && first != second))
            return null;
        return Made(i, 3, first > 12 ? Calendar.Date(year, second, first) : Calendar.Date(year, first, second));
    }

    // 7 November 2023, 7th of November, 7 November last year, 7 ноября 2023 года, 7 de noviembre de 2023.
    private (DateMention?, int)? DayMonth(int i)
    {
        if (Digits(i) is not { } day || _keys[i].Length > 2)
            return null;
        var at = SkipOrdinal(i + 1);
        // "3 to 7 March 2025", "3-7 March 2025": from the first day.
        if (Digits(at + 1) is not null && at < _keys.Count && _keys[at] is "to" or "and" && _keys[at + 1].Length <= 2 && MonthAt(SkipOrdinal(at + 2), true) is not null)
            at = SkipOrdinal(at + 2);
        else if (at < _keys.Count && Digits(at) is not null && _keys[at].Length <= 2 && TextBetween(at - 1) is "-" or "–" && MonthAt(SkipOrdinal(at + 1), true) is not null)
            at = SkipOrdinal(at + 1);
        while (at < _keys.Count && _keys[at] is "of" or "de")
            at++;
        if (MonthAt(at, besideDay: true) is not { } month)
            return null;
        return WithYear(i, at + 1, month, day);
    }

    // November 7, 2023; November 2023; May last year; in May.
    private (DateMention?, int)? MonthFirst(int i)
    {
        var besideDay = Digits(i + 1) is not null && TextBetween(i).Trim() is "" or ".";
        if (MonthAt(i, besideDay) is not { } month)
            return null;
        if (besideDay && _keys[i + 1].Length <= 2 && Digits(i + 1) is { } day and >= 1 and <= 31)
            return WithYear(i, SkipOrdinal(i + 2), month, day);
        if (WithYear(i, i + 1, month, null) is { } dated && (dated.Item2 > 1 || IsBareMonth(i)))
            return dated;
        return null;
    }

    private (DateMention?, int)? WithYear(int i, int at, int month, int? day)
    {
        var year = at;
        while (year < _keys.Count && _keys[year] is "of" or "de" or "in" or "du" && year < at + 2)
            year++;
        if (year < _keys.Count && _keys[year].Length == 4 && Digits(year) is { } number && number is >= 1000 and <= 2999
            && (SpaceBetween(year - 1) || TextBetween(year - 1).Trim() is "," or "."))
            return Made(i, year + 1 - i, Calendar.Date(number, month, day));
        if (YearWord(year) is var (offset, anchored, count))
            return Derived(i, year + count - i, anchor => Calendar.Date(anchor.Year + offset, month, day), anchored);
        return YearLess(i, at - i, month, day);
    }

    // Without a year: that of a date before it in the sentence, or the one nearest before the document's date.
    private (DateMention?, int)? YearLess(int i, int count, int month, int? day)
    {
        if (day is not null && Enumerable.Range(2000, 4).All(year => Calendar.Date(year, month, day) is null))
            return (null, count);
        // "from 28 November to 16 December 2022": the year stands at the end of the range.
        var to = i + count;
        if (day is not null && to + 1 < _keys.Count && _keys[to] is "to" or "until" or "through" or "and"
            && YearOfFullDate(to + 1) is { } endYear)
            return Made(i, count, Calendar.Date(endYear, month, day));
        // "has been in force since January" counts back from the text's own day, whatever it spoke of before.
        var isSince = i > 0 && _keys[i - 1] == "since" && _reference is not null && _keys.Take(i).TakeLast(6).Any(key => key is "has" or "have" or "been");
        if (!isSince && Last is { } last && last.Month != month && last.Year != _reference?.Year || _reference is null)
        {
            var anchor = Last ?? _preceding;
            return anchor is null ? (Mention(i, count, null, null), count)
                : (Mention(i, count, Calendar.Date(anchor.Value.Year, month, day), $"the text says {Quote(i, count)} after speaking of {anchor.Value.Year}"), count);
        }
        var reference = _reference.Value;
        if (reference.Month is null)
            return (Mention(i, count, Calendar.Date(reference.Year, month, day), DatedWorking(i, count)), count);
        var isAhead = month > reference.Month && !(i > 0 && _keys[i - 1] == "last") && _keys.Take(i).Any(key => key is "will" or "would" or "next");
        var slack = day is null ? 0 : 1;
        var year = month > reference.Month + slack && !isAhead ? reference.Year - 1 : reference.Year;
        if (WeekdayBefore(i) is { } weekday && day is { } d)
        {
            foreach (var candidate in (int[])[year, year - 1, year + 1])
            {
                if (Calendar.Date(candidate, month, d) is { } date && date.Earliest.DayOfWeek == weekday)
                    return (Mention(i, count, date, DatedWorking(i, count)), count);
            }
        }
        return (Mention(i, count, Calendar.Date(year, month, day), DatedWorking(i, count)), count);
    }

    // The year of "16 December 2022" or "December 16, 2022".
    private int? YearOfFullDate(int i)
    {
        if (i + 2 >= _keys.Count || Digits(i + 2) is not { } year || _keys[i + 2].Length != 4)
            return null;
        var isDayFirst = Digits(i) is not null && MonthAt(i + 1, true) is not null;
        return isDayFirst || (MonthAt(i, true) is not null && Digits(i + 1) is not null) ? year : null;
    }

    private (DateMention?, int)? Decade(int i)
    {
        if (_keys[i].Length != 4 || Digits(i) is not (> 0 and var year) || year % 10 != 0 || i + 1 >= _keys.Count || _keys[i + 1] != "s"
            || TextBetween(i).Trim() is not ("" or "'" or "’"))
            return null;
        return (Mention(i, 2, null, null) with { From = new(year, 1, 1), To = new(year + 9, 12, 31) }, 2);
    }

    private (DateMention?, int)? BareYear(int i)
    {
        if (_keys[i].Length != 4 || Digits(i) is not { } year || year is < 1800 or > 2199)
            return null;
        // "1,990 tanks", "CD/1990", "No. 1998", "$2000", "2000 km", "2,000".
        var start = _words[i].Start;
        if (start > 0 && _text[start - 1] is '$' or '€' or '£' or '#' or '.' or '+')
            return null;
        if (start > 1 && _text[start - 1] == ',' && char.IsAsciiDigit(_text[start - 2]))
            return null;
        var end = _words[i].End;
        if (end + 1 < _text.Length && _text[end] is ',' or '.' or '%' && (char.IsAsciiDigit(_text[end + 1]) || _text[end] == '%'))
            return null;
        if (i > 0 && _keys[i - 1] is "no" or "resolution" or "article" or "some" or "about" or "than" or "nearly" or "over" or "almost" or "most" or "least" && SpaceBetween(i - 1))
            return null;
        if (i + 1 < _keys.Count && IsCountedThing(_keys[i + 1]) && SpaceBetween(i))
            return null;
        return Made(i, 1, Calendar.Date(year));
    }

    private static bool IsCountedThing(string key) =>
        key is "km" or "kilometres" or "kilometers" or "tanks" or "warheads" or "missiles" or "weapons" or "aircraft" or "troops" or "soldiers" or "people"
            or "launchers" or "inspections" or "tonnes" or "tons" or "pieces" or "miles" or "nuclear" or "deployed" or "battle" or "artillery" or "metres" or "words";

    private int? Digits(int i) =>
        i < _keys.Count && _keys[i].Length is > 0 and <= 4 && char.IsAsciiDigit(_keys[i][0])
            && int.TryParse(_keys[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private int? MonthAt(int i, bool besideDay)
    {
        if (i >= _keys.Count || Calendar.Month(_keys[i]) is not { } month)
            return null;
        // "may", "march", "mars" and their like are months only as names, or beside a number.
        if (_words[i].IsCapitalised || besideDay || (_keys[i][0] > 0x3FF) || (_lenient && _keys[i] is not ("may" or "march" or "mar" or "sun" or "dec" or "jan")))
            return month;
        return _lenient && i > 0 && _keys[i - 1] is "in" or "last" or "this" or "since" or "early" or "late" or "by" or "until" ? month : null;
    }

    private bool IsBareMonth(int i) =>
        _keys[i].Length >= 3 && (_keys[i] != "may" || (i > 0 && _keys[i - 1] is "in" or "last" or "this" or "since" or "by" or "until" or "of" or "mid" or "and" or "from"))
        && (_keys[i] is not ("mar" or "jan" or "sep" or "juni" or "mars" or "juin"));

    private int SkipOrdinal(int i) =>
        i < _keys.Count && _keys[i] is "st" or "nd" or "rd" or "th" or "er" && TextBetween(i - 1).Length == 0 ? i + 1 : i;

    private (DateMention?, int) Made(int i, int count, PartialDate? date) =>
        date is null ? (null, count) : (Mention(i, count, date, null), count);

    private DateMention Mention(int i, int count, PartialDate? date, string? working) =>
        new(_words[i].Start, _words[i + count - 1].End - _words[i].Start, date) { Working = date is null ? null : working };

    private bool Between(int i, string separator) => i + 1 < _words.Count && TextBetween(i).SequenceEqual(separator);

    private bool SpaceBetween(int i) => i >= 0 && i + 1 < _words.Count && TextBetween(i).Trim().IsEmpty;

    private ReadOnlySpan<char> TextBetween(int i)
    {
        if (i < 0 || i + 1 >= _words.Count)
            return [];
        var end = _words[i].End;
        return _text.AsSpan(end, Math.Max(0, _words[i + 1].Start - end));
    }
}
