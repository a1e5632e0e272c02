using Microsoft.Extensions.Logging.Abstractions;
using TreatyBot.Channels.Tests.Loopback;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.Turns;

/// <summary>A delivery with two names, and turns that reached nobody.</summary>
public sealed class TurnQueueDeliveryTests
{
    private readonly ObservedTime _time = new();
    private readonly MemoryDeliveryLog _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("message", "event", EnqueueResult.Duplicate)]
    [InlineData("message", "other event", EnqueueResult.Duplicate)]
    [InlineData("other message", "event", EnqueueResult.Duplicate)]
    [InlineData("other message", "other event", EnqueueResult.Accepted)]
    public async Task Delivery_KnownByEitherName_IsADuplicate(string name, string alias, EnqueueResult result)
    {
        await using var queue = Queue();
        await queue.EnqueueAsync(Work("message", "event"), Token);

        (await queue.EnqueueAsync(Work(name, alias), Token)).ShouldBe(result);
    }

    [Fact]
    public async Task Duplicate_ByItsSecondName_LeavesItsFirstNameFree()
    {
        await using var queue = Queue();
        await queue.EnqueueAsync(Work("message", "event"), Token);
        await queue.EnqueueAsync(Work("other message", "event"), Token);

        (await queue.EnqueueAsync(Work("other message", "other event"), Token)).ShouldBe(EnqueueResult.Accepted);
    }

    [Fact]
    public async Task Turn_ThatReachedNobody_IsTakenWhenItIsDeliveredAgain()
    {
        var first = Queue();
        await first.EnqueueAsync(Work("message", "event", _ => throw new TurnUnansweredException(new InvalidOperationException("broken"))), Token);
        await first.DrainAsync(CancellationToken.None);
        await using var second = Queue();

        (await second.EnqueueAsync(Work("message", "event"), Token)).ShouldBe(EnqueueResult.Accepted);
    }

    private static TurnWork Work(string name, string alias, Func<CancellationToken, Task>? run = null) =>
        new("c", new DeliveryKey("slack", "T1:C1", name), (_, token) => run?.Invoke(token) ?? Task.CompletedTask) { Alias = new DeliveryKey("slack", "event", alias) };

    private TurnQueue Queue() => new(new TurnQueueOptions(), _log, _time, NullLogger<TurnQueue>.Instance);
}
