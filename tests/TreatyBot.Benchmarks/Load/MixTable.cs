using System.Globalization;

namespace TreatyBot.Benchmarks.Load;

/// <summary>Runs mixes and prints a line of a table for each.</summary>
internal sealed class MixTable(Traffic traffic, string title)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public Traffic Traffic => traffic;

    /// <summary>Whether nobody was left without a word, or told the same twice, in any mix so far.</summary>
    public bool IsGood { get; private set; } = true;

    public void Begin(string heading)
    {
        Console.WriteLine($"\n{title}: {heading}\n\n| mix {title} | asked | answered | refused kindly | neither | wait p50 / p95 / p99 | conversations, left without a word | answers said twice |\n|---|---|---|---|---|---|---|---|");
        traffic.Replies.Clear();
    }

    /// <param name="name">What the line is called.</param>
    /// <param name="mix">Asks, and waits as long as a user would.</param>
    /// <param name="settles">How long after the mix a word may still come.</param>
    /// <param name="isLast">False while others go on asking, whose conversations are counted with the next mix.</param>
    public async Task RunAsync(string name, Func<Task<List<TurnResult>>> mix, TimeSpan settles = default, bool isLast = true)
    {
        var turns = await mix();
        var replies = traffic.Replies;
        if (!isLast)
        {
            Console.WriteLine($"{Mixes.Line(name, turns)} below | |");
            return;
        }

        var ended = TimeProvider.System.GetTimestamp();
        while (replies.Conversations.LeftWithoutAWord > 0 && TimeProvider.System.GetElapsedTime(ended) < settles)
            await Task.Delay(Look);
        var left = replies.Conversations.LeftWithoutAWord;
        IsGood &= left == 0 && replies.SaidTwice == 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Mixes.Line(name, turns)} {replies.Conversations.Count:N0}, {left:N0} | {replies.SaidTwice:N0} |"));
        replies.Clear();
    }
}
