using System.Globalization;
using System.Text;
using TreatyBot.Evaluation.Calibration;
using TreatyBot.Evaluation.Metrics;

namespace TreatyBot.Evaluation.Reports;

/// <summary>
/// The plots, as inline SVG that takes its colours from the page. Drawn 360 wide: the width of a phone, so that labels stay readable.
/// </summary>
internal static class SvgPlots
{
    private const double Width = 360, Height = 230, Left = 42, Right = 348, Top = 14, Bottom = 188;

    // A polyline of more points than the plot has pixels only makes the page heavier.
    private const int MostPoints = 300;

    private static readonly double[] RoundSteps = [0.01, 0.02, 0.05, 0.1, 0.2];

    public static void RiskCoverage(RiskCoverageCurve curve, TextWriter page)
    {
        if (curve.Points.Count == 0)
            return;
        var highest = curve.Points.Max(point => point.Risk);
        var step = RoundSteps.First(step => step * 5 >= highest);
        var top = step * Math.Max(1, Math.Ceiling((highest / step) - 1e-9));
        var area = curve.Area is { } value ? Figures.Show(value, MetricUnit.Share) : "–";
        Open(page, "Risk over coverage", $"Share of wrong answers when the least certain are refused; area {area}");
        Grid(page, [.. Steps(0, 1, 4)], X, share => Figures.Format(share * 100, "0"), "questions answered, %", vertical: false);
        Grid(page, [.. Steps(0, top, (int)Math.Round(top / step))], Y, share => Figures.Format(share * 100, "0"), "wrong, %", vertical: true);
        var line = new StringBuilder();
        var stride = Math.Max(1, curve.Points.Count / MostPoints);
        for (var i = 0; i < curve.Points.Count; i++)
        {
            if (i % stride == 0 || i == curve.Points.Count - 1)
                line.Append(N(X(curve.Points[i].Coverage))).Append(',').Append(N(Y(curve.Points[i].Risk))).Append(' ');
        }
        page.Write($"<polyline class=\"line\" points=\"{line}\"/>");
        var end = curve.Points[^1];
        page.Write($"<circle class=\"dot\" cx=\"{N(X(end.Coverage))}\" cy=\"{N(Y(end.Risk))}\" r=\"3.5\"/>");
        Close(page);

        double X(double share) => Left + (share * (Right - Left));
        double Y(double risk) => Bottom - (risk / top * (Bottom - Top));
    }

    /// <summary>How many questions took how long, over a logarithmic axis, with the percentiles marked.</summary>
    public static void Latency(IReadOnlyList<double> milliseconds, TextWriter page)
    {
        if (milliseconds.Count == 0)
            return;
        double[] sorted = [.. milliseconds.Select(time => Math.Max(time, 0.01)).Order()];
        // Whole decades read best, unless all times lie in a part of one.
        var low = Math.Floor(Math.Log10(sorted[0]) * 2) / 2;
        var high = Math.Max(low + 0.5, Math.Ceiling(Math.Log10(sorted[^1]) * 2) / 2);
        const int Bars = 40;
        var counts = new int[Bars];
        foreach (var time in sorted)
            counts[Math.Clamp((int)((Math.Log10(time) - low) / (high - low) * Bars), 0, Bars - 1)]++;
        Open(page, "Latency", "How many questions took how long; dashed are the percentiles");
        Grid(page, [.. Ticks(low, high)], X, time => Figures.Format(time, "0.###"), "milliseconds", vertical: false);
        Grid(page, [0, counts.Max()], Y, count => Figures.Format(count, "0"), "questions", vertical: true);
        for (var i = 0; i < Bars; i++)
        {
            if (counts[i] == 0)
                continue;
            var x = Left + (i * (Right - Left) / Bars);
            page.Write($"<rect class=\"bar\" x=\"{N(x + 0.5)}\" y=\"{N(Y(counts[i]))}\" width=\"{N(((Right - Left) / Bars) - 1)}\" height=\"{N(Bottom - Y(counts[i]))}\"/>");
        }
        var row = 0;
        foreach (var share in (ReadOnlySpan<double>)[0.5, 0.95, 0.99])
        {
            var time = sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
            var x = X(time);
            var anchor = x > (Left + Right) / 2 ? "end" : "start";
            page.Write($"<line class=\"mark\" x1=\"{N(x)}\" x2=\"{N(x)}\" y1=\"{N(Top)}\" y2=\"{N(Bottom)}\"/>");
            page.Write($"<text class=\"label\" text-anchor=\"{anchor}\" x=\"{N(x + (anchor == "end" ? -3 : 3))}\" y=\"{N(Top + 9 + (row++ * 12))}\">p{Figures.Format(share * 100, "0")} {Figures.Show(time, MetricUnit.Milliseconds)}</text>");
        }
        Close(page);

        double X(double time) => Left + ((Math.Log10(time) - low) / (high - low) * (Right - Left));
        double Y(double count) => Bottom - (count / counts.Max() * (Bottom - Top - 40));
    }

