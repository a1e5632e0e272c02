using System.Net;
using System.Text.Json.Nodes;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Bot;

/// <summary>What users of Teams meet, over real HTTP.</summary>
public sealed class TeamsConversationTests : IAsyncLifetime
{
    private const string Question = "When was the INF Treaty signed?";
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Question_InPersonalChat_IsAnsweredWithLabelCitationsAndFeedback()
    {
        var reply = await _host.SayAsync(Question);

        Text(reply).ShouldContain("8 December 1987");
        ((string?)reply["summary"]).ShouldNotBeNull().ShouldStartWith("8 December 1987");
        var entity = reply["entities"]!.AsArray().Single()!;
        ((string?)entity["additionalType"]![0]).ShouldBe("AIGeneratedContent");
        ((string?)entity["citation"]![0]!["appearance"]!["abstract"]).ShouldNotBeNull().ShouldContain("8 December 1987");
        ((string?)reply["channelData"]!["feedbackLoop"]!["type"]).ShouldBe("default");
    }

    [Fact]
    public async Task Answer_Suggests_QuestionsThatItsTreatyCanAnswer()
    {
        var suggested = Suggestions(await _host.SayAsync(Question));

        suggested.Length.ShouldBeGreaterThan(1);
        suggested[^1].ShouldBe("timeline INF Treaty");
        suggested.ShouldNotContain(Question);
        foreach (var next in suggested[..^1])
            (await _host.SayAsync(next))["entities"]![0]!["citation"].ShouldNotBeNull($"“{next}” was suggested and not answered");
    }

    [Fact]
    public async Task Sources_AfterAnAnswer_AreACardThatQuotesThem()
    {
        await _host.SayAsync(Question);

        Text(await _host.SayAsync("sources")).ShouldContain(Question);
        var card = (await _host.Connector.NextAsync()).Body!["attachments"]![0]!;

        ((string?)card["contentType"]).ShouldBe("application/vnd.microsoft.card.adaptive");
        card["content"]!.ToJsonString().ShouldContain("8 December 1987");
    }

    [Fact]
    public async Task Timeline_OfATreaty_IsItsPictureAndACardOfItsDates()
    {
        Text(await _host.SayAsync("timeline INF")).ShouldContain("events");
        var picture = (await _host.Connector.NextAsync()).Body!["attachments"]![0]!;
        var card = (await _host.Connector.NextAsync()).Body!["attachments"]![0]!["content"]!.ToJsonString();

        ((string?)picture["content"]!["body"]![0]!["url"]).ShouldNotBeNull().ShouldStartWith("data:image/png;base64,");
        card.ShouldContain("8 December 1987");
        card.ShouldContain("2 August 2019");
    }

    [Theory]
    [InlineData("status INF as of 2019-06-01", "In force")]
    [InlineData("Status of the INF Treaty as of 1 June 2020", "Terminated")]
    [InlineData("/status inf", "Terminated")]
    public async Task Status_AsOfADay_TellsHowTheTreatyStood(string text, string verdict) =>
        Text(await _host.SayAsync(text)).ShouldStartWith(verdict);

    [Theory]
    [InlineData("status INF as of someday", "cannot read")]
    [InlineData("timeline Zyxwv", "no treaty called")]
    [InlineData("help", "as of 2019-06-01")]
    [InlineData("Documents!", "4 documents")]
    [InlineData("sources", "no answer yet")]
    [InlineData("forget", "forgotten")]
    public async Task Command_InPlainWords_IsUnderstoodAndNotLabelled(string text, string part)
    {
        var reply = await _host.SayAsync(text);

        Text(reply).ShouldContain(part);
        reply["entities"].ShouldBeNull();
        reply["channelData"].ShouldBeNull();
    }

    [Fact]
    public async Task Forget_LeavesNoSourcesBehind()
    {
        await _host.SayAsync(Question);
        await _host.SayAsync("forget");

        Text(await _host.SayAsync("sources")).ShouldContain("no answer yet");
    }

