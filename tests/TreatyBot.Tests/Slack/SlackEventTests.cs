using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Channels.Turns;
using TreatyBot.Shared;

namespace TreatyBot.Tests.Slack;

/// <summary>What users of Slack meet, over real HTTP: the numbered cases of events.</summary>
public sealed class SlackEventTests : IAsyncLifetime
{
    private const string Question = "When was the INF Treaty signed?";
    private const string Mention = $"<@{FakeSlack.BotUserId}>";
    private SlackDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await SlackDesk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Challenge_IsEchoedExactly()
    {
        var (status, body) = await _desk.PostAsync("""{"token":"x","challenge":"3eZbrw1aB \u00fc+/=","type":"url_verification"}""");

        status.ShouldBe(HttpStatusCode.OK);
        ((string?)JsonNode.Parse(body)!["challenge"]).ShouldBe("3eZbrw1aB ü+/=");
    }

    [Fact]
    public async Task DirectMessage_IsAnsweredInItsThreadWithSources()
    {
        var ts = _desk.NewTs();
        var reply = await _desk.SayAsync(Question, ts: ts);

        reply.Method.ShouldBe("chat.postMessage");
        reply["thread_ts"].ShouldBe(ts);
        reply["text"].ShouldNotBeNull().ShouldContain("8 December 1987");
        reply.Blocks!.ToJsonString().ShouldContain("treatybot_vote");
    }

    [Fact]
    public async Task Ack_ComesWhileTheAnswerIsStillBeingMade()
    {
        var release = new TaskCompletionSource();
        await using var desk = await SlackDesk.StartAsync(configure: services => services.Replace(ServiceDescriptor.Singleton<IBot>(new ScriptedSlackBot((_, _) => release.Task))));
        var watch = Stopwatch.StartNew();

        (await desk.EventAsync(SlackDesk.Message("slow", "1.1"))).Status.ShouldBe(HttpStatusCode.OK);

        // The bot has not answered, and is not going to before it is let.
        release.Task.IsCompleted.ShouldBeFalse();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        release.SetResult();
    }

    [Fact]
    public async Task Retry_OfAnAnsweredEvent_IsNotAnsweredAgain()
    {
        var message = SlackDesk.Message("help", "1.1");
        await _desk.EventAsync(message, "Ev1");
        await _desk.NextAsync();
        await _desk.EventAsync(message.DeepClone().AsObject(), "Ev1");
        // Slack has been seen to give a message a new event; its place and time are the same.
        await _desk.EventAsync(message.DeepClone().AsObject(), "Ev2");

        await FenceAsync();
        _desk.Shown.ShouldBe(2);
    }

    [Fact]
    public async Task SameEventId_ForAnotherMessage_IsADuplicate()
    {
        await _desk.EventAsync(SlackDesk.Message("help", "1.1"), "Ev1");
        await _desk.NextAsync();
        await _desk.EventAsync(SlackDesk.Message("help", "1.2"), "Ev1");

        await FenceAsync();
        _desk.Shown.ShouldBe(2);
    }

    [Fact]
    public async Task Retry_WhoseFirstDeliveryWasLost_IsAnswered()
    {
        // Nothing tells it from a first one but a header, which is not looked at.
        (await _desk.SayAsync("help"))["text"].ShouldNotBeNull().ShouldContain("arms-control");
    }

    [Fact]
    public async Task Mention_DeliveredAsMentionAndAsMessage_IsAnsweredOnce()
    {
        await _desk.EventAsync(SlackDesk.Message($"{Mention} help", "1.1", "C1", type: "app_mention"), "Ev1");
        await _desk.EventAsync(SlackDesk.Message($"{Mention} help", "1.1", "C1"), "Ev2");
        await _desk.NextAsync();

        await FenceAsync();
        _desk.Shown.ShouldBe(2);
    }

    [Theory]
    [InlineData("own user", """{"user":"U0BOT"}""")]
    [InlineData("own bot", """{"bot_id":"B0BOT"}""")]
    [InlineData("another bot", """{"bot_id":"B9","subtype":"bot_message"}""")]
    [InlineData("another bot with a user", """{"bot_id":"B9","user":"U9"}""")]
    [InlineData("deleted", """{"subtype":"message_deleted"}""")]
    [InlineData("joined", """{"subtype":"channel_join"}""")]
    [InlineData("sent to the channel too", """{"subtype":"thread_broadcast"}""")]
    [InlineData("changed, unanswered", """{"subtype":"message_changed","message":{"user":"U1","ts":"9.9","text":"help","edited":{"user":"U1","ts":"9.91"}},"previous_message":{"text":"hel"}}""")]
    [InlineData("unknown", """{"type":"team_rename"}""")]
    [InlineData("without user", """{"user":null}""")]
    [InlineData("without time", """{"ts":null}""")]
    public async Task Event_ThatNobodySaidToTheBot_IsTakenAndNotAnswered(string why, string change)
    {
        var message = SlackDesk.Message("help", "1.1");
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            message[name] = value?.DeepClone();

        (await _desk.EventAsync(message)).Status.ShouldBe(HttpStatusCode.OK, why);

        await FenceAsync();
        _desk.Shown.ShouldBe(1, why);
    }

