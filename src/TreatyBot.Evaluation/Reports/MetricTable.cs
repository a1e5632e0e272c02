using System.Globalization;
using System.Text;
using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.Runs;

namespace TreatyBot.Evaluation.Reports;

/// <summary>A table of plain cells, for a terminal or a page to set as it likes. The first column is text, the others are figures.</summary>
public sealed record MetricTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private static readonly string[] TagMetrics =
        [MetricCatalogue.Correct, MetricCatalogue.Right, MetricCatalogue.RightCited, MetricCatalogue.FalseAnswers, MetricCatalogue.FalseRefusals, MetricCatalogue.HitAt1];

    public static MetricTable Summary(EvaluationRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new("Metrics", ["Metric", "Value", "95 % interval", "Questions"],
            [.. MetricCatalogue.All
                .Where(metric => run.Metrics.Overall.ContainsKey(metric.Name))
                .Select(metric => (metric, value: run.Metrics.Overall[metric.Name]))
                .Select(row => (IReadOnlyList<string>)[row.metric.Label, Figures.Show(row.value.Value, row.metric.Unit), Figures.Interval(row.value, row.metric.Unit), Figures.Count(row.value.Count)])]);
    }

    /// <summary>Tags with the most questions first.</summary>
    public static MetricTable ByTag(EvaluationRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var metrics = TagMetrics.Select(name => MetricCatalogue.Find(name)!).ToList();
        return new("By tag", ["Tag", "Questions", .. metrics.Select(metric => metric.Label)],
            [.. run.Metrics.ByTag
                .OrderByDescending(tag => tag.Value[MetricCatalogue.Correct].Count).ThenBy(tag => tag.Key, StringComparer.Ordinal)
                .Select(tag => (IReadOnlyList<string>)
                [
                    tag.Key,
                    Figures.Count(tag.Value[MetricCatalogue.Correct].Count),
                    .. metrics.Select(metric => tag.Value.TryGetValue(metric.Name, out var value) ? Figures.Show(value.Value, metric.Unit) : "–"),
                ])]);
    }

    /// <summary>A difference whose interval leaves out zero is marked with *.</summary>
    public static MetricTable Comparison(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new("Differences", ["Metric", "A", "B", "B − A", "95 % interval", "Questions"],
            [.. comparison.Metrics.Select(row => (IReadOnlyList<string>)
            [
                row.Metric.Label, Figures.Show(row.A, row.Metric.Unit), Figures.Show(row.B, row.Metric.Unit),
                Figures.Signed(row.Difference.Value, row.Metric.Unit) + (row.IsClear ? " *" : ""),
                Figures.SignedInterval(row.Difference, row.Metric.Unit), Figures.Count(row.Difference.Count),
            ])]);
    }

    public static MetricTable Calibration(Calibration.Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var (before, after) = (calibration.Before, calibration.After);
        return new($"Threshold {calibration.Threshold.ToString("0.####", CultureInfo.InvariantCulture)} for at most {Figures.Show(calibration.WantedFalseAnswerRate, MetricUnit.Share)} false answers",
            ["", "As run", "With the threshold"],
            [
                ["False answers", Figures.ShareOrNone(before.FalseAnswerRate), Figures.ShareOrNone(after.FalseAnswerRate)],
                ["False refusals", Figures.ShareOrNone(before.FalseRefusalRate), Figures.ShareOrNone(after.FalseRefusalRate)],
                ["Questions answered", Figures.ShareOrNone(before.Answered), Figures.ShareOrNone(after.Answered)],
                ["Right answers lost", "", Figures.Count(calibration.RightAnswersLost)],
                ["Wrong answers avoided", "", Figures.Count(calibration.WrongAnswersAvoided)],
            ]);
    }

    /// <summary>The table in fixed width, figures to the right.</summary>
    public override string ToString()
    {
        List<int> widths = [.. Columns.Select((column, i) => Rows.Select(row => row[i].Length).Append(column.Length).Max())];
        var text = new StringBuilder(Title).Append('\n');
        AppendRow(Columns);
        text.Append(string.Join("  ", widths.Select(width => new string('─', width)))).Append('\n');
        foreach (var row in Rows)
            AppendRow(row);
        return text.ToString();

        void AppendRow(IReadOnlyList<string> row) =>
            text.Append(string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd()).Append('\n');
    }
}