    [Fact]
    public async Task ConversationUpdate_OfAnInstallation_WelcomesOnceWithQuestionsThatCanBeAnswered()
    {
        var update = _host.Activity("conversationUpdate");
        update["membersAdded"] = new JsonArray(new JsonObject { ["id"] = TestHost.BotId }, new JsonObject { ["id"] = "29:user" });
        var again = update.DeepClone();
        again["id"] = "in-again";

        var welcome = await _host.SayAsync(update);
        (await _host.PostAsync(again)).Status.ShouldBe(HttpStatusCode.Accepted);
        var next = await _host.SayAsync(Suggestions(welcome)[0]);

        Text(welcome).ShouldContain("arms-control");
        next["entities"]![0]!["citation"].ShouldNotBeNull();
        _host.Connector.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ConversationUpdate_OfAnotherMemberInAGroup_IsNoReasonToSpeak()
    {
        var update = _host.Activity("conversationUpdate", "19:group@thread.v2", "groupChat");
        update["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "29:newcomer" });

        await _host.PostAsync(update);
        await _host.SayAsync(_host.Message(Question, "19:group@thread.v2", "groupChat", mentions: true));

        _host.Connector.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Vote_OnAnAnswer_IsStoredWithQuestionAnswerAndCitations()
    {
        await _host.SayAsync(Question);
        await _host.IdleAsync();
        var vote = Vote("dislike", """{"feedbackText":"wrong city"}""", replyTo: "sent-1");

        var (status, body) = await _host.PostAsync(vote);

        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldBe("{}");
        var stored = JsonNode.Parse(File.ReadAllLines(_host.Folder["votes.jsonl"]).Single())!;
        ((string?)stored["vote"]).ShouldBe("down");
        ((string?)stored["comment"]).ShouldBe("wrong city");
        ((string?)stored["question"]).ShouldBe(Question);
        ((string?)stored["channel"]).ShouldBe("msteams");
        ((string?)stored["shortAnswer"]).ShouldBe("8 December 1987");
        stored["citations"]!.AsArray().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("like", "not JSON {", "sent-1", 1)]
    [InlineData("like", "", "sent-1", 1)]
    [InlineData("like", "plain words", null, 1)]
    [InlineData("like", "{}", "of-somebody-else", 0)]
    public async Task Vote_InAnyForm_IsTakenWithoutAnError(string reaction, string feedback, string? replyTo, int stored)
    {
        await _host.SayAsync(Question);
        await _host.IdleAsync();

        var (status, body) = await _host.PostAsync(Vote(reaction, feedback, replyTo));

        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldBe("{}");
        (File.Exists(_host.Folder["votes.jsonl"]) ? File.ReadAllLines(_host.Folder["votes.jsonl"]).Length : 0).ShouldBe(stored);
    }

    [Fact]
    public async Task Invoke_ThatNobodyKnows_Is501()
    {
        var invoke = _host.Activity("invoke");
        invoke["name"] = "composeExtension/query";

        (await _host.PostAsync(invoke)).Status.ShouldBe(HttpStatusCode.NotImplemented);
    }

    [Fact]
    public async Task ExpectReplies_AreInTheResponse()
    {
        var message = _host.Message(Question);
        message["deliveryMode"] = "expectReplies";

        var (status, body) = await _host.PostAsync(message);

        status.ShouldBe(HttpStatusCode.OK);
        Text(JsonNode.Parse(body)!["activities"]!.AsArray().Single()!).ShouldContain("8 December 1987");
        _host.Connector.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Delivery_SeenBefore_IsAnsweredOnce()
    {
        var message = _host.Message(Question);
        await _host.SayAsync(message);

        (await _host.PostAsync(message)).Status.ShouldBe(HttpStatusCode.Accepted);
        await _host.SayAsync("help");

        _host.Connector.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task FollowUp_InTheSameConversation_IsUnderstood()
    {
        await _host.SayAsync(Question);

        Text(await _host.SayAsync("Where?")).ShouldContain("Washington");
    }

    [Fact]
    public async Task Installation_Removed_ForgetsTheConversation()
    {
        await _host.SayAsync(Question);
        var update = _host.Activity("installationUpdate");
        update["action"] = "remove";
        await _host.PostAsync(update);

        Text(await _host.SayAsync("sources")).ShouldContain("no answer yet");
    }

    private JsonObject Vote(string reaction, string feedback, string? replyTo)
    {
        var vote = _host.Activity("invoke");
        vote["name"] = "message/submitAction";
        if (replyTo is not null)
            vote["replyToId"] = replyTo;
        vote["value"] = new JsonObject
        {
            ["actionName"] = "feedback",
            ["actionValue"] = new JsonObject { ["reaction"] = reaction, ["feedback"] = feedback },
        };
        return vote;
    }

    private static string Text(JsonNode reply) => ((string?)reply["text"]).ShouldNotBeNull().TrimStart('*');

    private static string[] Suggestions(JsonNode reply) =>
        [.. reply["suggestedActions"]!["actions"]!.AsArray().Select(action => (string)action!["title"]!)];
}
