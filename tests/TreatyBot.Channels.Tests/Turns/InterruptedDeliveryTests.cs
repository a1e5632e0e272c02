using Microsoft.Extensions.Logging.Abstractions;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Tests.Loopback;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.Turns;

/// <summary>A program that ends while it answers, and the delivery coming again.</summary>
public sealed class InterruptedDeliveryTests
{
    private readonly MemoryDeliveryLog _log = new();
    private readonly ScriptedAdapter _adapter = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Ways => new()
    {
        { "nothing", false }, { "typing", false }, { "text that grows", false }, { "message", true }, { "update", true }, { "reply", true }, { "first of two", true },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task HandedBack_IsInterruptedOnceAnAnswerMayHaveLeft(string way, bool isInterrupted)
    {
        await CutShortAsync(turn => SendAsync(turn, way));

        (await WasInterruptedAsync()).ShouldBe(isInterrupted);
    }

    [Fact]
    public async Task Interrupted_HandedBackAgainBeforeAnything_StaysInterrupted()
    {
        await CutShortAsync(turn => SendAsync(turn, "message"));
        await CutShortAsync(_ => Task.CompletedTask);

        (await WasInterruptedAsync()).ShouldBe(true);
    }

    [Fact]
    public async Task Unanswered_AfterAFailedSend_IsNotInterrupted()
    {
        var queue = Queue();
        await queue.EnqueueAsync(Work(async (turn, _) =>
        {
            await SendAsync(turn, "message");
            throw new TurnUnansweredException(new InvalidOperationException("refused"));
        }), Token);
        await queue.DrainAsync(CancellationToken.None);

        (await WasInterruptedAsync()).ShouldBe(false);
    }

    [Fact]
    public async Task Interrupted_RefusedWhileStopping_StaysInterrupted()
    {
        await CutShortAsync(turn => SendAsync(turn, "message"));
        var stopping = Queue();
        await stopping.DrainAsync(CancellationToken.None);

        (await stopping.EnqueueAsync(Work((_, _) => Task.CompletedTask), Token)).ShouldBe(EnqueueResult.ShuttingDown);

        (await WasInterruptedAsync()).ShouldBe(true);
    }

    private static async Task SendAsync(TurnContext turn, string way)
    {
        switch (way)
        {
            case "typing":
                await turn.SendTypingAsync(Token);
                break;
            case "text that grows":
                await turn.SendAsync(new Activity { Type = ActivityTypes.Typing, Text = "It" }, Token);
                break;
            case "message":
                await turn.SendTextAsync("It ended.", Token);
                break;
            case "update":
                await turn.UpdateAsync("1", new Activity { Type = ActivityTypes.Message, Text = "It ended." }, Token);
                break;
            case "reply":
                await turn.SendReplyAsync(Reply.Notice("It ended."), Token);
                break;
            case "first of two":
                await turn.SendAsync([new Activity { Type = ActivityTypes.Typing }, new Activity { Type = ActivityTypes.Message, Text = "It" }], Token);
                break;
        }
    }

    // Ended in the middle, as by a stop without grace.
    private async Task CutShortAsync(Func<TurnContext, Task> send)
    {
        var queue = Queue();
        var sent = new TaskCompletionSource();
        await queue.EnqueueAsync(Work(async (turn, token) =>
        {
            await send(turn);
            sent.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        }), Token);
        await sent.Task;
        await queue.DrainAsync(new CancellationToken(canceled: true));
    }

    private async Task<bool?> WasInterruptedAsync()
    {
        bool? was = null;
        var queue = Queue();
        (await queue.EnqueueAsync(Work((turn, _) =>
        {
            was = turn.Delivery!.WasInterrupted;
            return Task.CompletedTask;
        }), Token)).ShouldBe(EnqueueResult.Accepted);
        await queue.DrainAsync(CancellationToken.None);
        (await Queue().EnqueueAsync(Work((_, _) => Task.CompletedTask), Token)).ShouldBe(EnqueueResult.Duplicate);
        return was;
    }

    private TurnWork Work(Func<TurnContext, CancellationToken, Task> run) => new(
        "c", new DeliveryKey("test", "c", "1"),
        (delivery, token) => run(new TurnContext(_adapter, new Activity { Type = ActivityTypes.Message, ChannelId = "test" }) { Delivery = delivery }, token))
    {
        Alias = new DeliveryKey("test", "event", "1"),
    };

    private TurnQueue Queue() => new(new TurnQueueOptions(), _log, new ObservedTime(), NullLogger<TurnQueue>.Instance);
}
