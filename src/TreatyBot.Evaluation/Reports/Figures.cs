using System.Globalization;
using TreatyBot.Evaluation.Metrics;

namespace TreatyBot.Evaluation.Reports;

/// <summary>How reports write figures: shares in per cent with one decimal, times with as many as tell something.</summary>
internal static class Figures
{
    public static string Show(double value, MetricUnit unit) => unit == MetricUnit.Share
        ? Format(value * 100, "0.0") + " %"
        : Format(value, value < 10 ? "0.00" : value < 1000 ? "0.0" : "0") + " ms";

    /// <summary>"71.0 – 80.7 %": the unit once, for narrow screens.</summary>
    public static string Interval(MetricValue value, MetricUnit unit) => $"{Show(value.Low, unit).Split(' ')[0]} – {Show(value.High, unit)}";

    public static string Signed(double value, MetricUnit unit) =>
        unit == MetricUnit.Share ? Format(value * 100, "+0.0;−0.0;0.0") : Format(value, "+0.00;−0.00;0.00") + " ms";

    public static string SignedInterval(MetricValue value, MetricUnit unit) => $"{Signed(value.Low, unit)} to {Signed(value.High, unit)}";

    public static string ShareOrNone(double? value) => value is { } share ? Show(share, MetricUnit.Share) : "–";

    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
