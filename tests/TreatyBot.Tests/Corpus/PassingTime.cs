using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace TreatyBot.Tests.Corpus;

/// <summary>A clock that stands still until the product waits for a time that a test lets pass.</summary>
internal sealed class PassingTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Returns when the product waits for just this long.</summary>
    public async Task WaitedAsync(TimeSpan expected)
    {
        while (await _timers.Reader.ReadAsync(TestContext.Current.CancellationToken) != expected)
        {
        }
    }

    /// <summary>Waits until the product waits for just this long, and lets it pass.</summary>
    public async Task ElapseAsync(TimeSpan expected)
    {
        await WaitedAsync(expected);
        Advance(expected);
    }

    /// <summary>Lets every such wait pass at once, until stopped.</summary>
    public async Task PassAsync(TimeSpan expected, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var due in _timers.Reader.ReadAllAsync(cancellationToken))
            {
                if (due == expected)
                    Advance(expected);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
