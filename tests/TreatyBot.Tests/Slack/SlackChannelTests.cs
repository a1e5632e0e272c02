using System.Net;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Shared;

namespace TreatyBot.Tests.Slack;

/// <summary>The bot among others: threads, commands, settings, votes, and where it is not wanted.</summary>
public sealed class SlackChannelTests : IAsyncLifetime
{
    private const string Question = "When was the INF Treaty signed?";
    private const string Mention = $"<@{FakeSlack.BotUserId}>";
    private SlackDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await SlackDesk.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Thread_AfterAMention_IsFollowedUntilToldToStop()
    {
        await _desk.SayAsync($"{Mention} {Question}", "C1", ts: "5.5");
        (await _desk.SayAsync("And when did it enter into force?", "C1", threadTs: "5.5"))["text"].ShouldNotBeNull().ShouldContain("1 June 1988");
        (await _desk.SayAsync("stop", "C1", threadTs: "5.5"))["text"].ShouldNotBeNull().ShouldContain("stop here");

        await _desk.EventAsync(SlackDesk.Message(Question, _desk.NewTs(), "C1", "5.5"));
        await FenceAsync();
        _desk.Shown.ShouldBe(4);

        (await _desk.SayAsync($"{Mention} {Question}", "C1", threadTs: "5.5"))["thread_ts"].ShouldBe("5.5");
        (await _desk.SayAsync("sources", "C1", threadTs: "5.5"))["thread_ts"].ShouldBe("5.5");
    }

    [Theory]
    [InlineData("<@U7> When was the INF Treaty signed?")]
    [InlineData("<!here> When was the INF Treaty signed?")]
    [InlineData("thanks, all!")]
    public async Task Thread_ThatIsFollowed_TalkOfOthersIsLeftAlone(string text)
    {
        await _desk.SayAsync($"{Mention} {Question}", "C1", ts: "5.5");
        await _desk.EventAsync(SlackDesk.Message(text, _desk.NewTs(), "C1", "5.5"));

        await FenceAsync();
        _desk.Shown.ShouldBe(2);
    }

    [Fact]
    public async Task Thread_ThatIsFollowed_IsNotAnsweredWithoutEnd()
    {
        await _desk.SayAsync($"{Mention} help", "C1", ts: "5.5");
        for (int i = 0; i < 20; i++)
            await _desk.EventAsync(SlackDesk.Message("help", _desk.NewTs(), "C1", "5.5", user: "U2"));

        await FenceAsync();
        _desk.Slack.Messages.Count(message => message.ThreadTs == "5.5").ShouldBe(1 + 6);
    }

    [Fact]
    public async Task Command_IsAnsweredToTheAskerAloneAndCanBeShared()
    {
        var (status, body) = await _desk.CommandAsync(Question);
        var answer = await _desk.NextAsync();
        var share = Buttons(answer).Single(button => (string?)button["action_id"] == SlackActions.Share);
        await _desk.ClickAsync(_desk.Click(SlackActions.Share, (string)share["value"]!, "C1", "7.7", isEphemeral: true));
        var shared = await _desk.NextAsync();

        (status, body).ShouldBe((HttpStatusCode.OK, ""));
        answer.Method.ShouldBe("response");
        answer["response_type"].ShouldBe("ephemeral");
        answer["text"].ShouldNotBeNull().ShouldContain("8 December 1987");
        shared["response_type"].ShouldBe("in_channel");
        shared.Blocks!.ToJsonString().ShouldContain(Question);
        Buttons(shared).ShouldNotContain(button => (string?)button["action_id"] == SlackActions.Share);
    }

    [Fact]
    public async Task Share_OfAnAnswerThatIsForgotten_IsSaidSo()
    {
        await _desk.ClickAsync(_desk.Click(SlackActions.Share, "unknown", "C1", "7.7", isEphemeral: true));

        var told = await _desk.NextAsync();
        told["response_type"].ShouldBe("ephemeral");
        told["text"].ShouldNotBeNull().ShouldContain("ask again");
    }

    [Fact]
    public async Task Command_Empty_SaysWhatCanBeSaid()
    {
        await _desk.CommandAsync("");

        (await _desk.NextAsync())["text"].ShouldNotBeNull().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("https://evil.example/hook")]
    [InlineData("https://hooks.slack.com.evil.example/hook")]
    [InlineData("not an address")]
    public async Task Command_WithAForeignResponseAddress_IsAnsweredByTheApi(string address)
    {
        await _desk.CommandAsync("help", responseUrl: address);

        var answer = await _desk.NextAsync();
        answer.Method.ShouldBe("chat.postEphemeral");
        answer["user"].ShouldBe(SlackDesk.User);
    }

