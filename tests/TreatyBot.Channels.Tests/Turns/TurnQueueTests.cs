using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using TreatyBot.Channels.Tests.Loopback;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.Turns;

public sealed class TurnQueueTests
{
    private readonly ObservedTime _time = new();
    private readonly MemoryDeliveryLog _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enqueue_OneConversation_RunsInOrderOneAtATime()
    {
        var queue = Queue(new TurnQueueOptions { CapacityPerConversation = 200 });
        var order = new ConcurrentQueue<int>();
        int running = 0, most = 0;

        for (var i = 0; i < 100; i++)
        {
            var number = i;
            await Enqueue(queue, "c", $"{i}", async _ =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await Task.Yield();
                order.Enqueue(number);
                Interlocked.Decrement(ref running);
            });
        }

        await queue.DrainAsync(CancellationToken.None);
        order.ShouldBe(Enumerable.Range(0, 100));
        most.ShouldBe(1);
    }

    [Fact]
    public async Task Enqueue_TwoConversations_RunAtTheSameTime()
    {
        await using var queue = Queue(new TurnQueueOptions { Parallelism = 2 });
        TaskCompletionSource first = new(), second = new();

        await Enqueue(queue, "a", "1", async _ => { first.SetResult(); await second.Task; });
        await Enqueue(queue, "b", "2", async _ => { second.SetResult(); await first.Task; });

        await Task.WhenAll(first.Task, second.Task).WaitAsync(Token);
    }

    [Fact]
    public async Task Enqueue_SameDelivery_RunsOnceEvenAfterCompletion()
    {
        await using var queue = Queue(new TurnQueueOptions());
        var runs = 0;
        var done = new TaskCompletionSource();

        (await Enqueue(queue, "c", "1", _ => { runs++; done.SetResult(); return Task.CompletedTask; })).ShouldBe(EnqueueResult.Accepted);
        await done.Task;
        (await Enqueue(queue, "c", "1", _ => { runs++; return Task.CompletedTask; })).ShouldBe(EnqueueResult.Duplicate);
        await queue.DrainAsync(CancellationToken.None);

        runs.ShouldBe(1);
    }

    [Fact]
    public async Task Enqueue_BeyondBounds_IsRefusedWithTheReason()
    {
        await using var queue = Queue(new TurnQueueOptions { Capacity = 3, CapacityPerConversation = 2 });
        var gate = new TaskCompletionSource();

        (await Enqueue(queue, "a", "1", _ => gate.Task)).ShouldBe(EnqueueResult.Accepted);
        (await Enqueue(queue, "a", "2", _ => gate.Task)).ShouldBe(EnqueueResult.Accepted);
        (await Enqueue(queue, "a", "3", _ => gate.Task)).ShouldBe(EnqueueResult.ConversationBusy);
        (await Enqueue(queue, "b", "4", _ => gate.Task)).ShouldBe(EnqueueResult.Accepted);
        (await Enqueue(queue, "c", "5", _ => gate.Task)).ShouldBe(EnqueueResult.Overloaded);
        queue.Pending.ShouldBe(3);

        gate.SetResult();
        await queue.DrainAsync(CancellationToken.None);
        queue.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Place_WithManyConversations_LeavesRoomForOthers()
    {
        await using var queue = Queue(new TurnQueueOptions { Parallelism = 4 });
        var (gate, third) = (new TaskCompletionSource(), new TaskCompletionSource());
        TaskCompletionSource other = new();
        var begun = 0;

        for (var thread = 0; thread < 8; thread++)
        {
            await EnqueueAt("channel", $"thread {thread}", async () =>
            {
                if (Interlocked.Increment(ref begun) > 2)
                    third.TrySetResult();
                await gate.Task;
            });
        }
        await EnqueueAt("elsewhere", "c", () => { other.SetResult(); return Task.CompletedTask; });

        await other.Task.WaitAsync(Token);
        third.Task.IsCompleted.ShouldBeFalse("two of four at once are the share of one place");
        gate.SetResult();
        await queue.DrainAsync(CancellationToken.None);
        begun.ShouldBe(8);

        async Task EnqueueAt(string place, string conversation, Func<Task> run) =>
            (await queue.EnqueueAsync(new TurnWork(conversation, null, (_, _) => run()) { Place = place }, Token)).ShouldBe(EnqueueResult.Accepted);
    }

    [Fact]
    public async Task Place_OverItsShareOfTheQueue_IsRefusedAndOthersAreNot()
    {
        await using var queue = Queue(new TurnQueueOptions { Capacity = 8 });
        var gate = new TaskCompletionSource();

        (await EnqueueAt("channel", "1")).ShouldBe(EnqueueResult.Accepted);
        (await EnqueueAt("channel", "2")).ShouldBe(EnqueueResult.Accepted);
        (await EnqueueAt("channel", "3")).ShouldBe(EnqueueResult.Overloaded);
        (await EnqueueAt("elsewhere", "4")).ShouldBe(EnqueueResult.Accepted);
        gate.SetResult();
        await queue.DrainAsync(CancellationToken.None);

        ValueTask<EnqueueResult> EnqueueAt(string place, string conversation) =>
            queue.EnqueueAsync(new TurnWork(conversation, null, (_, _) => gate.Task) { Place = place }, Token);
    }

    [Fact]
    public async Task Turn_WhoseAnswerDoesNotArrive_IsFollowedByAWord()
    {
        var queue = Queue(new TurnQueueOptions());
        var told = new TaskCompletionSource<string>();
        var work = new TurnWork("c", null, (_, _) => throw new TurnUnansweredException(new InvalidOperationException("refused")))
        {
            Notice = new TurnNotice("asker", (words, _) => { told.SetResult(words); return Task.FromResult(true); }),
        };

        await queue.EnqueueAsync(work, Token);
        await _time.ElapseAsync(due => due == TurnNotices.Pause);

        (await told.Task.WaitAsync(Token)).ShouldStartWith("I could not send you my answer.");
        await queue.DrainAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Turn_WhoseAnswerArrivesWithARedelivery_IsFollowedByNoWord()
    {
        var queue = Queue(new TurnQueueOptions());
        var (told, runs) = (0, 0);
        var work = new TurnWork("c", Key("c", "1"), (_, _) => ++runs == 1 ? throw new TurnUnansweredException(new InvalidOperationException("refused")) : Task.CompletedTask)
        {
            Notice = new TurnNotice("asker", (_, _) => { told++; return Task.FromResult(true); }),
        };

        await queue.EnqueueAsync(work, Token);
        await _time.AwaitAsync(due => due == TurnNotices.Pause);
        // The delivery is open for a redelivery a moment after its asker is remembered.
        while (await queue.EnqueueAsync(work, Token) == EnqueueResult.Duplicate)
            await Task.Yield();
        await queue.DrainAsync(CancellationToken.None);

        runs.ShouldBe(2);
        told.ShouldBe(0);
    }

    [Fact]
    public async Task Turn_ThatThrows_DoesNotStopTheNext()
    {
        var queue = Queue(new TurnQueueOptions { Parallelism = 1 });
        var ran = false;

        await Enqueue(queue, "c", "1", _ => throw new InvalidOperationException("broken"));
        await Enqueue(queue, "c", "2", _ => { ran = true; return Task.CompletedTask; });
        await queue.DrainAsync(CancellationToken.None);

        ran.ShouldBeTrue();
    }

    [Fact]
    public async Task Turn_OverItsTime_IsCancelled()
    {
        var queue = Queue(new TurnQueueOptions { TurnTimeout = TimeSpan.FromMinutes(1) });
        TaskCompletionSource started = new(), cancelled = new();
        await Enqueue(queue, "c", "1", async token =>
        {
            token.Register(cancelled.SetResult);
            started.SetResult();
            await cancelled.Task;
            token.ThrowIfCancellationRequested();
        });
        await started.Task;

        _time.Advance(TimeSpan.FromMinutes(1));

        await cancelled.Task.WaitAsync(Token);
        await queue.DrainAsync(CancellationToken.None);
        (await _log.ClaimAsync(Key("c", "1"), Token)).ShouldBe(DeliveryClaim.Taken);
    }

    [Fact]
    public async Task Drain_FinishesWhatWasTakenAndTakesNothingMore()
    {
        var queue = Queue(new TurnQueueOptions { Parallelism = 1 });
        var gate = new TaskCompletionSource();
        var finished = 0;
        await Enqueue(queue, "a", "1", async _ => { await gate.Task; finished++; });
        await Enqueue(queue, "b", "2", _ => { finished++; return Task.CompletedTask; });

        var drain = queue.DrainAsync(CancellationToken.None);
        (await Enqueue(queue, "c", "3", _ => Task.CompletedTask)).ShouldBe(EnqueueResult.ShuttingDown);
        drain.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        await drain;

        finished.ShouldBe(2);
        (await _log.ClaimAsync(Key("c", "3"), Token)).ShouldBe(DeliveryClaim.Fresh, "a refused delivery may come again");
    }

    [Fact]
    public async Task Drain_OutOfGrace_HandsBackRunningAndWaiting()
    {
        var queue = Queue(new TurnQueueOptions { Parallelism = 1 });
        var started = new TaskCompletionSource();
        var secondRan = false;
        await Enqueue(queue, "a", "1", async token => { started.SetResult(); await Task.Delay(Timeout.Infinite, token); });
        await Enqueue(queue, "a", "2", _ => { secondRan = true; return Task.CompletedTask; });
        await started.Task;

        using var grace = new CancellationTokenSource();
        var drain = queue.DrainAsync(grace.Token);
        await grace.CancelAsync();
        await drain;

        secondRan.ShouldBeFalse();
        (await _log.ClaimAsync(Key("a", "1"), Token)).ShouldBe(DeliveryClaim.Fresh);
        (await _log.ClaimAsync(Key("a", "2"), Token)).ShouldBe(DeliveryClaim.Fresh);
    }

    [Fact]
    public async Task Drain_TurnThatIgnoresItsToken_IsLeftBehind()
    {
        var queue = Queue(new TurnQueueOptions { Parallelism = 1 });
        TaskCompletionSource started = new(), never = new();
        await Enqueue(queue, "a", "1", _ => { started.SetResult(); return never.Task; });
        await started.Task;

        var drain = queue.DrainAsync(new CancellationToken(canceled: true));
        await _time.ElapseAsync(due => due == TimeSpan.FromSeconds(5));

        await drain.WaitAsync(Token);
        never.SetResult();
    }

    [Fact]
    public async Task MemoryLog_BeyondCapacity_ForgetsTheOldestOnly()
    {
        var log = new MemoryDeliveryLog(capacity: 2);
        await log.ClaimAsync(Key("c", "1"), Token);
        await log.ReleaseAsync(Key("c", "1"), isInterrupted: false, Token);
        await log.ClaimAsync(Key("c", "1"), Token);
        await log.ClaimAsync(Key("c", "2"), Token);

        (await log.ClaimAsync(Key("c", "1"), Token)).ShouldBe(DeliveryClaim.Taken);
        (await log.ClaimAsync(Key("c", "3"), Token)).ShouldBe(DeliveryClaim.Fresh);
        (await log.ClaimAsync(Key("c", "1"), Token)).ShouldBe(DeliveryClaim.Fresh);
    }

    [Fact]
    public async Task Turn_BeingSettled_KeepsItsConversationWaitingAndNoWorker()
    {
        var log = new SlowLog();
        var queue = new TurnQueue(new TurnQueueOptions { Parallelism = 1 }, log, _time, NullLogger<TurnQueue>.Instance);
        TaskCompletionSource other = new(), next = new();
        await Enqueue(queue, "a", "1", _ => Task.CompletedTask);
        await Enqueue(queue, "a", "2", _ => { next.SetResult(); return Task.CompletedTask; });
        await Enqueue(queue, "b", "3", _ => { other.SetResult(); return Task.CompletedTask; });

        await other.Task.WaitAsync(Token);
        next.Task.IsCompleted.ShouldBeFalse();
        queue.Pending.ShouldBe(3);
        log.GoOn.SetResult();

        await next.Task.WaitAsync(Token);
        await queue.DrainAsync(CancellationToken.None);
        queue.Pending.ShouldBe(0);
    }

    /// <summary>Completes nothing until it is told to.</summary>
    private sealed class SlowLog : IDeliveryLog
    {
        public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<DeliveryClaim> ClaimAsync(DeliveryKey key, CancellationToken cancellationToken) => ValueTask.FromResult(DeliveryClaim.Fresh);

        public ValueTask MarkSendingAsync(DeliveryKey key, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask CompleteAsync(DeliveryKey key, CancellationToken cancellationToken) => new(GoOn.Task);

        public ValueTask ReleaseAsync(DeliveryKey key, bool isInterrupted, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private TurnQueue Queue(TurnQueueOptions options) => new(options, _log, _time, NullLogger<TurnQueue>.Instance);

    private static DeliveryKey Key(string conversation, string id) => new("test", conversation, id);

    private static ValueTask<EnqueueResult> Enqueue(TurnQueue queue, string conversation, string id, Func<CancellationToken, Task> run) =>
        queue.EnqueueAsync(new TurnWork(conversation, Key(conversation, id), (_, token) => run(token)), Token);
}