    [Fact]
    public async Task MessageInAChannel_WithoutMention_IsNotForTheBot()
    {
        await _desk.EventAsync(SlackDesk.Message("help", "1.1", "C1"));

        await FenceAsync();
        _desk.Shown.ShouldBe(1);
    }

    [Fact]
    public async Task FileWithText_IsAnsweredAsText()
    {
        var message = SlackDesk.Message("help", "1.1");
        message["subtype"] = "file_share";
        message["files"] = new JsonArray(new JsonObject { ["id"] = "F1" });
        await _desk.EventAsync(message);

        (await _desk.NextAsync())["thread_ts"].ShouldBe("1.1");
    }

    [Fact]
    public async Task Mention_InAThread_IsAnsweredThere()
    {
        (await _desk.SayAsync($"{Mention} help", "C1", threadTs: "5.5"))["thread_ts"].ShouldBe("5.5");
        (await _desk.SayAsync($"{Mention} help", "C1", ts: "6.6"))["thread_ts"].ShouldBe("6.6");
    }

    [Fact]
    public async Task Text_IsReadAsItWasTyped()
    {
        var said = new TaskCompletionSource<string>();
        await using var desk = await SlackDesk.StartAsync(configure: services => services.Replace(ServiceDescriptor.Singleton<IBot>(new ScriptedSlackBot((turn, _) =>
        {
            said.TrySetResult(turn.Text);
            return Task.CompletedTask;
        }))));
        await desk.EventAsync(SlackDesk.Message($"is {Mention} &lt;b&gt; for <@U7>?", "1.1"));

        (await said.Task.WaitAsync(TestContext.Current.CancellationToken)).ShouldBe("is <b> for @U7?");
    }

