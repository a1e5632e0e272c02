using System.Globalization;
using TreatyBot.Benchmarks.Parts;
using TreatyBot.Benchmarks.Wholes;

namespace TreatyBot.Benchmarks.Load;

/// <summary>The mixes, one after the other, each channel on a host of its own. Fails when somebody was left without a word, or told twice.</summary>
internal static class LoadRun
{
    private const double SteadyShare = 0.3;
    private const int BurstFactor = 20;

    /// <summary>So few that most ask several times within the burst.</summary>
    private const int BurstConversations = 2_000;

    /// <summary>What Slack documents as several hundred a minute.</summary>
    private const int WorkspaceMessages = 300;

    /// <summary>What keeps one user from asking too often would hide what the host can do.</summary>
    public static readonly string[] NoLimits = ["--Channels:Limits:MessagesPerUser", "100000", "--Channels:Limits:MessagesPerConversation", "100000"];

    public static async Task<int> RunAsync(string? program, string channel, int seconds, CancellationToken cancellationToken)
    {
        await using (await SeedStore.OpenAsync())
        {
            // So that the store is there and its corpus ingested.
        }
        var isGood = true;
        var length = TimeSpan.FromSeconds(seconds);
        if (channel != "slack")
            isGood &= await TeamsAsync(program, length, cancellationToken);
        if (channel != "teams")
            isGood &= await SlackAsync(program, length, cancellationToken);
        if (!isGood)
            Console.WriteLine("\nSomebody was left without a word, or told the same twice.");
        return isGood ? 0 : 1;
    }

    private static async Task<bool> TeamsAsync(string? program, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var sink = await ReplySink.StartAsync();
        await using var served = await ProgramProcess.ServeAsync(program, NoLimits);
        using var traffic = await TeamsTraffic.CreateAsync(served.Address, sink);
        var mixes = new MixTable(traffic, "as Teams sends them");
        var before = await MixesAsync(mixes, served, length, cancellationToken);
        // One user who asks in one chat.
        await FairnessAsync(mixes, greedy: 500_002, "a chat in which 8 questions always wait", length, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nMemory {before:0} MB before, {served.ResidentMegabytes:0} MB after."));
        return mixes.IsGood;
    }

    private static async Task<bool> SlackAsync(string? program, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var sink = await SlackSink.StartAsync();
        await using var served = await ProgramProcess.ServeAsync(program, [.. NoLimits, .. SlackTraffic.Settings(sink)]);
        using var traffic = await SlackTraffic.CreateAsync(served.Address, sink);
        var mixes = new MixTable(traffic, "as Slack sends them");
        var before = await MixesAsync(mixes, served, length, cancellationToken);
        await FairnessAsync(mixes, greedy: 500_503, "a channel in which 8 threads always wait", length, cancellationToken);
        sink.HoldWorkspace(WorkspaceMessages);
        await mixes.RunAsync($"3 a second, the workspace held to {WorkspaceMessages} messages a minute", () => Mixes.OpenAsync(traffic, 3, length, cancellationToken, first: 700_000));
        await mixes.RunAsync("the same, 200 a second for 3 s", () => Mixes.OpenAsync(traffic, 200, TimeSpan.FromSeconds(3), cancellationToken, first: 800_000), settles: TimeSpan.FromSeconds(150));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nMemory {before:0} MB before, {served.ResidentMegabytes:0} MB after. Told to wait by 429: {sink.Limited:N0} calls. {sink.Calls}."));
        return mixes.IsGood;
    }

    private static async Task<double> MixesAsync(MixTable mixes, ProgramProcess served, TimeSpan length, CancellationToken cancellationToken)
    {
        var traffic = mixes.Traffic;
        // So that every question was asked before: what an answer made anew costs is measured elsewhere.
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async user =>
        {
            for (var i = user; i < traffic.Questions; i += 16)
                await traffic.SendAsync(20_000 + i, cancellationToken);
        }));
        await Mixes.ClosedAsync(traffic, 16, TimeSpan.FromSeconds(2), cancellationToken);
        var (most, _) = await Mixes.ClosedAsync(traffic, 16, TimeSpan.FromSeconds(5), cancellationToken);
        var steady = most * SteadyShare;
        var before = served.ResidentMegabytes;
        mixes.Begin(string.Create(CultureInfo.InvariantCulture, $"{most:0} turns a second at most; steady is {steady:0} of them."));
        await mixes.RunAsync("steady", () => Mixes.OpenAsync(traffic, steady, length, cancellationToken));
        await mixes.RunAsync($"burst of {BurstFactor}×, 3 s", () => Mixes.OpenAsync(traffic, steady * BurstFactor, TimeSpan.FromSeconds(3), cancellationToken, first: 30_000, conversations: BurstConversations));
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            var slow = Enumerable.Range(0, 200).Select(_ => traffic.DripAsync(stop.Token)).ToList();
            await mixes.RunAsync("steady beside 200 clients that drip", () => Mixes.OpenAsync(traffic, steady, length, cancellationToken));
            await stop.CancelAsync();
            await Task.WhenAll(slow);
        }
        await mixes.RunAsync("10,000 conversations, 100 at once", async () =>
        {
            var all = await Task.WhenAll(Enumerable.Range(0, 100).Select(async user =>
            {
                var turns = new List<TurnResult>();
                for (var i = 0; i < 100; i++)
                    turns.Add(await traffic.SendAsync(100_000 + i * 100 + user, cancellationToken));
                return turns;
            }));
            return [.. all.SelectMany(turns => turns)];
        });
        await mixes.RunAsync("1,000 at once: four times the queue", async () => [.. await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => traffic.SendAsync(300_000 + i, cancellationToken)))]);
        return before;
    }

    // Twenty users who ask every two seconds, beside somebody for whom eight questions always wait.
    private static async Task FairnessAsync(MixTable mixes, int greedy, string who, TimeSpan length, CancellationToken cancellationToken)
    {
        const int Users = 20;
        var traffic = mixes.Traffic;
        await mixes.RunAsync($"{Users} conversations by themselves", () => Mixes.OpenAsync(traffic, Users / 2, length, cancellationToken, first: 400_000, conversations: Users));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = Enumerable.Range(0, 8).Select(async _ =>
        {
            var turns = new List<TurnResult>();
            while (!stop.IsCancellationRequested)
                turns.Add(await traffic.SendAsync(greedy, cancellationToken));
            return turns;
        }).ToList();
        await mixes.RunAsync($"{Users} conversations, beside {who}", () => Mixes.OpenAsync(traffic, Users / 2, length, cancellationToken, first: 600_000, conversations: Users), isLast: false);
        await stop.CancelAsync();
        await mixes.RunAsync("the one, held to the channel's rate", async () => [.. (await Task.WhenAll(waiting)).SelectMany(turns => turns)]);
    }
}
