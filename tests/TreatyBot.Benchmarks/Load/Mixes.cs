using System.Collections.Concurrent;
using System.Globalization;

namespace TreatyBot.Benchmarks.Load;

/// <summary>How questions arrive.</summary>
internal static class Mixes
{
    /// <summary>So many users at once, each asking again as soon as it is answered, in ever new conversations.</summary>
    public static async Task<(double PerSecond, List<TurnResult> Turns)> ClosedAsync(ITraffic traffic, int users, TimeSpan duration, CancellationToken cancellationToken)
    {
        var turns = new ConcurrentQueue<TurnResult>();
        var started = TimeProvider.System.GetTimestamp();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, users).Select(async _ =>
        {
            while (TimeProvider.System.GetElapsedTime(started) < duration)
                turns.Enqueue(await traffic.SendAsync(Interlocked.Increment(ref next) % 10_000, cancellationToken));
        }));
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        return (turns.Count(turn => turn.Outcome == TurnOutcome.Answered) / seconds, [.. turns]);
    }

    /// <summary>So many questions a second, whether or not the earlier ones are answered.</summary>
    public static async Task<List<TurnResult>> OpenAsync(ITraffic traffic, double perSecond, TimeSpan duration, CancellationToken cancellationToken, Action<TurnResult>? seen = null, int first = 0, int conversations = 10_000)
    {
        var running = new List<Task<TurnResult>>();
        var started = TimeProvider.System.GetTimestamp();
        for (var sent = 0; TimeProvider.System.GetElapsedTime(started) < duration; sent++)
        {
            var early = TimeSpan.FromSeconds(sent / perSecond) - TimeProvider.System.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, cancellationToken);
            running.Add(SeenAsync(traffic.SendAsync(first + sent % conversations, cancellationToken), seen));
            if (running.Count % 10_000 == 0 && seen is not null)
                running.RemoveAll(task => task.IsCompleted);
        }
        return [.. await Task.WhenAll(running)];
    }

    /// <summary>A line of the table: how many were asked, what became of them, how long the answered ones waited.</summary>
    public static string Line(string name, IReadOnlyCollection<TurnResult> turns)
    {
        var waits = turns.Where(turn => turn.Outcome == TurnOutcome.Answered).Select(turn => turn.Milliseconds).Order().ToList();
        string At(double share) => waits.Count == 0 ? "–" : waits[Math.Min(waits.Count - 1, (int)(waits.Count * share))].ToString("0", CultureInfo.InvariantCulture);
        int Count(TurnOutcome outcome) => turns.Count(turn => turn.Outcome == outcome);
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {turns.Count:N0} | {Count(TurnOutcome.Answered):N0} | {Count(TurnOutcome.Refused):N0} | {Count(TurnOutcome.Silent):N0} | {At(0.5)} / {At(0.95)} / {At(0.99)} ms |");
    }

    private static async Task<TurnResult> SeenAsync(Task<TurnResult> turn, Action<TurnResult>? seen)
    {
        var result = await turn;
        seen?.Invoke(result);
        return result;
    }
}