    [Fact]
    public async Task RateLimitNotice_WithoutEvent_IsTaken() =>
        (await _desk.PostAsync("""{"token":"x","type":"app_rate_limited","team_id":"T1","minute_rate_limited":1,"api_app_id":"A1"}""")).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("""{"type":""}""", "application/json")]
    [InlineData("""{"type":"event_callback","event_id":"E","team_id":"T1","event":{"type":"\ud800"}}""", "application/json")]
    [InlineData("", "application/x-www-form-urlencoded")]
    [InlineData("payload=", "application/x-www-form-urlencoded")]
    [InlineData("payload=%7B", "application/x-www-form-urlencoded")]
    [InlineData("pay=1", "application/x-www-form-urlencoded")]
    [InlineData("""{"type":"event_callback"}""", "text/plain")]
    public async Task Body_SignedAndUnreadable_Is400(string body, string type) =>
        (await _desk.PostAsync(body, type: type)).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Edit_OfAnAnsweredQuestion_ChangesTheAnswerInItsPlace()
    {
        var ts = _desk.NewTs();
        await _desk.SayAsync(Question, ts: ts);
        await _desk.Host.IdleAsync();
        var answer = _desk.Slack.Messages.Single();
        await _desk.EventAsync(Edit(ts, Question, "When did the INF Treaty enter into force?"));

        var change = await _desk.NextAsync();

        change.Method.ShouldBe("chat.update");
        change["ts"].ShouldBe(answer.Ts);
        change["text"].ShouldNotBeNull().ShouldContain("1 June 1988");
        _desk.Slack.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Change_ThatLeavesTheText_IsNoEdit()
    {
        var ts = _desk.NewTs();
        await _desk.SayAsync("help", ts: ts);
        await _desk.EventAsync(Edit(ts, "help", "help"));

        await FenceAsync();
        _desk.Shown.ShouldBe(2);
    }

    [Fact]
    public async Task EnterpriseGrid_TheInstallationOfTheAuthorizationAnswers()
    {
        var message = SlackDesk.Message("help", "1.1");
        await _desk.EventAsync(message, change: envelope =>
        {
            envelope["team_id"] = "T0ELSEWHERE";
            envelope["enterprise_id"] = "E1";
            envelope["authorizations"]![0]!["enterprise_id"] = "E1";
        });

        (await _desk.NextAsync()).Token.ShouldBe(FakeSlack.BotToken);
    }

    [Fact]
    public async Task Workspace_WithoutInstallation_IsTakenAndNobodysTokenUsed()
    {
        (await _desk.EventAsync(SlackDesk.Message("help", "1.1"), change: envelope => envelope["authorizations"]![0]!["team_id"] = "T0OTHER")).Status.ShouldBe(HttpStatusCode.OK);

        await FenceAsync();
        _desk.Shown.ShouldBe(1);
        _desk.Host.Log.ToString().ShouldContain("T0OTHER");
    }

    [Fact]
    public async Task Home_TellsWhatCanBeAskedAndWhatIsIndexed()
    {
        await _desk.EventAsync(new JsonObject { ["type"] = "app_home_opened", ["user"] = "U1", ["channel"] = "D1", ["tab"] = "home" });
        var home = await _desk.NextAsync();
        await _desk.EventAsync(new JsonObject { ["type"] = "app_home_opened", ["user"] = "U1", ["channel"] = "D1", ["tab"] = "messages" });
        var prompts = await _desk.NextAsync();

        home.Method.ShouldBe("views.publish");
        home.Arguments.ToJsonString().ShouldContain("4 documents");
        home.Arguments.ToJsonString().ShouldContain("newest document");
        prompts.Method.ShouldBe("assistant.threads.setSuggestedPrompts");
        prompts["thread_ts"].ShouldBeNull();
    }

    [Fact]
    public async Task Stop_OfTheUser_EndsTheAnswer()
    {
        var stopped = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        await using var desk = await SlackDesk.StartAsync(configure: services => services.Replace(ServiceDescriptor.Singleton<IBot>(new ScriptedSlackBot(async (turn, token) =>
        {
            await using var reply = turn.BeginReply();
            begun.SetResult();
            await Task.WhenAny(Task.Delay(Timeout.Infinite, reply.Stopped), Task.Delay(Timeout.Infinite, token));
            if (reply.Stopped.IsCancellationRequested)
                stopped.SetResult();
        }))));
        await desk.EventAsync(SlackDesk.Message("long", "1.1"));
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);

        await desk.EventAsync(new JsonObject { ["type"] = "agent_session_stopped", ["channel"] = "D1", ["user"] = "U1", ["thread_ts"] = "1.1", ["streaming_message_ts"] = new JsonArray() });

        await stopped.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Failure_IsToldWithANumberThatTheLogHas()
    {
        await using var desk = await SlackDesk.StartAsync(configure: services => services.Replace(
            ServiceDescriptor.Singleton<IBot>(new ScriptedSlackBot((_, _) => throw new InvalidOperationException("/var/secret")))));

        var told = (await desk.SayAsync("anything"))["text"].ShouldNotBeNull();

        told.ShouldNotContain("secret");
        desk.Host.Log.ToString().ShouldContain(told.TrimEnd('.').Split(' ')[^1]);
    }

    [Fact]
    public async Task Answer_ThatSlackDoesNotTake_LeavesTheQuestionOpenForARetry()
    {
        _desk.Slack.ScriptError("chat.postMessage", "fatal_error", times: 2);
        await _desk.EventAsync(SlackDesk.Message("help", "1.1"), "Ev1");
        await _desk.NextAsync();
        await _desk.NextAsync();
        await _desk.Host.IdleAsync();

        await _desk.EventAsync(SlackDesk.Message("help", "1.1"), "Ev1");
        await _desk.NextAsync();
        await _desk.Host.IdleAsync();

        _desk.Slack.Messages.Count.ShouldBe(1);
    }

    private static JsonObject Edit(string ts, string before, string after) => new()
    {
        ["type"] = "message",
        ["subtype"] = "message_changed",
        ["channel"] = "D1",
        ["channel_type"] = "im",
        ["ts"] = "1799999999.000001",
        ["message"] = new JsonObject { ["type"] = "message", ["user"] = "U1", ["ts"] = ts, ["text"] = after, ["edited"] = new JsonObject { ["user"] = "U1", ["ts"] = "1799999999.000000" } },
        ["previous_message"] = new JsonObject { ["type"] = "message", ["user"] = "U1", ["ts"] = ts, ["text"] = before },
    };

    // What was taken before has been worked off when this is answered and the queue is empty.
    private async Task FenceAsync()
    {
        await _desk.SayAsync("forget", "D0FENCE");
        await _desk.Host.IdleAsync();
    }
}
