using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Tests.Loopback;

namespace TreatyBot.Channels.Tests.Sending;

public sealed class SendPacerTests
{
    private readonly ObservedTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_SteadySends_KeepBelowEveryWindow()
    {
        var pacer = SendPacer.OfConnector(_time);
        var sent = new List<DateTimeOffset>();

        for (int i = 0; i < 200; i++)
        {
            var wait = pacer.WaitAsync("c", Token);
            if (!wait.IsCompleted)
                await _time.ElapseAsync(_ => true);
            await wait;
            sent.Add(_time.GetUtcNow());
        }

        foreach (var (count, seconds) in new[] { (7, 1), (8, 2), (60, 30) })
        {
            for (int i = count; i < sent.Count; i++)
                (sent[i] - sent[i - count]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(seconds));
        }
    }

    [Fact]
    public async Task Wait_ManyAtOnce_AreSpreadInOrder()
    {
        var pacer = SendPacer.OfConnector(_time);
        var waits = Enumerable.Range(0, 20).Select(_ => pacer.WaitAsync("c", Token)).ToList();

        waits.Count(wait => wait.IsCompleted).ShouldBe(7);
        _time.Advance(TimeSpan.FromSeconds(10));

        await Task.WhenAll(waits);
    }
}