    [Fact]
    public async Task Command_WhereTheAppIsNotInstalled_IsToldAtOnce()
    {
        var (_, body) = await _desk.PostAsync("team_id=T0OTHER&channel_id=C1&user_id=U1&command=%2Ftreaty&text=help", "/slack/commands", "application/x-www-form-urlencoded");

        ((string?)JsonNode.Parse(body)!["response_type"]).ShouldBe("ephemeral");
        ((string?)JsonNode.Parse(body)!["text"]).ShouldNotBeNull().ShouldContain("not installed");
    }

    [Fact]
    public async Task Settings_AreToldChangedAndKeptAcrossARestart()
    {
        using var folder = SlackDesk.NewFolder();
        await using (var first = await SlackDesk.StartAsync(folder: folder, slack: _desk.Slack))
        {
            await first.CommandAsync("settings");
            (await first.NextAsync())["text"].ShouldNotBeNull().ShouldContain("quiet off");
            await first.CommandAsync("settings quiet on");
            await first.NextAsync();
            await first.CommandAsync("settings language klingon");
            (await first.NextAsync())["text"].ShouldNotBeNull().ShouldContain("none of my languages");
            await first.CommandAsync("settings colour blue");
            (await first.NextAsync())["text"].ShouldNotBeNull().ShouldContain("did not understand");
        }

        await using var second = await SlackDesk.StartAsync(folder: folder, slack: _desk.Slack);
        var answer = await second.SayAsync($"{Mention} {Question}", "C1");
        answer.Method.ShouldBe("chat.postEphemeral");
        answer["user"].ShouldBe(SlackDesk.User);
        (await second.SayAsync($"{Mention} {Question}", "C2")).Method.ShouldBe("chat.postMessage");
    }

    [Fact]
    public async Task Settings_Language_RulesTheBotsOwnWordsAndKeepsQuotesAsTheyAre()
    {
        await _desk.CommandAsync("settings language de");
        (await _desk.NextAsync())["text"].ShouldNotBeNull().ShouldContain("ich spreche Deutsch");

        var answer = await _desk.SayAsync($"{Mention} When did Russia suspend the CFE Treaty?", "C1");
        answer["text"].ShouldNotBeNull().ShouldContain("Russland setzte den KSE-Vertrag am 12. Dezember 2007 aus");
        var blocks = answer.Blocks!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        foreach (var said in (string[])["*Quellen*", "Gute Antwort", "Quellen zeigen", "Russia suspended implementation of the CFE Treaty with effect from 12 December 2007."])
            blocks.ShouldContain(said);

        var reason = await _desk.SayAsync($"{Mention} Is the CFE Treaty a good idea?", "C1");
        reason["text"].ShouldNotBeNull().ShouldStartWith("Das kann ich nicht beantworten");
        // Another channel keeps the language of each question.
        (await _desk.SayAsync($"{Mention} When did Russia suspend the CFE Treaty?", "C2"))["text"].ShouldNotBeNull().ShouldContain("Russia suspended the CFE Treaty");
        (await _desk.SayAsync($"{Mention} Quand la Russie a-t-elle suspendu le traité FCE ?", "C2"))["text"].ShouldNotBeNull().ShouldContain("La Russie a suspendu le traité FCE le 12 décembre 2007");
    }

    [Theory]
    [InlineData("Hilfe", "Ich beantworte Fragen")]
    [InlineData("aide", "Je réponds aux questions")]
    [InlineData("ayuda", "Respondo preguntas")]
    [InlineData("помощь", "Я отвечаю на вопросы")]
    public async Task Help_IsToldInTheLanguageInWhichItIsAskedFor(string word, string said) =>
        (await _desk.SayAsync(word))["text"].ShouldNotBeNull().ShouldContain(said);

    [Theory]
    [InlineData("settings mention-only on")]
    [InlineData("settings follow off")]
    public async Task Settings_WithoutFollowing_LeaveThreadsAlone(string setting)
    {
        await _desk.CommandAsync(setting);
        await _desk.NextAsync();
        await _desk.SayAsync($"{Mention} {Question}", "C1", ts: "5.5");
        await _desk.EventAsync(SlackDesk.Message(Question, _desk.NewTs(), "C1", "5.5"));

        await FenceAsync();
        _desk.Shown.ShouldBe(3);
    }

