using System.Collections.Concurrent;
using System.Globalization;
using ScottPlot;
using TreatyBot.Benchmarks.Parts;
using TreatyBot.Benchmarks.Wholes;

namespace TreatyBot.Benchmarks.Load;

/// <summary>
/// A steady mix for a long time: memory must stay flat and waits the same. Before it, as fast as it goes, all that is remembered of
/// conversations is filled to its bound, so that what grows afterwards has no right to.
/// </summary>
internal static class SoakRun
{
    private const double PerSecond = 20;
    private const int Conversations = 10_000;
    private const int TurnsOfEach = 10;
    private const int AtOnce = 32;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string? program, int seconds, FileInfo picture, CancellationToken cancellationToken)
    {
        await using (await SeedStore.OpenAsync())
        {
            // So that the store is there and its corpus ingested.
        }
        await using var sink = await ReplySink.StartAsync();
        await using var slackSink = await SlackSink.StartAsync();
        await using var served = await ProgramProcess.ServeAsync(program, [.. LoadRun.NoLimits, .. SlackTraffic.Settings(slackSink)]);
        using var teams = await TeamsTraffic.CreateAsync(served.Address, sink);
        using var slack = await SlackTraffic.CreateAsync(served.Address, slackSink);
        var traffic = new TwoChannels(teams, slack);
        var filled = TimeProvider.System.GetTimestamp();
        var atRest = served.ResidentMegabytes;
        var filling = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async user =>
        {
            var neither = 0;
            for (var turn = user; turn < Conversations * TurnsOfEach; turn += AtOnce)
                neither += (await traffic.SendAsync(turn % Conversations, cancellationToken)).Outcome == TurnOutcome.Answered ? 0 : 1;
            return neither;
        }));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Filled {Conversations:N0} conversations with {TurnsOfEach} turns each in {TimeProvider.System.GetElapsedTime(filled).TotalSeconds:0} s, {filling.Sum():N0} not answered: from {atRest:0} to {served.ResidentMegabytes:0} MB."));
        var (waits, samples) = (new ConcurrentBag<double>(), new List<(double At, double Memory, double Wait)>());
        var (answered, refused, silent) = (0, 0, 0);
        var started = TimeProvider.System.GetTimestamp();
        var mix = Mixes.OpenAsync(traffic, PerSecond, TimeSpan.FromSeconds(seconds), cancellationToken, turn =>
        {
            waits.Add(turn.Milliseconds);
            Interlocked.Increment(ref turn.Outcome == TurnOutcome.Answered ? ref answered : ref turn.Outcome == TurnOutcome.Refused ? ref refused : ref silent);
        });
        while (await Task.WhenAny(mix, Task.Delay(Sampling, cancellationToken)) != mix)
        {
            var since = waits.ToArray().Order().ToList();
            waits.Clear();
            samples.Add((TimeProvider.System.GetElapsedTime(started).TotalSeconds, served.ResidentMegabytes, since.Count == 0 ? 0 : since[since.Count * 95 / 100]));
        }
        await mix;
        Draw(samples, picture);
        var half = samples.Skip(samples.Count / 2).Select(sample => sample.Memory).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{answered:N0} answered, {refused:N0} refused, {silent:N0} silent. Memory in the second half {half.Min():0} to {half.Max():0} MB, {half[^1] - half[0]:+0;-0;0} MB from its start to its end. Curve: {picture}"));
        return silent == 0 ? 0 : 1;
    }

    private static void Draw(List<(double At, double Memory, double Wait)> samples, FileInfo picture)
    {
        picture.Directory?.Create();
        using var plot = new Plot();
        var memory = plot.Add.ScatterLine(samples.Select(sample => sample.At).ToArray(), samples.Select(sample => sample.Memory).ToArray());
        memory.LegendText = "memory, MB";
        memory.LineWidth = 2;
        var wait = plot.Add.ScatterLine(samples.Select(sample => sample.At).ToArray(), samples.Select(sample => sample.Wait).ToArray());
        wait.LegendText = "wait p95, ms";
        wait.Axes.YAxis = plot.Axes.Right;
        plot.Axes.Left.Label.Text = "memory, MB";
        plot.Axes.Right.Label.Text = "wait p95 of two seconds, ms";
        plot.Axes.Bottom.Label.Text = "seconds";
        plot.Title(string.Create(CultureInfo.InvariantCulture, $"{PerSecond:0} questions a second in Teams and Slack, after {Conversations:N0} conversations were filled with {TurnsOfEach} turns each"));
        plot.Axes.SetLimitsY(0, samples.Max(sample => sample.Memory) * 1.25, plot.Axes.Left);
        plot.Axes.SetLimitsY(0, Math.Max(50, samples.Max(sample => sample.Wait) * 1.25), plot.Axes.Right);
        plot.ShowLegend(Alignment.UpperRight);
        plot.SavePng(picture.FullName, 1100, 500);
    }
}
