using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace TreatyBot.Channels.Tests.Loopback;

/// <summary>A clock that stands still until a test lets a timer that the product waits for elapse.</summary>
internal sealed class ObservedTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until the product waits for a time such as this, and lets it pass.</summary>
    public async Task<TimeSpan> ElapseAsync(Func<TimeSpan, bool> isExpected)
    {
        var due = await AwaitAsync(isExpected);
        Advance(due);
        return due;
    }

    /// <summary>Waits until the product waits for a time such as this.</summary>
    public async Task<TimeSpan> AwaitAsync(Func<TimeSpan, bool> isExpected)
    {
        await foreach (var due in _timers.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (isExpected(due))
                return due;
        }

        throw new InvalidOperationException("There are no more timers.");
    }
}
