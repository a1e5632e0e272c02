using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Channels.Turns;
using TreatyBot.Tests.Hosting;
using TreatyBot.Transcripts;

namespace TreatyBot.EndToEnd;

/// <summary>The real host talking to the Agents Playground. What was sent is judged by Microsoft's own schema at the end of each test.</summary>
public sealed class PlaygroundTests : IAsyncLifetime
{
    private const string Question = "When was the INF Treaty signed?";
    private readonly TempFolder _folder = new();

    public ValueTask InitializeAsync()
    {
        TestCorpus.CopyTo(_folder["corpus"]);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        // Nothing was said where the clients are not installed and the test was skipped.
        if (new FileInfo(_folder["talk.jsonl"]) is { Exists: true, Length: > 0 })
            await JudgeWhatWasSentAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task PersonalChat_FromInstallationToFeedback()
    {
        await using var host = await StartAsync();
        await using var playground = await Playground.StartAsync(host);

        await playground.InstallAsync(Playground.Personal);
        Text(await playground.NextMessageAsync()).ShouldContain("arms-control");

        await playground.SayAsync(Playground.Personal, Question);
        var answer = await playground.NextMessageAsync();
        Text(answer).ShouldContain("8 December 1987");
        answer["aiEntity"]!["citation"]!.AsArray().ShouldNotBeEmpty();
        ((bool)answer["feedbackLoopEnabled"]!).ShouldBeTrue();
        answer["suggestedActions"]!["actions"]!.AsArray().Count.ShouldBeGreaterThan(1);

        await playground.InvokeAsync(Playground.Personal, "message/submitAction", new JsonObject
        {
            ["actionName"] = "feedback",
            ["actionValue"] = new JsonObject { ["reaction"] = "like", ["feedback"] = "exactly" },
        });
        var vote = JsonNode.Parse(File.ReadAllLines(_folder["votes.jsonl"]).Single())!;
        ((string?)vote["question"]).ShouldBe(Question);
        ((string?)vote["comment"]).ShouldBe("exactly");
    }

    [Fact]
    public async Task PersonalChat_ShowsCards()
    {
        await using var host = await StartAsync();
        await using var playground = await Playground.StartAsync(host);
        await playground.SayAsync(Playground.Personal, Question);
        await playground.NextMessageAsync();

        await playground.SayAsync(Playground.Personal, "sources");
        await playground.NextMessageAsync();
        var sources = await playground.NextMessageAsync();
        await playground.SayAsync(Playground.Personal, "timeline INF");
        await playground.NextMessageAsync();
        var picture = await playground.NextMessageAsync();
        var timeline = await playground.NextMessageAsync();

        sources["attachments"]!.ToJsonString().ShouldContain("8 December 1987");
        picture["attachments"]!.ToJsonString().ShouldContain("data:image/png;base64,");
        timeline["attachments"]!.ToJsonString().ShouldContain("2 August 2019");
    }

    [Theory]
    [InlineData(Playground.Group)]
    [InlineData(Playground.Team)]
    public async Task SharedConversation_IsAnsweredWhereTheBotIsMentioned(string conversation)
    {
        await using var host = await StartAsync();
        await using var playground = await Playground.StartAsync(host);

        await playground.SayAsync(conversation, "Who wants lunch?");
        await playground.SayAsync(conversation, Question, mentions: true);

        var frame = await playground.NextAsync(Playground.IsMessage);
        Text(frame["message"]!).ShouldContain("8 December 1987");
        ((string?)frame["actionConversationId"]).ShouldNotBeNull().ShouldStartWith(conversation);
    }

    [Fact]
    public async Task PersonalChat_OfASlowAnswer_StreamsItUnderOneId()
    {
        await using var host = await StartAsync(bot: new SlowBot());
        await using var playground = await Playground.StartAsync(host);

        await playground.SayAsync(Playground.Personal, "anything");

        var types = new List<string?>();
        JsonNode frame;
        do
        {
            frame = await playground.NextAsync(candidate => candidate["message"]?["streamEntity"] is not null);
            types.Add((string?)frame["message"]!["streamEntity"]!["streamType"]);
        }
        while (types[^1] != "final");
        types[0].ShouldBe("informative");
        types.ShouldContain("streaming");
        Text(frame["message"]!).ShouldContain("one two three");
    }

    [Fact]
    public async Task GroupChat_OfASlowAnswer_IsTypingAndOneMessage()
    {
        await using var host = await StartAsync(bot: new SlowBot());
        await using var playground = await Playground.StartAsync(host);

        await playground.SayAsync(Playground.Group, "anything", mentions: true);

        await playground.NextAsync(frame => (string?)frame["action"] == "typing");
        Text(await playground.NextMessageAsync()).ShouldContain("one two three");
    }

    [Fact]
    public async Task Update_ReplacesAMessageInPlace()
    {
        await using var host = await StartAsync(bot: new UpdatingBot());
        await using var playground = await Playground.StartAsync(host);

        await playground.SayAsync(Playground.Personal, "anything");

        var first = await playground.NextMessageAsync();
        var update = (await playground.NextAsync(frame => (string?)frame["action"] == "updateMessage"))["message"]!;
        ((string?)update["messageId"]).ShouldBe((string?)first["messageId"]);
        Text(update).ShouldBe("second version");
    }

    [Fact]
    public async Task ExpectReplies_AreShown()
    {
        await using var host = await StartAsync();
        await using var playground = await Playground.StartAsync(host, "--dm", "expectReplies");

        await playground.SayAsync(Playground.Personal, Question);

        Text(await playground.NextMessageAsync()).ShouldContain("8 December 1987");
    }

    [Theory]
    [InlineData("messageReaction")]
    [InlineData("messageUpdate")]
    [InlineData("somethingNew")]
    public async Task OtherActivities_AreTakenInSilence(string type)
    {
        await using var host = await StartAsync();
        await using var playground = await Playground.StartAsync(host);

        await playground.SendAsync(new JsonObject
        {
            ["type"] = type,
            ["channelId"] = "msteams",
            ["serviceUrl"] = new Uri(playground.Address, "/_connector").AbsoluteUri,
            ["from"] = new JsonObject { ["id"] = "user-id-0" },
            ["recipient"] = new JsonObject { ["id"] = "28:treatybot" },
            ["conversation"] = new JsonObject { ["id"] = Playground.Personal, ["conversationType"] = "personal" },
        });
        await playground.SayAsync(Playground.Personal, "help");

        Text(await playground.NextMessageAsync()).ShouldContain("status INF");
        host.Log.ToString().ShouldNotContain("failed");
    }

    private Task<TestHost> StartAsync(IBot? bot = null) => TestHost.StartAsync(
        configure: bot is null ? null : services => services.Replace(ServiceDescriptor.Singleton(bot)), transcript: "talk.jsonl", folder: _folder);

    private async Task JudgeWhatWasSentAsync()
    {
        NodeTools.Require("@microsoft/agents-activity");
        var sent = (await File.ReadAllLinesAsync(_folder["talk.jsonl"], TestContext.Current.CancellationToken))
            .Select(TranscriptLine.Parse).Where(line => !line.IsInbound).Select(line => line.Activity.ToJsonString()).ToList();
        sent.ShouldNotBeEmpty();
        var verdicts = (await NodeTools.RunAsync(["judge-activities.js"], string.Join('\n', sent))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        verdicts.Length.ShouldBe(sent.Count);
        verdicts.ShouldAllBe(verdict => verdict == "ok");
    }

    private static string Text(JsonNode message) => ((string?)message["text"]).ShouldNotBeNull(message.ToJsonString());

    /// <summary>Answers as a model does: bit by bit.</summary>
    private sealed class SlowBot : IBot
    {
        public async Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken)
        {
            if (turn.Text.Length == 0)
                return;
            await using var reply = turn.BeginReply();
            await reply.InformAsync("Searching…", cancellationToken);
            foreach (var word in new[] { "one", " two", " three" })
            {
                await Task.Delay(1100, cancellationToken);
                await reply.AppendAsync(word, cancellationToken);
            }
            await reply.CompleteAsync(new Reply { Text = "one two three" }, cancellationToken);
        }
    }

    private sealed class UpdatingBot : IBot
    {
        public async Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken)
        {
            if (turn.Text.Length == 0)
                return;
            var sent = await turn.SendTextAsync("first version", cancellationToken);
            await turn.UpdateAsync(sent!.Id!, new() { Type = "message", Text = "second version" }, cancellationToken);
        }
    }
}
