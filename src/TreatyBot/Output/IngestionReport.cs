using System.Globalization;
using TreatyBot.Corpus;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Output;

/// <summary>Shows an ingestion run: how far it is and how quickly it goes, then what became of each file that is not simply unchanged.</summary>
internal static class IngestionReport
{
    /// <summary>Brings the corpus in line before a question; silent when nothing was to be done.</summary>
    public static async Task EnsureCorpusAsync(CorpusReadiness readiness, TextWriter error, CancellationToken cancellationToken)
    {
        if (await ShowAsync(progress => readiness.EnsureAsync(progress, cancellationToken), error) is not { } summary)
            return;
        var changed = summary.Results.Count - summary.Count(IngestionOutcome.Unchanged) - summary.Count(IngestionOutcome.Skipped);
        if (changed > 0 || summary.Notes.Count > 0)
            Write(summary, error);
    }

    public static async Task<T> ShowAsync<T>(Func<IProgress<IngestionProgress>, Task<T>> work, TextWriter error)
    {
        var bar = new IngestionProgressBar(error, Terminal.IsTerminal(error), TimeProvider.System);
        try
        {
            return await work(bar);
        }
        finally
        {
            bar.Clear();
        }
    }

    public static void Write(IngestionSummary summary, TextWriter output)
    {
        foreach (var note in summary.Notes)
            output.WriteLine(note);
        foreach (var result in summary.Results)
        {
            if (result.Outcome is IngestionOutcome.Failed or IngestionOutcome.Removed)
                output.WriteLine($"{result.Outcome.ToString().ToLowerInvariant()}: {result.Path}{(result.Reason is null ? "" : $": {result.Reason}")}");
            foreach (var warning in result.Warnings)
                output.WriteLine($"warning: {result.Path}: {warning}");
        }
        var counts = Enum.GetValues<IngestionOutcome>()
            .Where(outcome => summary.Count(outcome) > 0)
            .Select(outcome => $"{summary.Count(outcome)} {outcome.ToString().ToLowerInvariant()}");
        var seconds = summary.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        output.WriteLine($"Ingested in {seconds} s: {string.Join(", ", counts)}; {summary.VectorsMade} vectors made.");
    }
}
