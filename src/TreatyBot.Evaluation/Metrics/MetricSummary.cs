namespace TreatyBot.Evaluation.Metrics;

/// <summary>What is known of one scored question for summing up.</summary>
internal readonly record struct ScoredQuestion(IReadOnlyDictionary<string, double> Scores, IReadOnlyList<string> Tags, double ElapsedMilliseconds);

/// <summary>The metrics of a run as a whole and by tag.</summary>
/// <param name="Overall">By metric name; a metric that applies to no question is absent.</param>
/// <param name="ByTag">Tag, then metric name.</param>
public sealed record MetricSummary(
    IReadOnlyDictionary<string, MetricValue> Overall, IReadOnlyDictionary<string, IReadOnlyDictionary<string, MetricValue>> ByTag)
{
    internal static MetricSummary Of(IReadOnlyList<ScoredQuestion> questions, MetricValue? riskCoverageArea, Bootstrap bootstrap)
    {
        var overall = Sum(questions, bootstrap);
        if (riskCoverageArea is not null)
            overall[MetricCatalogue.RiskCoverageArea] = riskCoverageArea;
        var byTag = new SortedDictionary<string, IReadOnlyDictionary<string, MetricValue>>(StringComparer.Ordinal);
        foreach (var group in questions.SelectMany(question => question.Tags.Distinct().Select(tag => (tag, question))).GroupBy(pair => pair.tag, pair => pair.question))
            byTag[group.Key] = Sum([.. group], bootstrap);
        return new(overall, byTag);
    }

    private static SortedDictionary<string, MetricValue> Sum(IReadOnlyList<ScoredQuestion> questions, Bootstrap bootstrap)
    {
        var sums = new SortedDictionary<string, MetricValue>(StringComparer.Ordinal);
        foreach (var metric in MetricCatalogue.All)
        {
            List<double> values = [];
            foreach (var question in questions)
            {
                if (question.Scores.TryGetValue(metric.Name, out var value))
                    values.Add(value);
            }
            if (bootstrap.Mean(values) is { } mean)
                sums[metric.Name] = mean;
        }
        double[] times = [.. questions.Select(question => question.ElapsedMilliseconds)];
        foreach (var (name, share) in (ReadOnlySpan<(string, double)>)[
            (MetricCatalogue.LatencyP50, 0.5), (MetricCatalogue.LatencyP95, 0.95), (MetricCatalogue.LatencyP99, 0.99)])
        {
            if (bootstrap.Percentile(times, share) is { } time)
                sums[name] = time;
        }
        return sums;
    }
}
