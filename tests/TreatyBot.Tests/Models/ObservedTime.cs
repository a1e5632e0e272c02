using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace TreatyBot.Tests.Models;

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

    /// <summary>Waits until the product waits for just this long, and lets it pass.</summary>
    public async Task ElapseAsync(TimeSpan expected)
    {
        await foreach (var due in _timers.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (due != expected)
                continue;
            Advance(due);
            return;
        }
    }
}
