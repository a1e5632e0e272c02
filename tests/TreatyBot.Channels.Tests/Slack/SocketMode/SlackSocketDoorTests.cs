using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.SocketMode;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Channels.Tests.Loopback;
using TreatyBot.Shared;

namespace TreatyBot.Channels.Tests.Slack.SocketMode;

public sealed class SlackSocketDoorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RateLimit_IsWaitedOutForAsLongAsSlackAsks()
    {
        await using var slack = await FakeSlack.StartAsync();
        slack.ScriptRateLimit("apps.connections.open", "17");
        var time = new ObservedTime();
        using var logs = new RecordingLoggerFactory();
        var opening = Door(slack, FakeSlack.AppToken, time, logs).OpenAsync(Token);

        await time.ElapseAsync(due => due >= TimeSpan.FromSeconds(16) && due <= TimeSpan.FromSeconds(18));

        (await opening).Scheme.ShouldBe("ws");
        slack.CallsOf("apps.connections.open").Count.ShouldBe(2);
        logs.Text.ShouldNotContain("ticket");
    }

    [Fact]
    public async Task Token_ThatIsNoneOfAnApp_IsRefusedForGood()
    {
        await using var slack = await FakeSlack.StartAsync();
        using var logs = new RecordingLoggerFactory();

        (await Should.ThrowAsync<SocketModeRefusedException>(Door(slack, "xapp-wrong", TimeProvider.System, logs).OpenAsync(Token))).IsFatal.ShouldBeTrue();
        (await Should.ThrowAsync<SocketModeRefusedException>(Door(slack, FakeSlack.BotToken, TimeProvider.System, logs).OpenAsync(Token))).IsFatal.ShouldBeTrue();
    }

    private static SlackSocketDoor Door(FakeSlack slack, string token, TimeProvider time, RecordingLoggerFactory logs)
    {
        var options = new SlackOptions { AppToken = token, ApiBaseUrl = slack.ApiBaseUrl };
        return new SlackSocketDoor(SlackWeb.Create(options, HttpExtensions.CreateClient(), time, logs), options);
    }
}
