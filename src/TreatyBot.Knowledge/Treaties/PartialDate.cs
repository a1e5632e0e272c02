using System.Globalization;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>How much of a date is known.</summary>
public enum DatePrecision
{
    Year,
    Month,
    Day,
}

/// <summary>A calendar date of which the day, or the day and the month, may be unknown. Proleptic Gregorian, years 1 to 9999.</summary>
public readonly record struct PartialDate : IComparable<PartialDate>
{
    public PartialDate(int year, int? month = null, int? day = null)
    {
        if (month is null && day is not null)
            throw new ArgumentException("A day needs a month.", nameof(day));
        _ = new DateOnly(year, month ?? 1, day ?? 1);
        Year = year;
        Month = month;
        Day = day;
    }

    public int Year { get; }

    /// <summary>1 to 12, or null when only the year is known.</summary>
    public int? Month { get; }

    /// <summary>1 to 31, or null when the day is unknown.</summary>
    public int? Day { get; }

    public DatePrecision Precision =>
        Day is not null ? DatePrecision.Day : Month is not null ? DatePrecision.Month : DatePrecision.Year;

    /// <summary>The first day this date can mean.</summary>
    public DateOnly Earliest => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>The last day this date can mean.</summary>
    public DateOnly Latest
    {
        get
        {
            var month = Month ?? 12;
            return new(Year, month, Day ?? DateTime.DaysInMonth(Year, month));
        }
    }

    public static PartialDate From(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <summary>Whether every day this date can mean is one that <paramref name="other"/> can mean too.</summary>
    public bool IsWithin(PartialDate other) => Earliest >= other.Earliest && Latest <= other.Latest;

    /// <summary>Reads "2023", "2023-11" and "2023-11-07" (ISO 8601, reduced precision).</summary>
    public static bool TryParseIso(string? text, out PartialDate date)
    {
        date = default;
        var parts = (text ?? "").Trim().Split('-');
        if (parts.Length is 0 or > 3 || parts[0].Length != 4)
            return false;
        var numbers = new int[3];
        for (var i = 0; i < parts.Length; i++)
        {
            if ((i > 0 && parts[i].Length != 2)
                || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])
                || numbers[i] == 0)
                return false;
        }
        if (numbers[1] > 12 || (numbers[2] > 0 && numbers[2] > DateTime.DaysInMonth(numbers[0], numbers[1])))
            return false;
        date = new PartialDate(numbers[0], parts.Length > 1 ? numbers[1] : null, parts.Length > 2 ? numbers[2] : null);
        return true;
    }

    /// <summary>"2023", "2023-11" or "2023-11-07".</summary>
    public string ToIso() => Precision switch
    {
        DatePrecision.Day => Earliest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DatePrecision.Month => Earliest.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => Earliest.ToString("yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>"2023", "November 2023" or "7 November 2023".</summary>
    public override string ToString() => Precision switch
    {
        DatePrecision.Day => Earliest.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        DatePrecision.Month => Earliest.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => Earliest.ToString("yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>Orders by the first possible day, the vaguer date first among equals.</summary>
    public int CompareTo(PartialDate other)
    {
        var byStart = Earliest.CompareTo(other.Earliest);
        return byStart != 0 ? byStart : other.Latest.CompareTo(Latest);
    }

    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;
}