    /// <summary>Correctness of every tag with its interval, worst first, so that what needs work stands on top.</summary>
    public static void ScoresByTag(MetricSummary metrics, TextWriter page)
    {
        var tags = metrics.ByTag.Select(tag => (tag.Key, Value: tag.Value[MetricCatalogue.Correct])).OrderBy(tag => tag.Value.Value).ThenBy(tag => tag.Key, StringComparer.Ordinal).ToList();
        if (tags.Count == 0)
            return;
        page.Write("<section><h2>Correct by tag</h2><table class=\"bars\"><tbody>");
        foreach (var (tag, value) in tags)
        {
            page.Write($"<tr><th scope=\"row\">{HtmlPage.Escape(tag)} <small>{Figures.Count(value.Count)}</small></th><td class=\"plot\">");
            page.Write($"<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"100\" height=\"10\"/><rect class=\"bar\" width=\"{N(value.Value * 100)}\" height=\"10\"/>");
            page.Write($"<rect class=\"whisker\" x=\"{N(value.Low * 100)}\" y=\"4\" width=\"{N((value.High - value.Low) * 100)}\" height=\"2\"/></svg></td><td>{Figures.Show(value.Value, MetricUnit.Share)}</td></tr>");
        }
        page.Write("</tbody></table></section>");
    }

    private static void Open(TextWriter page, string title, string caption) =>
        page.Write($"<figure><figcaption><b>{HtmlPage.Escape(title)}</b><br>{HtmlPage.Escape(caption)}</figcaption><svg viewBox=\"0 0 {N(Width)} {N(Height)}\" role=\"img\" aria-label=\"{HtmlPage.Escape(title)}\">");

    private static void Close(TextWriter page) => page.Write("</svg></figure>");

    private static void Grid(TextWriter page, double[] ticks, Func<double, double> place, Func<double, string> label, string axis, bool vertical)
    {
        foreach (var tick in ticks)
        {
            var at = N(place(tick));
            page.Write(vertical
                ? $"<line class=\"grid\" x1=\"{N(Left)}\" x2=\"{N(Right)}\" y1=\"{at}\" y2=\"{at}\"/><text text-anchor=\"end\" x=\"{N(Left - 5)}\" y=\"{N(place(tick) + 4)}\">{label(tick)}</text>"
                : $"<line class=\"grid\" y1=\"{N(Top)}\" y2=\"{N(Bottom)}\" x1=\"{at}\" x2=\"{at}\"/><text text-anchor=\"middle\" x=\"{at}\" y=\"{N(Bottom + 15)}\">{label(tick)}</text>");
        }
        page.Write(vertical
            ? $"<text text-anchor=\"middle\" transform=\"translate(10 {N((Top + Bottom) / 2)}) rotate(-90)\">{HtmlPage.Escape(axis)}</text>"
            : $"<text text-anchor=\"middle\" x=\"{N((Left + Right) / 2)}\" y=\"{N(Bottom + 33)}\">{HtmlPage.Escape(axis)}</text>");
    }

    private static IEnumerable<double> Steps(double from, double to, int count) =>
        Enumerable.Range(0, count + 1).Select(i => from + ((to - from) * i / count));

    // 1, 3, 10, 30 … between the ends.
    private static IEnumerable<double> Ticks(double low, double high)
    {
        for (var half = (int)Math.Round(low * 2); half <= (int)Math.Round(high * 2); half++)
            yield return Math.Pow(10, Math.Floor(half / 2.0)) * (half % 2 == 0 ? 1 : 3);
    }

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
