using Microsoft.Extensions.Time.Testing;
using TreatyBot.Channels.BotFramework;

namespace TreatyBot.Channels.Tests.BotFramework;

public sealed class NoticeLimiterTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void MayNotify_OncePerConversationAndHalfMinute()
    {
        var limiter = new NoticeLimiter(_time);

        limiter.MayNotify("a").ShouldBeTrue();
        limiter.MayNotify("a").ShouldBeFalse();
        limiter.MayNotify("b").ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(30));
        limiter.MayNotify("a").ShouldBeTrue();
    }

    [Fact]
    public void MayNotify_ManyConversations_IsBoundedAndRecovers()
    {
        var limiter = new NoticeLimiter(_time);

        Enumerable.Range(0, 12_000).Count(i => limiter.MayNotify($"{i}")).ShouldBe(10_000);
        _time.Advance(TimeSpan.FromSeconds(30));
        limiter.MayNotify("late").ShouldBeTrue();
    }
}
