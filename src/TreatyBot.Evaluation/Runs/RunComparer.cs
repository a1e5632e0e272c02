using System.Globalization;
using TreatyBot.Evaluation.Metrics;

namespace TreatyBot.Evaluation.Runs;

/// <summary>Compares two runs question by question. Questions are the same when their set's name, id, text and history are.</summary>
public static class RunComparer
{
    public static RunComparison Compare(EvaluationRun a, EvaluationRun b, Bootstrap? bootstrap = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        bootstrap ??= new Bootstrap();
        var ofB = b.Entries.ToDictionary(Key);
        List<(RunEntry A, RunEntry B)> pairs = [.. a.Entries
            .Select(entry => (A: entry, B: ofB.GetValueOrDefault(Key(entry))))
            .Where(pair => pair.B is not null)
            .Select(pair => (pair.A, pair.B!))];
        return new RunComparison
        {
            A = a,
            B = b,
            QuestionsInBoth = pairs.Count,
            OnlyInA = a.Entries.Count - pairs.Count,
            OnlyInB = b.Entries.Count - pairs.Count,
            Metrics = [.. Differences(pairs, bootstrap)],
            Flips = [.. pairs.Where(pair => pair.A.IsCorrect != pair.B.IsCorrect).Select(pair => new Flip(pair.A, pair.B)).OrderByDescending(flip => flip.IsLoss)],
            Circumstances = [.. Circumstances(a, b)],
        };
    }

    private static IEnumerable<MetricDifference> Differences(List<(RunEntry A, RunEntry B)> pairs, Bootstrap bootstrap)
    {
        foreach (var metric in MetricCatalogue.All.Where(metric => metric.Unit == MetricUnit.Share))
        {
            var difference = Difference(metric, pairs, entry => entry.Scores.TryGetValue(metric.Name, out var value) ? value : null, bootstrap);
            if (difference is not null)
                yield return difference;
        }
        // Percentiles cannot be paired by question; the mean time can.
        var time = new MetricDefinition("latency_mean_ms", "Latency, mean", MetricUnit.Milliseconds, false, "Mean time of the questions in both runs");
        if (Difference(time, pairs, entry => entry.ElapsedMilliseconds, bootstrap) is { } elapsed)
            yield return elapsed;
    }

    private static MetricDifference? Difference(
        MetricDefinition metric, List<(RunEntry A, RunEntry B)> pairs, Func<RunEntry, double?> value, Bootstrap bootstrap)
    {
        List<(double A, double B)> values = [.. pairs
            .Select(pair => (A: value(pair.A), B: value(pair.B)))
            .Where(pair => pair is { A: not null, B: not null })
            .Select(pair => (pair.A!.Value, pair.B!.Value))];
        return bootstrap.Mean([.. values.Select(pair => pair.B - pair.A)]) is { } difference
            ? new(metric, values.Average(pair => pair.A), values.Average(pair => pair.B), difference)
            : null;
    }

    private static IEnumerable<string> Circumstances(EvaluationRun a, EvaluationRun b)
    {
        if (a.CorpusHash != b.CorpusHash)
            yield return $"The corpus differs: {Short(a.CorpusHash)} and {Short(b.CorpusHash)}.";
        if (a.Judge != b.Judge)
            yield return $"The judges of citations differ: {a.Judge} and {b.Judge}.";
        if (a.AsOf != b.AsOf)
            yield return $"The day asked for differs: {Day(a.AsOf)} and {Day(b.AsOf)}.";
        foreach (var set in a.Sets.Join(b.Sets, set => set.Name, set => set.Name, (x, y) => (x, y)).Where(pair => pair.x.ContentHash != pair.y.ContentHash))
            yield return $"The set {set.x.Name} differs: {Short(set.x.ContentHash)} and {Short(set.y.ContentHash)}.";
        foreach (var line in Unequal("setting", a.Configuration, b.Configuration)
            .Concat(Unequal("model", a.Models, b.Models)).Concat(Unequal("prompt", a.Prompts, b.Prompts)))
            yield return line;
    }

    private static IEnumerable<string> Unequal(string kind, IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Keys.Union(b.Keys).Order(StringComparer.Ordinal)
            .Where(key => a.GetValueOrDefault(key) != b.GetValueOrDefault(key))
            .Select(key => $"The {kind} {key} differs: {a.GetValueOrDefault(key) ?? "none"} and {b.GetValueOrDefault(key) ?? "none"}.");

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "that of the run";

    private static string Short(string? hash) => hash is { Length: > 12 } ? hash[..12] : hash ?? "none";

    private static (string, string, string, string) Key(RunEntry entry) =>
        (entry.Set, entry.Expected.Id, entry.Expected.Question, string.Join('\n', entry.Expected.History));
}