    [Fact]
    public async Task Help_NamesWhatCanBeSaidInSlackAndTheLanguages()
    {
        var help = (await _desk.SayAsync("help")).Blocks!.ToJsonString();

        foreach (var part in new[] { "timeline New START", "/treaty settings", "stop", "English, French, German, Spanish and Russian" })
            help.ShouldContain(part);
    }

    [Fact]
    public async Task Vote_IsStoredOnceWithQuestionAnswerAndCitations()
    {
        await _desk.SayAsync($"{Mention} {Question}", "C1", ts: "5.5");
        await _desk.Host.IdleAsync();
        var answer = _desk.Slack.Messages.Single();
        var click = _desk.Click(SlackActions.Vote, SlackActions.Up, "C1", answer.Ts, "5.5");
        await _desk.ClickAsync(click);
        await _desk.ClickAsync(click.DeepClone().AsObject());
        await _desk.Host.IdleAsync();

        var vote = JsonNode.Parse((await File.ReadAllLinesAsync(_desk.Host.Folder["votes.jsonl"], TestContext.Current.CancellationToken)).Single())!;
        ((string?)vote["vote"]).ShouldBe("up");
        ((string?)vote["channel"]).ShouldBe("slack");
        ((string?)vote["question"]).ShouldBe(Question);
        vote["citations"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Suggestion_Clicked_IsAskedInTheSameThread()
    {
        await _desk.ClickAsync(_desk.Click($"{SlackActions.SayPrefix}1", Question, "D1", "5.6", "5.5"));

        var answer = await _desk.NextAsync();
        answer["thread_ts"].ShouldBe("5.5");
        answer["text"].ShouldNotBeNull().ShouldContain("8 December 1987");
    }

    [Fact]
    public async Task User_WhoAsksTooMuch_IsToldKindlyOnce()
    {
        await using var desk = await SlackDesk.StartAsync(new() { ["Channels:Limits:MessagesPerUser"] = "2" });
        for (int i = 0; i < 5; i++)
            await desk.EventAsync(SlackDesk.Message("help", desk.NewTs(), $"D{i}"));
        await desk.Host.IdleAsync();

        desk.Slack.Messages.Count(message => message.Text.Contains("asked me a lot", StringComparison.Ordinal)).ShouldBe(1);
        desk.Slack.Messages.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("Channels:Slack:AllowedChannels:0", "C2", "this channel")]
    [InlineData("Channels:Slack:AllowedWorkspaces:0", "T0OTHER", "this workspace")]
    public async Task Place_ThatIsNotAllowed_IsToldSoOnceAndAlone(string setting, string value, string told)
    {
        await using var desk = await SlackDesk.StartAsync(new() { [setting] = value });
        var refusal = await desk.SayAsync($"{Mention} {Question}", "C1");
        await desk.EventAsync(SlackDesk.Message($"{Mention} {Question}", desk.NewTs(), "C1"));
        await desk.Host.IdleAsync();

        refusal.Method.ShouldBe("chat.postEphemeral");
        refusal["text"].ShouldNotBeNull().ShouldContain(told);
        desk.Shown.ShouldBe(1);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("Members", null, true)]
    [InlineData("Members", "T0STRANGER", false)]
    [InlineData("Everyone", "T0STRANGER", true)]
    public async Task SharedChannel_IsAnsweredByPolicy(string? policy, string? userTeam, bool isAnswered)
    {
        await using var desk = await SlackDesk.StartAsync(new() { ["Channels:Slack:SharedChannels"] = policy ?? "Nobody" });
        var message = SlackDesk.Message($"{Mention} {Question}", "1.1", "C1");
        if (userTeam is not null)
            message["user_team"] = userTeam;
        await desk.EventAsync(message, change: envelope => envelope["is_ext_shared_channel"] = true);

        var shown = await desk.NextAsync();
        shown.Method.ShouldBe(isAnswered ? "chat.postMessage" : "chat.postEphemeral");
        shown["text"]!.Contains("1987", StringComparison.Ordinal).ShouldBe(isAnswered);
    }

    private static IEnumerable<JsonNode> Buttons(SlackCall call) =>
        (call.Blocks ?? []).Where(block => (string?)block!["type"] is "actions" or "context_actions").SelectMany(block => block!["elements"]!.AsArray()).OfType<JsonNode>();

    private async Task FenceAsync()
    {
        await _desk.SayAsync("forget", "D0FENCE");
        await _desk.Host.IdleAsync();
    }
}
