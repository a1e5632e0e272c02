using System.Globalization;
using TreatyBot.Benchmarks.Load;
using TreatyBot.Benchmarks.Parts;

namespace TreatyBot.Benchmarks.Wholes;

/// <summary>What the program is like from outside.</summary>
internal static class WholesRun
{
    private const int ColdStarts = 7;
    private const int AtOnce = 32;
    private const int FewestRounds = 3;
    private const int MostRounds = 8;
    private const double Settled = 0.95;

    // As many as the limits on users keep count of; fewer, and questions follow earlier ones, by which they are then understood.
    private const int NewTalks = 45_000;
    private const int TalksThatGoOn = 1000;
    private const string Echo = "bare endpoint that echoes";
    private const string Same = "bare endpoint that sends the same reply";
    private const string SameInResponse = "bare endpoint that responds with the same reply";

    /// <param name="program">The published program; null for the one built beside this.</param>
    /// <param name="seconds">How long a round takes; the last one counts, when it costs hardly less than the one before.</param>
    /// <param name="filter">Only the lines whose name has this in it; without one, cold starts too.</param>
    public static async Task<int> RunAsync(string? program, int seconds, string filter, CancellationToken cancellationToken)
    {
        await using (await SeedStore.OpenAsync())
        {
            // So that the store is there and its corpus ingested.
        }
        if (filter.Length == 0)
            await ColdStartsAsync(program, cancellationToken);

        await using var sink = await ReplySink.StartAsync();
        var length = TimeSpan.FromSeconds(seconds);
        var wholes = new Dictionary<string, Whole>();
        await AddAsync("every answer made anew", Delivered.ToConnector, NewTalks, () => ProgramProcess.ServeAsync(program, [.. LoadRun.NoLimits, "--Answering:Cache:Answers", "0"]));
        await AddAsync("questions asked before", Delivered.ToConnector, NewTalks, () => ProgramProcess.ServeAsync(program, LoadRun.NoLimits));
        await AddAsync("the same, answered in the response", Delivered.InResponse, NewTalks, () => ProgramProcess.ServeAsync(program, LoadRun.NoLimits));
        await AddAsync("the same, in conversations that go on", Delivered.ToConnector, TalksThatGoOn, () => ProgramProcess.ServeAsync(program, LoadRun.NoLimits));
        await AddAsync(Same, Delivered.ToConnector, NewTalks, () => ProgramProcess.EchoAsync(sink.First));
        await AddAsync(SameInResponse, Delivered.InResponse, NewTalks, () => ProgramProcess.EchoAsync(sink.First));
        await AddAsync(Echo, Delivered.ToConnector, NewTalks, () => ProgramProcess.EchoAsync());
        Console.WriteLine($"""

            | {AtOnce} at once | turns a second | processor time of a turn | memory after the first, under load | of the echo | of the same reply |
            |---|---|---|---|---|---|
            """);
        foreach (var (name, whole) in wholes)
            Console.WriteLine(Line(name, whole));
        return 0;

        async Task AddAsync(string name, Delivered delivered, int conversations, Func<Task<ProgramProcess>> start)
        {
            if (name.Contains(filter, StringComparison.Ordinal))
                wholes[name] = await MeasureAsync(await start(), sink, delivered, conversations, length, cancellationToken);
        }

        string Line(string name, Whole whole) => string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {whole.PerSecond:N0} | {whole.Processor:0.00} ms | {whole.AtRest:0}, {whole.UnderLoad:0} MB | {Share(whole, Echo)} | {Share(whole, whole.Delivered == Delivered.InResponse ? SameInResponse : Same)} |");

        string Share(Whole whole, string of) => wholes.TryGetValue(of, out var bare) ? (whole.PerSecond / bare.PerSecond).ToString("P1", CultureInfo.InvariantCulture) : "";
    }

    private static async Task ColdStartsAsync(string? program, CancellationToken cancellationToken)
    {
        var starts = new List<double>();
        for (var i = 0; i <= ColdStarts; i++)
        {
            var took = await ProgramProcess.AskAsync(program, "When was the INF Treaty signed?", cancellationToken);
            // The first one reads the files from disk for all of them.
            if (i > 0)
                starts.Add(took.TotalMilliseconds);
        }
        starts.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"One question from cold, p50 of {ColdStarts}: {starts[ColdStarts / 2]:0} ms."));
    }

    private static async Task<Whole> MeasureAsync(
        ProgramProcess started, ReplySink sink, Delivered delivered, int conversations, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var process = started;
        using var traffic = await TeamsTraffic.CreateAsync(process.Address, sink);
        using var responses = await ResponseTraffic.CreateAsync(process.Address);
        var sent = 0;
        await SendAsync();
        var atRest = process.ResidentMegabytes;
        // The first asks each question and fills caches; what runs often is then compiled anew for some time, longer where others work too.
        var round = await RoundAsync(atLeast: (await SeedStore.QuestionsAsync()).Length);
        for (var i = 1; i < MostRounds; i++)
        {
            var earlier = round;
            round = await RoundAsync();
            if (i >= FewestRounds && round.Processor > earlier.Processor * Settled)
                break;
        }
        return new(delivered, round.PerSecond, round.Processor, atRest, process.ResidentMegabytes);

        async Task SendAsync()
        {
            var conversation = Interlocked.Increment(ref sent) % conversations;
            var isAnswered = delivered == Delivered.InResponse
                ? await responses.SendAsync(conversation, cancellationToken)
                : (await traffic.SendAsync(conversation, cancellationToken)).Outcome == TurnOutcome.Answered;
            if (!isAnswered)
                throw new InvalidOperationException("A question was not answered.");
        }

        // Each user asks again as soon as the answer is there.
        async Task<(double PerSecond, double Processor)> RoundAsync(int atLeast = 0)
        {
            var (start, first, before) = (TimeProvider.System.GetTimestamp(), sent, process.Processor);
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
            {
                while (TimeProvider.System.GetElapsedTime(start) < length || sent - first < atLeast)
                    await SendAsync();
            }));
            return ((sent - first) / TimeProvider.System.GetElapsedTime(start).TotalSeconds, (process.Processor - before).TotalMilliseconds / (sent - first));
        }
    }

    private enum Delivered
    {
        ToConnector,
        InResponse,
    }

    private sealed record Whole(Delivered Delivered, double PerSecond, double Processor, double AtRest, double UnderLoad);
}
