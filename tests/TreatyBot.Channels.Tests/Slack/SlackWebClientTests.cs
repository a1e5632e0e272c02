using System.Net;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Shared;

namespace TreatyBot.Channels.Tests.Slack;

/// <summary>What Slack answers, and what becomes of it.</summary>
public sealed class SlackWebClientTests : IAsyncLifetime
{
    private const string Thread = "1700000000.000100";
    private static readonly SlackMessage Hello = new("hello");

    private SlackHarness _harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeSlack Slack => _harness.Slack;

    private SlackWebClient Web => _harness.Web;

    public async ValueTask InitializeAsync() => _harness = await SlackHarness.StartAsync();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Post_InAThread_KeepsItAndLooksNothingUp()
    {
        var ts = await PostAsync();

        var call = Slack.Calls.ShouldHaveSingleItem();
        (call.Method, call.Token, call.ContentType).ShouldBe(("chat.postMessage", FakeSlack.BotToken, "application/json"));
        (call["thread_ts"], call["parse"], call["link_names"], call["unfurl_links"], call["unfurl_media"]).ShouldBe((Thread, "none", "false", "false", "false"));
        Slack.Messages.Single().Ts.ShouldBe(ts);
    }

    [Fact]
    public async Task Refusal_WithStatus200_IsAnErrorWithSlacksWords()
    {
        Slack.Tokens[FakeSlack.BotToken] = new HashSet<string> { "commands" };

        var refusal = await PostAsync().ShouldThrowAsync<SlackApiException>();

        (refusal.Error, refusal.Needed, refusal.Provided, refusal.Status).ShouldBe(("missing_scope", "chat:write", "commands", HttpStatusCode.OK));
        refusal.Message.ShouldBe("chat.postMessage failed with missing_scope: needs the scope chat:write, has commands.");
        Slack.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Refusal_OfBlocks_NamesWhatIsWrongWithThem()
    {
        var message = new SlackMessage("x", new JsonArray(new JsonObject { ["type"] = "section" }));

        var refusal = await Web.PostMessageAsync(_harness.Installation, "C1", message, null, Token).ShouldThrowAsync<SlackApiException>();

        refusal.Message.ShouldContain("invalid_blocks: [ERROR] /blocks/0 needs text or fields");
    }

    [Fact]
    public async Task RateLimit_WithRetryAfter_HoldsAllCallsOfTheMethodBack()
    {
        Slack.ScriptRateLimit("chat.postMessage", "30");
        var first = PostAsync();
        await Slack.NextAsync();
        await _harness.Time.AwaitAsync(due => due == TimeSpan.FromSeconds(30));
        var second = Web.PostMessageAsync(_harness.Installation, "C2", Hello, null, Token);
        await Web.UpdateAsync(_harness.Installation, "C1", "1", Hello, Token).ShouldThrowAsync<SlackApiException>();

        Slack.Methods.ShouldBe(["chat.postMessage", "chat.update"], "another method goes on, another channel waits as well");
        _harness.Time.Advance(TimeSpan.FromSeconds(30));
        await Task.WhenAll(first, second);
        Slack.CallsOf("chat.postMessage").Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    public async Task RateLimit_WithoutRetryAfter_IsTriedAgainSoon(string? retryAfter)
    {
        Slack.ScriptRateLimit("chat.postMessage", retryAfter);
        var post = PostAsync();
        await Slack.NextAsync();
        var wait = await _harness.Time.ElapseAsync(due => due <= TimeSpan.FromSeconds(1));

        (await post).ShouldNotBeNull();
        wait.ShouldBeInRange(TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(750));
    }

    [Fact]
    public async Task RateLimit_LongerThanAReplyCanWait_FailsAtOnceAndStaysInForce()
    {
        Slack.ScriptRateLimit("chat.postMessage", "60");

        (await PostAsync().ShouldThrowAsync<SlackApiException>()).Error.ShouldBe("ratelimited");
        (await PostAsync().ShouldThrowAsync<SlackApiException>()).Message.ShouldContain("not sent");
        Slack.Calls.Count.ShouldBe(1);
        _harness.Time.Advance(TimeSpan.FromSeconds(61));
        (await PostAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task RateLimit_OfOneWorkspace_DoesNotHoldAnotherBack()
    {
        Slack.Tokens["xoxb-two"] = null;
        Slack.ScriptRateLimit("chat.postMessage", "60");
        await PostAsync().ShouldThrowAsync<SlackApiException>();

        var other = new Channels.Slack.SlackInstallation(new(null, "T2"), "xoxb-two", "U", null);
        (await Web.PostMessageAsync(other, "C1", Hello, null, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task DeadToken_IsNotTriedAgain()
    {
        Slack.Tokens.Clear();

        var refusal = await PostAsync().ShouldThrowAsync<SlackApiException>();

        (refusal.Error, refusal.IsTokenDead).ShouldBe(("invalid_auth", true));
        Slack.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ServerError_OnAnUpdate_IsTriedAgain_ButNotForever()
    {
        for (int i = 0; i < 9; i++)
            Slack.Script("chat.update", new SlackScript(503, Raw: "<html>"));
        var update = Web.UpdateAsync(_harness.Installation, "C1", "1", Hello, Token);
        for (int i = 0; i < 3; i++)
        {
            await Slack.NextAsync();
            await _harness.Time.ElapseAsync(due => due < TimeSpan.FromSeconds(10));
        }

        (await update.ShouldThrowAsync<SlackApiException>()).Error.ShouldBe("http_503");
        Slack.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task LostAnswer_MessageIsThere_IsNotPostedTwice()
    {
        Slack.ScriptLate("chat.postMessage", Task.Delay(Timeout.Infinite, Token));
        var post = PostAsync();
        await Slack.NextAsync();
        await _harness.Time.ElapseAsync(due => due == TimeSpan.FromSeconds(15));

        (await post).ShouldBe(Slack.Messages.Single().Ts);
        Slack.Methods.ShouldBe(["chat.postMessage", "conversations.replies"]);
    }

    [Fact]
    public async Task LostRequest_MessageIsNotThere_IsPostedAgain()
    {
        await PostAsync();
        Slack.Script("chat.postMessage", new SlackScript(500, Raw: "oops"));

        var ts = await PostAsync();

        Slack.Messages.Count.ShouldBe(2, "an equal message of before is another one");
        Slack.Messages[1].Ts.ShouldBe(ts);
    }

    [Fact]
    public async Task LostAnswer_ThreadCannotBeRead_FailsRatherThanPostsTwice()
    {
        Slack.Script("chat.postMessage", new SlackScript(500, Done: true, Raw: "oops"));
        Slack.ScriptError("conversations.replies", "missing_scope");

        (await PostAsync().ShouldThrowAsync<SlackApiException>()).IsOutcomeUnknown.ShouldBeTrue();
        Slack.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task LostAnswer_OutsideAThread_IsLookedForInTheChannel()
    {
        Slack.Script("chat.postMessage", new SlackScript(500, Done: true, Raw: "oops"));

        (await Web.PostMessageAsync(_harness.Installation, "D1", Hello, null, Token)).ShouldBe(Slack.Messages.Single().Ts);
        Slack.Methods.ShouldBe(["chat.postMessage", "conversations.history"]);
    }

    [Fact]
    public async Task LostAnswer_ToAnUpdate_IsAskedForOnceMore()
    {
        var ts = (await PostAsync())!;
        await Slack.NextAsync();
        Slack.ScriptLate("chat.update", Task.Delay(Timeout.Infinite, Token));
        var update = Web.UpdateAsync(_harness.Installation, "C1", ts, new SlackMessage("changed"), Token);
        await Slack.NextAsync();
        _harness.Time.Advance(TimeSpan.FromSeconds(15));

        await update;
        Slack.Methods.ShouldBe(["chat.postMessage", "chat.update", "chat.update"]);
    }

    [Fact]
    public async Task LostAnswers_ToAnUpdate_AreATimeoutInTheEnd()
    {
        var never = Task.Delay(Timeout.Infinite, Token);
        Slack.ScriptLate("chat.update", never);
        Slack.ScriptLate("chat.update", never);
        var update = Web.UpdateAsync(_harness.Installation, "C1", "1.1", Hello, Token);
        for (int i = 0; i < 2; i++)
        {
            await Slack.NextAsync();
            _harness.Time.Advance(TimeSpan.FromSeconds(15));
        }

        var refusal = await update.ShouldThrowAsync<SlackApiException>();
        (refusal.Error, refusal.IsOutcomeUnknown).ShouldBe((SlackApiException.Timeout, true));
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        Slack.Script("chat.update", new SlackScript(302, Raw: "", Location: $"{Slack.Origin}/api/stolen"));

        (await Web.UpdateAsync(_harness.Installation, "C1", "1", Hello, Token).ShouldThrowAsync<SlackApiException>()).Error.ShouldBe("http_302");
        Slack.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ManyPosts_InOneChannel_AreSpread()
    {
        var posts = Enumerable.Range(0, 6).Select(_ => PostAsync()).ToList();

        await Task.WhenAll(posts.Take(3));
        posts.Count(post => post.IsCompleted).ShouldBe(3);
        _harness.Time.Advance(TimeSpan.FromSeconds(3));
        await Task.WhenAll(posts);
    }

    [Theory]
    [InlineData(null, "U1", "missing_recipient_team_id")]
    [InlineData("T1", null, "missing_recipient_user_id")]
    [InlineData("T1", "", "missing_recipient_user_id")]
    public async Task Stream_InAChannelWithoutRecipient_IsNotSent(string? team, string? user, string error)
    {
        var refusal = await Web.StartStreamAsync(_harness.Installation, "C1", Thread, team, user, "x", Token).ShouldThrowAsync<SlackApiException>();

        refusal.Error.ShouldBe(error);
        Slack.Calls.ShouldBeEmpty();
        (await Web.StartStreamAsync(_harness.Installation, "D1", Thread, null, null, "x", Token)).ShouldNotBeNull("direct messages need none");
    }

    [Fact]
    public async Task Stream_MoreThanOneCallHolds_IsNotSent()
    {
        (await Web.AppendStreamAsync(_harness.Installation, "D1", "1", new string('x', 12_001), Token).ShouldThrowAsync<SlackApiException>()).Error.ShouldBe("msg_too_long");
        Slack.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reactions_AsTheyAreAlready_AreNoFailure()
    {
        await Web.AddReactionAsync(_harness.Installation, "C1", "1", "eyes", Token);
        await Web.AddReactionAsync(_harness.Installation, "C1", "1", "eyes", Token);
        await Web.RemoveReactionAsync(_harness.Installation, "C1", "1", "eyes", Token);
        await Web.RemoveReactionAsync(_harness.Installation, "C1", "1", "eyes", Token);

        Slack.Reactions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Secrets_AreNotLogged()
    {
        Slack.ScriptRateLimit("chat.postMessage", "0");
        await PostAsync();
        _harness.Logs.Text.ShouldContain("trying again");
        _harness.Logs.Text.ShouldNotContain("xoxb");
        _harness.Installation.ToString().ShouldNotContain("xoxb");
    }

    private Task<string?> PostAsync() => Web.PostMessageAsync(_harness.Installation, "C1", Hello, Thread, Token);
}
