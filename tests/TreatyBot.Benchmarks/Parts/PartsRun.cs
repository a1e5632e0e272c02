using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace TreatyBot.Benchmarks.Parts;

/// <summary>Runs the parts and prints one table of ratios: each group's first line is what the others are measured against.</summary>
internal static class PartsRun
{
    private static readonly Type[] Groups = [typeof(AnswerParts), typeof(DocumentParts), typeof(StoreParts)];

    public static int Run(bool isShort, string filter)
    {
        // In this process: a build for each benchmark takes longer than the benchmark.
        var job = (isShort ? Job.ShortRun : Job.MediumRun).WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(BenchmarkDotNet.Loggers.ConsoleLogger.Default).AddFilter(new SimpleFilter(one => $"{one.Descriptor.Type.Name}.{one.Descriptor.WorkloadMethod.Name}".Contains(filter, StringComparison.OrdinalIgnoreCase)));
        var summaries = Groups.Select(group => BenchmarkRunner.Run(group, config)).Where(summary => summary.BenchmarksCases.Length > 0).ToList();
        Console.WriteLine(Table(summaries));
        return summaries.Exists(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
    }

    private static string Table(IEnumerable<Summary> summaries)
    {
        var lines = new List<string> { "", "| part | median | ratio | allocated |", "|---|---|---|---|" };
        foreach (var summary in summaries)
        {
            foreach (var group in summary.Reports.Where(report => report.Success).GroupBy(report => report.BenchmarkCase.Parameters.DisplayInfo))
            {
                var baseline = group.FirstOrDefault(report => report.BenchmarkCase.Descriptor.Baseline)?.ResultStatistics?.Median;
                foreach (var report in group)
                    lines.Add(Line(report, group.Key, baseline));
            }
        }
        return string.Join('\n', lines);
    }

    private static string Line(BenchmarkReport report, string parameters, double? baseline)
    {
        var median = report.ResultStatistics!.Median;
        var allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
        var where = parameters.Length == 0 ? "" : $" {parameters}";
        return string.Create(CultureInfo.InvariantCulture,
            $"| {report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')}{where} | {median / 1e6:0.000} ms | {(baseline is { } one ? median / one : 1):0.00} | {allocated / 1024.0:N1} KB |");
    }
}
