using System.Collections.Frozen;
using System.Globalization;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Words for months, weekdays, seasons and numbers, and calendar arithmetic.</summary>
internal static class Calendar
{
    private static readonly FrozenDictionary<string, int> Months = Read("month", 1);
    private static readonly FrozenDictionary<string, int> Weekdays = Read("weekday", 0);
    private static readonly FrozenDictionary<string, int> Numbers = Read("number", 0);
    private static readonly FrozenDictionary<string, int> Tens = Read("tens", 0);
    private static readonly FrozenDictionary<string, int> Seasons = Read("season", 0);

    public static int? Month(string key) => Months.TryGetValue(key, out var month) ? month : null;

    public static DayOfWeek? Weekday(string key) => Weekdays.TryGetValue(key, out var day) ? (DayOfWeek)day : null;

    public static int? Season(string key) => Seasons.TryGetValue(key, out var season) ? season : null;

    /// <summary>The whole number at a word: digits, or words up to "ninety-nine", "hundred and eighty"; how many words it takes.</summary>
    public static (int Value, int Count)? Number(IReadOnlyList<string> keys, int index)
    {
        if (index >= keys.Count)
            return null;
        if (keys[index].Length is > 0 and <= 5 && int.TryParse(keys[index], NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return (digits, 1);
        var (value, at) = (0, index);
        if (index + 1 < keys.Count && keys[index + 1] == "hundred" && Numbers.TryGetValue(keys[index], out var hundreds))
        {
            (value, at) = (hundreds * 100, index + 2);
            if (at < keys.Count && keys[at] == "and")
                at++;
        }
        if (at < keys.Count && Tens.TryGetValue(keys[at], out var ten))
        {
            value += ten * 10;
            at++;
            if (at < keys.Count && Numbers.TryGetValue(keys[at], out var unit) && unit is > 0 and < 10 && keys[at].Length > 2)
                return (value + unit, at + 1 - index);
            return (value, at - index);
        }
        if (at < keys.Count && Numbers.TryGetValue(keys[at], out var small) && (at == index || keys[at].Length > 2))
            return (value + small, at + 1 - index);
        if (at == index)
            return null;
        return (value, (keys[at - 1] == "and" ? at - 1 : at) - index);
    }

    /// <summary>Adds months, keeping the day where the month has it and its last day otherwise; null outside years 1 to 9999.</summary>
    public static PartialDate? AddMonths(PartialDate date, int months)
    {
        var total = (date.Year * 12L) + ((date.Month ?? 1) - 1) + months;
        var year = (int)(total / 12);
        if (total < 12 || year > 9999)
            return null;
        if (date.Month is null)
            return new(year);
        var month = (int)(total % 12) + 1;
        return new(year, month, date.Day is { } day ? Math.Min(day, DateTime.DaysInMonth(year, month)) : null);
    }

    public static PartialDate? AddDays(DateOnly day, int days)
    {
        var number = (long)day.DayNumber + days;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber ? PartialDate.From(DateOnly.FromDayNumber((int)number)) : null;
    }

    /// <summary>Null for a day that no calendar has, such as 31 February.</summary>
    public static PartialDate? Date(int year, int? month = null, int? day = null)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || (day is { } d && (month is null || d < 1 || d > DateTime.DaysInMonth(year, month.Value))))
            return null;
        return new(year, month, day);
    }

    private static FrozenDictionary<string, int> Read(string list, int first)
    {
        var values = new Dictionary<string, int>(StringComparer.Ordinal);
        var line = TreatyData.Lines("calendar.txt").First(line => line.StartsWith(list + " |", StringComparison.Ordinal));
        var items = line[(line.IndexOf('|', StringComparison.Ordinal) + 1)..].Split(';');
        for (var i = 0; i < items.Length; i++)
        {
            foreach (var key in items[i].Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Words.Keys))
                values.TryAdd(key, i + first);
        }
        return values.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
