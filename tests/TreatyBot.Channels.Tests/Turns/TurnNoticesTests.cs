using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using TreatyBot.Channels.Tests.Loopback;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.Turns;

public sealed class TurnNoticesTests : IDisposable
{
    private const string Full = "Full.";

    private readonly ObservedTime _time = new();
    private readonly Channel<(string Asker, string Words)> _told = Channel.CreateUnbounded<(string, string)>();
    private readonly TurnNotices _notices;
    private bool _arrives = true;

    public TurnNoticesTests() => _notices = new TurnNotices(_time, NullLogger.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asker_IsToldAtOnce_AndOnceMoreForAllThatFollowed()
    {
        Owe("a");
        (await NextAsync()).ShouldBe(("a", Full));
        await PausedAsync();

        for (var question = 0; question < 5; question++)
            Owe("a");
        Owe("b");
        (await NextAsync()).ShouldBe(("b", Full), "another asker does not wait for the first");
        _time.Advance(TurnNotices.Pause);

        var (asker, words) = await NextAsync();
        asker.ShouldBe("a");
        words.ShouldStartWith("I could not take all of your questions.");
        await _notices.DrainAsync(Token);
        _told.Reader.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Asker_SilentForAPause_IsToldAnew()
    {
        Owe("a");
        await NextAsync();
        await PausedAsync();
        _time.Advance(TurnNotices.Pause);
        // Forgetting takes a moment of another thread; whoever is told after it hears the first words.
        while (_notices.Askers > 0)
            await Task.Yield();

        Owe("a");

        (await NextAsync()).ShouldBe(("a", Full));
    }

    [Fact]
    public async Task Notice_ThatDoesNotArrive_IsTriedAgainUntilItDoes()
    {
        _arrives = false;
        Owe("a");
        await NextAsync();
        await PausedAsync();
        _time.Advance(TurnNotices.Pause);
        (await NextAsync()).ShouldBe(("a", Full));
        while (!_notices.IsAtRest)
            await Task.Yield();
        _arrives = true;
        _time.Advance(TurnNotices.Pause);

        (await NextAsync()).ShouldBe(("a", Full), "it was not yet told");
        await _notices.DrainAsync(Token);
        _told.Reader.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Askers_AreBounded_AndTheNextIsToComeAgain()
    {
        for (var asker = 0; asker < TurnNotices.MostAskers; asker++)
            Owe($"{asker}");

        _notices.TryOwe(Notice("one more"), Full).ShouldBeFalse();
        _notices.TryOwe(Notice("7"), Full).ShouldBeTrue("who is remembered may ask on");
        await _notices.DrainAsync(Token);

        var told = new HashSet<string>(StringComparer.Ordinal);
        while (_told.Reader.TryRead(out var one))
            told.Add(one.Asker);
        told.Count.ShouldBe(TurnNotices.MostAskers);
        _notices.Askers.ShouldBe(0);
    }

    [Fact]
    public async Task Drain_TellsWhoWasStillToBeTold()
    {
        Owe("a");
        await NextAsync();
        await PausedAsync();
        Owe("a");

        await _notices.DrainAsync(Token);

        (await NextAsync()).Asker.ShouldBe("a");
        _notices.TryOwe(Notice("late"), Full).ShouldBeFalse();
    }

    [Fact]
    public async Task Drain_EndsWithItsGrace()
    {
        var started = new TaskCompletionSource();
        _notices.TryOwe(new TurnNotice("a", async (_, token) => { started.SetResult(); await Task.Delay(Timeout.Infinite, token); return true; }), Full);
        await started.Task;
        using var grace = new CancellationTokenSource();

        var drain = _notices.DrainAsync(grace.Token);
        await grace.CancelAsync();

        await drain.WaitAsync(Token);
    }

    public void Dispose() => _notices.Dispose();

    private void Owe(string asker) => _notices.TryOwe(Notice(asker), Full).ShouldBeTrue();

    private TurnNotice Notice(string asker) => new(asker, (words, _) =>
    {
        _told.Writer.TryWrite((asker, words));
        return Task.FromResult(_arrives);
    });

    private async Task<(string Asker, string Words)> NextAsync() => await _told.Reader.ReadAsync(Token);

    private Task<TimeSpan> PausedAsync() => _time.AwaitAsync(due => due == TurnNotices.Pause);
}
