using System.Globalization;
using System.Text.RegularExpressions;
using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.Runs;

namespace TreatyBot.Evaluation.Gates;

/// <summary>
/// A bound a run must keep: <c>citation_precision&gt;=0.98</c>, <c>false_answers&lt;=3%</c>, <c>latency_p99_ms&lt;80</c>, or for one tag
/// <c>correct[follow_up]&gt;=0.9</c>.
/// </summary>
public sealed partial record GateExpression(string Metric, string? Tag, string Comparison, double Bound)
{
    /// <exception cref="FormatException">The message says what was expected and lists the metrics.</exception>
    public static GateExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = Form().Match(text);
        if (!match.Success
            || !double.TryParse(match.Groups["bound"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var bound))
            throw new FormatException($"The gate \"{text}\" cannot be read. Write METRIC>=NUMBER, for example citation_precision>=0.98; known comparisons are >=, >, <=, < and ==.");
        var metric = match.Groups["metric"].Value;
        if (MetricCatalogue.Find(metric) is null)
            throw new FormatException($"The gate \"{text}\" names an unknown metric \"{metric}\". Known are {string.Join(", ", MetricCatalogue.All.Select(m => m.Name))}.");
        var tag = match.Groups["tag"] is { Success: true } group ? group.Value.Trim() : null;
        return new(metric, tag, match.Groups["op"].Value, match.Groups["percent"].Success ? bound / 100 : bound);
    }

    /// <summary>A metric that applies to no question of the run fails its gate: a bound that nothing is measured against guards nothing.</summary>
    public GateResult Check(EvaluationRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var metrics = Tag is null ? run.Metrics.Overall : run.Metrics.ByTag.GetValueOrDefault(Tag);
        if (metrics is null || !metrics.TryGetValue(Metric, out var value))
            return new(this, false, null, $"{this}: no question of the run has this metric.");
        var holds = Comparison switch
        {
            ">=" => value.Value >= Bound,
            ">" => value.Value > Bound,
            "<=" => value.Value <= Bound,
            "<" => value.Value < Bound,
            _ => value.Value == Bound,
        };
        return new(this, holds, value, string.Create(CultureInfo.InvariantCulture,
            $"{this}: {(holds ? "holds" : "fell short")}, {value.Value:0.####} over {value.Count} questions (95 % interval {value.Low:0.####} to {value.High:0.####})."));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Metric}{(Tag is null ? "" : $"[{Tag}]")}{Comparison}{Bound:0.######}");

    [GeneratedRegex(@"^\s*(?<metric>\w+)\s*(?:\[(?<tag>[^\]]+)\])?\s*(?<op>>=|<=|==|>|<)\s*(?<bound>\d+(?:\.\d+)?)\s*(?<percent>%)?\s*$")]
    private static partial Regex Form();
}

/// <param name="Message">One line for the terminal.</param>
public sealed record GateResult(GateExpression Gate, bool Holds, MetricValue? Value, string Message);
