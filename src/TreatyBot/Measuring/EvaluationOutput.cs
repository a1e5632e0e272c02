using System.Text;
using TreatyBot.Evaluation.Gates;
using TreatyBot.Evaluation.Reports;
using TreatyBot.Evaluation.Runs;

namespace TreatyBot.Measuring;

/// <summary>Prints the summary of a run or comparison and writes its files.</summary>
internal static class EvaluationOutput
{
    private static readonly UTF8Encoding Utf8 = new(false);

    public static async Task WriteAsync(
        EvaluationRun run, IReadOnlyList<GateResult> gates, string folder, TextWriter output, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await RunFile.WriteAsync(run, Path.Combine(folder, "run.json"), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.md"), MarkdownReport.Write(run), Utf8, cancellationToken);
        await HtmlReport.WriteAsync(run, gates, Path.Combine(folder, "report.html"), cancellationToken);
        await output.WriteLineAsync(MetricTable.Summary(run).ToString());
        await output.WriteLineAsync(MetricTable.ByTag(run).ToString());
        foreach (var gate in gates)
            await output.WriteLineAsync($"{(gate.Holds ? "gate " : "GATE ")}{gate.Message}");
        await output.WriteLineAsync($"{run.Entries.Count} questions in {run.DurationSeconds:0.0} s. Results {run.ResultHash[..12]}; files in {folder}: run.json, report.md, report.html.");
    }

    public static async Task WriteAsync(RunComparison comparison, string folder, TextWriter output, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "comparison.md"), MarkdownReport.Write(comparison), Utf8, cancellationToken);
        await HtmlComparison.WriteAsync(comparison, Path.Combine(folder, "comparison.html"), cancellationToken);
        await output.WriteLineAsync(MetricTable.Comparison(comparison).ToString());
        await output.WriteLineAsync($"Every question that flipped stands in {folder}: comparison.md, comparison.html.");
    }
}
