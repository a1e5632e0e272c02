using System.Globalization;
using TreatyBot.Benchmarks.Parts;
using TreatyBot.Benchmarks.Wholes;

namespace TreatyBot.Benchmarks.Load;

/// <summary>The mixes, one after the other, on one host.</summary>
internal static class LoadRun
{
    private const double SteadyShare = 0.3;
    private const int BurstFactor = 20;

    /// <summary>What keeps one user from asking too often would hide what the host can do.</summary>
    public static readonly string[] NoLimits = ["--Channels:Limits:MessagesPerUser", "100000", "--Channels:Limits:MessagesPerConversation", "100000"];

    public static async Task<int> RunAsync(string? program, int seconds, CancellationToken cancellationToken)
    {
        await using (await SeedStore.OpenAsync())
        {
            // So that the store is there and its corpus ingested.
        }
        await using var sink = await ReplySink.StartAsync();
        await using var served = await ProgramProcess.ServeAsync(program, NoLimits);
        using var traffic = await TeamsTraffic.CreateAsync(served.Address, sink);
        var length = TimeSpan.FromSeconds(seconds);
        await Mixes.ClosedAsync(traffic, 16, TimeSpan.FromSeconds(5), cancellationToken);
        var (most, _) = await Mixes.ClosedAsync(traffic, 16, TimeSpan.FromSeconds(5), cancellationToken);
        var steady = most * SteadyShare;
        var before = served.ResidentMegabytes;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{most:0} turns a second at most; steady is {steady:0} of them.\n\n| mix | asked | answered | refused kindly | neither | wait p50 / p95 / p99 |\n|---|---|---|---|---|---|"));

        Console.WriteLine(Mixes.Line("steady", await Mixes.OpenAsync(traffic, steady, length, cancellationToken)));
        Console.WriteLine(Mixes.Line($"burst of {BurstFactor}×, 3 s", await Mixes.OpenAsync(traffic, steady * BurstFactor, TimeSpan.FromSeconds(3), cancellationToken)));
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            var slow = Enumerable.Range(0, 200).Select(_ => traffic.DripAsync(stop.Token)).ToList();
            Console.WriteLine(Mixes.Line("steady beside 200 clients that drip", await Mixes.OpenAsync(traffic, steady, length, cancellationToken)));
            await stop.CancelAsync();
            await Task.WhenAll(slow);
        }
        var many = await Task.WhenAll(Enumerable.Range(0, 100).Select(async user =>
        {
            var turns = new List<TurnResult>();
            for (var i = 0; i < 100; i++)
                turns.Add(await traffic.SendAsync(100_000 + user * 100 + i, cancellationToken));
            return turns;
        }));
        Console.WriteLine(Mixes.Line("10,000 conversations, 100 at once", [.. many.SelectMany(turns => turns)]));
        Console.WriteLine(Mixes.Line("1,000 at once: four times the queue", await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => traffic.SendAsync(300_000 + i, cancellationToken)))));
        await FairnessAsync(traffic, length, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nMemory {before:0} MB before, {served.ResidentMegabytes:0} MB after."));
        return 0;
    }

    // Twenty users who ask every two seconds, beside one conversation in which eight questions always wait.
    private static async Task FairnessAsync(TeamsTraffic traffic, TimeSpan length, CancellationToken cancellationToken)
    {
        const int Users = 20;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var alone = await Mixes.OpenAsync(traffic, Users / 2, length, cancellationToken, first: 400_000, conversations: Users);
        var greedy = Enumerable.Range(0, 8).Select(async _ =>
        {
            var turns = new List<TurnResult>();
            while (!stop.IsCancellationRequested)
                turns.Add(await traffic.SendAsync(500_001, cancellationToken));
            return turns;
        }).ToList();
        var beside = await Mixes.OpenAsync(traffic, Users / 2, length, cancellationToken, first: 600_000, conversations: Users);
        await stop.CancelAsync();
        Console.WriteLine(Mixes.Line($"{Users} conversations by themselves", alone));
        Console.WriteLine(Mixes.Line($"{Users} conversations, beside one with 8 always waiting", beside));
        Console.WriteLine(Mixes.Line("the one, held to the channel's rate", [.. (await Task.WhenAll(greedy)).SelectMany(turns => turns)]));
    }
}
