using System.Globalization;
using TreatyBot.Evaluation.Runs;

namespace TreatyBot.Evaluation.Reports;

/// <summary>What a reader must know of a run before its figures.</summary>
internal sealed record RunFacts(string Label, string Value)
{
    public static IEnumerable<RunFacts> Of(EvaluationRun run)
    {
        yield return new("Started", run.StartedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        yield return new("Took", string.Create(CultureInfo.InvariantCulture, $"{run.DurationSeconds:0.0} s"));
        foreach (var set in run.Sets)
            yield return new("Set", string.Create(CultureInfo.InvariantCulture, $"{set.Name}, {set.Questions:N0} questions{(set.Problems.Count > 0 ? $", {set.Problems.Count} lines left out" : "")}"));
        yield return new("Corpus", run.CorpusHash is { } hash ? hash[..Math.Min(12, hash.Length)] : "not recorded");
        yield return new("As of", run.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "the day of the run");
        yield return new("Citation judge", run.Judge);
        foreach (var (use, model) in run.Models.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return new($"Model for {use}", model);
        foreach (var (name, prompt) in run.Prompts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return new($"Prompt {name}", prompt[..Math.Min(12, prompt.Length)]);
        yield return new("Results", run.ResultHash[..Math.Min(12, run.ResultHash.Length)]);
    }
}
