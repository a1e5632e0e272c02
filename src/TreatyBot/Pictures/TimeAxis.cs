using TreatyBot.Knowledge.Treaties;
using static TreatyBot.Pictures.TimelineMeasures;

namespace TreatyBot.Pictures;

/// <summary>Days to pixels.</summary>
internal sealed class TimeAxis
{
    private const float Inset = 30;
    private const float NarrowestTick = 84;
    private static readonly int[] Steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];

    private readonly double _first;
    private readonly double _scale;

    public TimeAxis(IReadOnlyCollection<PartialDate> dates)
    {
        var from = dates.Min(date => date.Year);
        var to = Math.Min(dates.Max(date => date.Year) + 1, DateOnly.MaxValue.Year);
        // A single year would make days look like months.
        if (to - from < 3)
            (from, to) = (Math.Max(1, from - 1), Math.Min(to + 1, DateOnly.MaxValue.Year));
        _first = new DateOnly(from, 1, 1).DayNumber;
        _scale = (Width - (2 * (Margin + Inset))) / (new DateOnly(to, 1, 1).DayNumber - _first);
        var step = Steps.FirstOrDefault(candidate => candidate * 365.25 * _scale >= NarrowestTick, Steps[^1]);
        Ticks = [.. Enumerable.Range(from, to - from + 1).Where(year => year % step == 0)
            .Select(year => new YearTick(X(new DateOnly(year, 1, 1)), year.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    public IReadOnlyList<YearTick> Ticks { get; }

    public (float From, float To) Span(PartialDate date) => date.Precision == DatePrecision.Day
        ? (X(date.Earliest), X(date.Earliest))
        : (X(date.Earliest), X(date.Latest));

    private float X(DateOnly day) => (float)(Margin + Inset + ((day.DayNumber - _first) * _scale));
}
