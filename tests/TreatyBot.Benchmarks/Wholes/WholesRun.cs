using System.Globalization;
using TreatyBot.Benchmarks.Load;
using TreatyBot.Benchmarks.Parts;

namespace TreatyBot.Benchmarks.Wholes;

/// <summary>What the program is like from outside.</summary>
internal static class WholesRun
{
    private const int ColdStarts = 7;
    private const int AtOnce = 32;

    public static async Task<int> RunAsync(string? program, int seconds, CancellationToken cancellationToken)
    {
        await using (await SeedStore.OpenAsync())
        {
            // So that the store is there and its corpus ingested.
        }
        var starts = new List<double>();
        for (var i = 0; i <= ColdStarts; i++)
        {
            var took = await ProgramProcess.AskAsync(program, "When was the INF Treaty signed?", cancellationToken);
            // The first one reads the files from disk for all of them.
            if (i > 0)
                starts.Add(took.TotalMilliseconds);
        }
        starts.Sort();

        await using var sink = await ReplySink.StartAsync();
        var length = TimeSpan.FromSeconds(seconds);
        var anew = await MeasureAsync(await ProgramProcess.ServeAsync(program, [.. LoadRun.NoLimits, "--Answering:Cache:Answers", "0"]), sink, length, cancellationToken);
        var again = await MeasureAsync(await ProgramProcess.ServeAsync(program, LoadRun.NoLimits), sink, length, cancellationToken);
        var same = await MeasureAsync(await ProgramProcess.EchoAsync(sink.First), sink, length, cancellationToken);
        var echo = await MeasureAsync(await ProgramProcess.EchoAsync(), sink, length, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            One question from cold, p50 of {ColdStarts}: {starts[ColdStarts / 2]:0} ms.

            | {AtOnce} at once | turns a second | processor time of a turn | memory after the first, under load | of the echo | of the same reply |
            |---|---|---|---|---|---|
            {Line("every answer made anew", anew)}
            {Line("questions asked before", again)}
            {Line($"bare endpoint that sends the same reply ({sink.First!.Length / 1024.0:0.0} KB)", same)}
            {Line("bare endpoint that echoes", echo)}
            """));
        return 0;

        string Line(string name, Whole whole) => string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {whole.PerSecond:N0} | {whole.Processor:0.00} ms | {whole.AtRest:0}, {whole.UnderLoad:0} MB | {whole.PerSecond / echo.PerSecond:P1} | {whole.PerSecond / same.PerSecond:P1} |");
    }

    private static async Task<Whole> MeasureAsync(ProgramProcess started, ReplySink sink, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var process = started;
        using var traffic = await TeamsTraffic.CreateAsync(process.Address, sink);
        await traffic.SendAsync(0, cancellationToken);
        var atRest = process.ResidentMegabytes;
        // Compiles, fills caches, and asks each question once.
        await Mixes.ClosedAsync(traffic, AtOnce, length, cancellationToken);
        var before = process.Processor;
        var (turns, all) = await Mixes.ClosedAsync(traffic, AtOnce, length, cancellationToken);
        return new(turns, (process.Processor - before).TotalMilliseconds / all.Count, atRest, process.ResidentMegabytes);
    }

    private sealed record Whole(double PerSecond, double Processor, double AtRest, double UnderLoad);
}
