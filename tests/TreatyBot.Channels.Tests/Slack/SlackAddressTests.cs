using TreatyBot.Channels.Slack.Web;
using TreatyBot.Shared;

namespace TreatyBot.Channels.Tests.Slack;

/// <summary>Where bytes, answers and tokens may go.</summary>
public sealed class SlackAddressTests
{
    private static readonly SlackFile Picture = new("timeline.png", "Treaty", "Timeline: Treaty", new byte[] { 1, 2, 3 });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://files.slack.com/upload/v1/x", true)]
    [InlineData("http://files.slack.com/upload/v1/x", false)]
    [InlineData("https://files.slack.com.evil.example/x", false)]
    [InlineData("https://evil.example/files.slack.com", false)]
    [InlineData("https://files.slack.com:8443/x", false)]
    [InlineData("https://user@files.slack.com/x", false)]
    [InlineData("https://hooks.slack.com/x", false)]
    [InlineData("https://127.0.0.1/x", false)]
    public void FileHost_IsSlacksOwnOrNone(string address, bool allowed) =>
        new SlackHosts(new Uri("https://slack.com/api/")).AllowsFile(new Uri(address)).ShouldBe(allowed);

    [Theory]
    [InlineData("https://hooks.slack.com/commands/T1/2/3", true)]
    [InlineData("http://hooks.slack.com/commands/T1/2/3", false)]
    [InlineData("https://hooks.slack.com@evil.example/", false)]
    [InlineData("https://evil.example/hooks.slack.com", false)]
    [InlineData("http://169.254.169.254/latest", false)]
    [InlineData("http://localhost/x", false)]
    public void ResponseHost_IsSlacksOwnOrNone(string address, bool allowed) =>
        new SlackHosts(new Uri("https://slack.com/api/")).AllowsResponse(new Uri(address)).ShouldBe(allowed);

    [Fact]
    public void Hosts_OfASlackOnThisMachine_AreOnThisMachine()
    {
        var hosts = new SlackHosts(new Uri("http://127.0.0.1:5000/api/"));

        hosts.AllowsResponse(new Uri("http://127.0.0.1:5000/response/1")).ShouldBeTrue();
        hosts.AllowsResponse(new Uri("https://hooks.slack.com/x")).ShouldBeFalse();
    }

    [Fact]
    public async Task Upload_GoesInThreeSteps_AndOnlySlacksApiSeesTheToken()
    {
        await using var harness = await SlackHarness.StartAsync();

        var id = await harness.Web.UploadAsync(harness.Installation, Picture, "C1", "1.2", Token);

        harness.Slack.Methods.ShouldBe(["files.getUploadURLExternal", "upload", "files.completeUploadExternal"]);
        harness.Slack.CallsOf("upload").Single().Token.ShouldBeNull();
        var file = harness.Slack.Files.ShouldHaveSingleItem();
        (file.Id, file.Name, file.Title, file.AltText, file.ChannelId, file.ThreadTs).ShouldBe((id, "timeline.png", "Treaty", "Timeline: Treaty", "C1", "1.2"));
        file.Bytes.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Upload_ToAForeignHost_GetsNeitherBytesNorToken()
    {
        await using var foreign = await FakeSlack.StartAsync();
        await using var harness = await SlackHarness.StartAsync();
        harness.Slack.UploadOrigin = foreign.Origin.Replace("127.0.0.1", "files.slack.com.evil.example", StringComparison.Ordinal);

        var refusal = await harness.Web.UploadAsync(harness.Installation, Picture, "C1", null, Token).ShouldThrowAsync<SlackApiException>();

        refusal.Error.ShouldBe("host_not_allowed");
        harness.Slack.Methods.ShouldBe(["files.getUploadURLExternal"]);
        foreign.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2049)]
    public async Task Upload_OfASizeThatIsNotAllowed_IsNotSent(int length)
    {
        await using var harness = await SlackHarness.StartAsync(options => options.MaxUploadBytes = 2048);

        var refusal = await harness.Web.UploadAsync(harness.Installation, Picture with { Bytes = new byte[length] }, "C1", null, Token).ShouldThrowAsync<SlackApiException>();

        refusal.Message.ShouldBe($"files.getUploadURLExternal failed with file_size: the file has {length} bytes, 1 to 2048 are allowed; not sent.");
        harness.Slack.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Response_CarriesNoTokenAndSaysWhoSeesIt()
    {
        await using var harness = await SlackHarness.StartAsync();
        var address = new Uri(harness.Slack.NewResponseUrl());

        await harness.Web.RespondAsync(address, new SlackMessage("hi"), inChannel: false, replacesOriginal: true, Token);
        await harness.Web.RespondAsync(address, new SlackMessage("hi"), inChannel: true, replacesOriginal: false, Token);

        harness.Slack.Calls.Select(call => (call.Token, call["response_type"], call["replace_original"])).ShouldBe([(null, "ephemeral", "true"), (null, "in_channel", "false")]);
    }

    [Fact]
    public async Task Response_PastFive_IsRefused()
    {
        await using var harness = await SlackHarness.StartAsync();
        var address = new Uri(harness.Slack.NewResponseUrl());
        for (int i = 0; i < 5; i++)
            await harness.Web.RespondAsync(address, new SlackMessage("hi"), false, false, Token);

        (await harness.Web.RespondAsync(address, new SlackMessage("hi"), false, false, Token).ShouldThrowAsync<SlackApiException>()).Error.ShouldBe("used_url");
    }

    [Fact]
    public async Task Response_ToAForeignHost_IsNotSent()
    {
        await using var harness = await SlackHarness.StartAsync();

        (await harness.Web.RespondAsync(new Uri("https://evil.example/"), new SlackMessage("hi"), false, false, Token).ShouldThrowAsync<SlackApiException>())
            .Error.ShouldBe("host_not_allowed");
    }
}
