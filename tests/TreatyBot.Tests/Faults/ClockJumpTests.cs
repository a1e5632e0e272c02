using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Faults;

/// <summary>The wall clock is set anew while the host runs: users are answered as before.</summary>
public sealed class ClockJumpTests
{
    [Theory]
    [InlineData(-2)]
    [InlineData(-4000)]
    [InlineData(2)]
    [InlineData(4000)]
    public async Task AfterAJump_UsersAreAnsweredAtOnceAndLimitsStillCount(int days)
    {
        var time = new JumpingTime();
        await using var host = await TestHost.StartAsync(
            new() { ["Channels:Limits:MessagesPerUser"] = "12", ["Channels:Limits:Window"] = "01:00:00" },
            services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));

        for (var i = 0; i < 6; i++)
            await SayHelpAsync(host);
        time.Jump(TimeSpan.FromDays(days));
        for (var i = 0; i < 6; i++)
            await SayHelpAsync(host);

        ((string?)(await host.SayAsync("help"))["text"])!.ShouldContain("asked me a lot");
    }

    private static async Task SayHelpAsync(TestHost host)
    {
        var started = System.Diagnostics.Stopwatch.StartNew();
        ((string?)(await host.SayAsync("help"))["text"])!.ShouldNotContain("asked me a lot");
        // The channel's rate lets 8 messages through in 2 s; whoever waits for the old time waits for days.
        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private sealed class JumpingTime : TimeProvider
    {
        private long _ticks;

        public void Jump(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
    }
}
