using System.Net;
using System.Text.Json.Nodes;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Bot;

/// <summary>How the bot behaves where others talk too.</summary>
public sealed class ChannelMannersTests
{
    private const string Question = "When was the INF Treaty signed?";
    private const string Thread = "19:team@thread.tacv2;messageid=1700000000000";

    [Theory]
    [InlineData("groupChat", "19:group@thread.v2")]
    [InlineData("channel", Thread)]
    public async Task Message_AmongOthers_IsAnsweredOnlyWhenItMentionsTheBot(string type, string conversation)
    {
        await using var host = await TestHost.StartAsync();

        (await host.PostAsync(host.Message(Question, conversation, type))).Status.ShouldBe(HttpStatusCode.Accepted);
        var reply = await host.SayAsync(host.Message(Question, conversation, type, mentions: true));

        ((string?)reply["text"]).ShouldNotBeNull().ShouldContain("8 December 1987");
        ((string?)reply["conversation"]!["id"]).ShouldBe(conversation);
        host.Connector.Requests.Count.ShouldBe(1);
        host.Connector.Requests.Single().Target.ShouldContain(Uri.EscapeDataString(conversation));
    }

    [Fact]
    public async Task Message_ThatMentionsSomebodyElse_IsNotAnswered()
    {
        await using var host = await TestHost.StartAsync();
        var message = host.Message(Question, Thread, "channel", mentions: true);
        message["entities"]![0]!["mentioned"]!["id"] = "29:colleague";

        await host.PostAsync(message);
        await host.SayAsync(host.Message("help", Thread, "channel", mentions: true));

        host.Connector.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Markup_TypedByAUser_IsNoMention()
    {
        await using var host = await TestHost.StartAsync();
        var message = host.Message(Question, Thread, "channel", mentions: true);
        message.Remove("entities");

        await host.PostAsync(message);
        await host.SayAsync(host.Message("help", Thread, "channel", mentions: true));

        host.Connector.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Where was it signed?", true, 2)]
    [InlineData("Thanks everybody", true, 1)]
    [InlineData("Where was it signed?", false, 1)]
    public async Task Thread_InWhichTheBotAnswered_IsFollowedForQuestions(string next, bool follows, int answers)
    {
        await using var host = await TestHost.StartAsync(new() { ["Channels:Limits:FollowThreads"] = follows.ToString() });
        await host.SayAsync(host.Message(Question, Thread, "channel", mentions: true));

        await host.PostAsync(host.Message(next, Thread, "channel"));
        await host.PostAsync(host.Message("help", Thread, "channel", mentions: true));
        while (!(await host.Connector.NextAsync()).Text!.Contains("status INF", StringComparison.Ordinal))
        {
            // Answers of one conversation come in order: help is the last.
        }

        host.Connector.Requests.Count.ShouldBe(answers + 1);
    }

    [Theory]
    [InlineData("28:another-bot", null)]
    [InlineData(TestHost.BotId, null)]
    [InlineData("29:user", "bot")]
    public async Task Message_OfABot_IsNotAnswered(string id, string? role)
    {
        await using var host = await TestHost.StartAsync();
        var message = host.Message(Question, mentions: true);
        message["from"] = new JsonObject { ["id"] = id, ["role"] = role };

        var (status, _) = await host.PostAsync(message);
        await host.SayAsync("help");

        ((int)status).ShouldBeInRange(200, 202);
        host.Connector.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("team-one", "8 December 1987")]
    [InlineData("team-two", "not set up to answer in this team")]
    [InlineData(null, "not set up to answer in this team")]
    public async Task Team_NotOnTheList_IsToldSo(string? team, string part)
    {
        await using var host = await TestHost.StartAsync(new() { ["Channels:Limits:AllowedTeams:0"] = "team-one" });
        var message = host.Message(Question, Thread, "channel", mentions: true);
        if (team is not null)
            message["channelData"] = new JsonObject { ["team"] = new JsonObject { ["id"] = team } };

        ((string?)(await host.SayAsync(message))["text"]).ShouldNotBeNull().ShouldContain(part);
    }

    [Fact]
    public async Task User_WhoAsksTooMuch_IsToldOnceAndOthersAreStillAnswered()
    {
        await using var host = await TestHost.StartAsync(new() { ["Channels:Limits:MessagesPerUser"] = "2", ["Channels:Limits:Window"] = "01:00:00" });
        await host.SayAsync("help");
        await host.SayAsync("help");

        var told = await host.SayAsync("help");
        await host.PostAsync(host.Message("help"));
        var other = host.Message("help");
        other["from"]!["id"] = "29:other";
        var answered = await host.SayAsync(other);

        ((string?)told["text"]).ShouldNotBeNull().ShouldContain("ask me again in 60 minutes");
        ((string?)answered["text"]).ShouldNotBeNull().ShouldContain("status INF");
        host.Connector.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Conversation_WithTooManyQuestions_IsToldSo()
    {
        await using var host = await TestHost.StartAsync(new() { ["Channels:Limits:MessagesPerConversation"] = "1", ["Channels:Limits:Window"] = "01:00:00" });
        await host.SayAsync("help");
        var other = host.Message("help");
        other["from"]!["id"] = "29:other";

        ((string?)(await host.SayAsync(other))["text"]).ShouldNotBeNull().ShouldContain("more questions in this conversation");
        ((string?)(await host.SayAsync(host.Message("help", "a:elsewhere")))["text"]).ShouldNotBeNull().ShouldContain("status INF");
    }
}
