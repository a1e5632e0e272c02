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
        double atRest, underLoad, turns, spent, bare, barest;
        await using (var served = await ProgramProcess.ServeAsync(program, LoadRun.NoLimits))
        {
            using var traffic = await TeamsTraffic.CreateAsync(served.Address, sink);
            await traffic.SendAsync(0, cancellationToken);
            atRest = served.ResidentMegabytes;
            await Mixes.ClosedAsync(traffic, AtOnce, TimeSpan.FromSeconds(Math.Max(3, seconds / 4)), cancellationToken);
            var before = served.Processor;
            (turns, var all) = await Mixes.ClosedAsync(traffic, AtOnce, TimeSpan.FromSeconds(seconds), cancellationToken);
            spent = (served.Processor - before).TotalMilliseconds / all.Count;
            underLoad = served.ResidentMegabytes;
        }
        await using (var echo = await ProgramProcess.EchoAsync())
        {
            using var traffic = await TeamsTraffic.CreateAsync(echo.Address, sink);
            await Mixes.ClosedAsync(traffic, AtOnce, TimeSpan.FromSeconds(Math.Max(3, seconds / 4)), cancellationToken);
            (bare, _) = await Mixes.ClosedAsync(traffic, AtOnce, TimeSpan.FromSeconds(seconds), cancellationToken);
            barest = echo.ResidentMegabytes;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            | whole | measured | beside |
            |---|---|---|
            | one question from cold, p50 of {ColdStarts} | {starts[ColdStarts / 2]:0} ms | |
            | memory after the first answer | {atRest:0} MB | |
            | memory under load | {underLoad:0} MB | bare endpoint {barest:0} MB |
            | processor time of a turn | {spent:0.0} ms | |
            | answered turns a second, {AtOnce} at once | {turns:0} | {turns / bare:P0} of the bare endpoint's {bare:0} |
            """));
        return 0;
    }
}
