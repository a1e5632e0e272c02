using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Tests.Commands;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Feedback;

public sealed class FeedbackTests : IDisposable
{
    private static readonly string[] Votes =
    [
        """{"at":"2026-10-01T10:00:00Z","channel":"msteams","question":"When was INF signed?","answer":"In 1987.","vote":"up"}""",
        """{"at":"2026-11-02T10:00:00Z","channel":"msteams","question":"Why did Russia leave?","answer":"Because.","citations":[{"documentId":"register/cfe","quote":"x"}],"vote":"down","comment":"wrong \u001b[31mtreaty","answerer":"events"}""",
        """{"at":"2026-11-03T10:00:00Z","channel":"slack","question":"why did Russia leave","answer":"I can't.","vote":"down","reason":"not_in_corpus","answerer":"none"}""",
        """{"at":"2026-11-04T10:00:00Z","channel":"slack","question":"When was CFE signed?","answer":"In 1990.","vote":"down","answerer":"events"}""",
        """{"at":"2026-11-05T10:00:00Z","channel":"slack","question":"When was CFE signed?","answer":"In 1990.","vote":"up","answerer":"events"}""",
    ];

    private readonly Workbench _bench = new(hasCorpus: false);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Digest_OfNoVotes_SaysWhereTheyWouldComeFrom()
    {
        var run = await RunAsync();

        run.Code.ShouldBe(0);
        run.Output.ShouldContain("No votes yet");
        run.Output.ShouldContain("Channels:Feedback:Path");
    }

    [Fact]
    public async Task Digest_OfVotes_CountsThemAndPutsTheWorstFirst()
    {
        _bench.Write("votes.jsonl", string.Join('\n', Votes[1..]) + "\nno vote\n");
        _bench.Write("votes.jsonl.1", Votes[0] + "\n");

        var run = await RunAsync();

        run.Code.ShouldBe(0);
        run.Lines[0].ShouldBe("5 votes from 2026-10-01 to 2026-11-05: 2 up, 3 down (40 % up).");
        run.Output.ShouldContain("slack 1 up 2 down, msteams 1 up 1 down");
        run.Output.ShouldContain("not_in_corpus 0 up 1 down");
        var worst = run.Lines.SkipWhile(line => line != "Worst rated:").Skip(1).ToList();
        worst[0].ShouldBe("2 down, 0 up: why did Russia leave");
        worst.ShouldContain(line => line.StartsWith("1 down, 1 up: When was CFE signed?", StringComparison.Ordinal));
        run.Output.ShouldContain("wrong  [31mtreaty");
        run.Output.ShouldNotContain("\u001b");
        run.Error.ShouldContain("1 line is no vote");
    }

    [Fact]
    public async Task Digest_SinceADay_LeavesOlderVotesOut()
    {
        _bench.Write("votes.jsonl", string.Join('\n', Votes));

        (await RunAsync("--since", "2026-11-04")).Lines[0].ShouldStartWith("2 votes from 2026-11-04 to 2026-11-05");
        (await RunAsync("--since", "2027-01-01")).Output.ShouldContain("holds 5 older ones");
        (await RunAsync("--since", "yesterday")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Digest_AsJson_IsOneObject()
    {
        _bench.Write("votes.jsonl", string.Join('\n', Votes));

        var digest = JsonDocument.Parse((await RunAsync("--json")).Output).RootElement;

        digest.GetProperty("up").GetInt32().ShouldBe(2);
        digest.GetProperty("worst")[0].GetProperty("down").GetInt32().ShouldBe(2);
        digest.GetProperty("comments")[0].GetProperty("vote").GetString().ShouldBe("down");
    }

    [Fact]
    public async Task Vote_AfterARestart_IsStoredWithQuestionAnswerAndCitations()
    {
        using var folder = new TempFolder();
        TestCorpus.CopyTo(folder["corpus"]);
        await using (var first = await TestHost.StartAsync(folder: folder))
        {
            await first.SayAsync("When was the INF Treaty signed?");
            await first.IdleAsync();
        }
        await using var second = await TestHost.StartAsync(folder: folder);

        await second.PostAsync(Vote(second, "sent-1", "like"));
        await second.PostAsync(Vote(second, null, "dislike"));

        var stored = (await File.ReadAllLinesAsync(folder["votes.jsonl"], TestContext.Current.CancellationToken)).Select(line => JsonNode.Parse(line)!).ToList();
        stored.Count.ShouldBe(2);
        stored.ShouldAllBe(vote => (string?)vote["question"] == "When was the INF Treaty signed?" && (string?)vote["shortAnswer"] == "8 December 1987");
        stored.ShouldAllBe(vote => vote["citations"]!.AsArray().Count > 0 && (string?)vote["answerer"] == "events");
        second.Log.ToString().ShouldNotContain("dropped");
    }

    private static JsonObject Vote(TestHost host, string? message, string reaction)
    {
        var vote = host.Activity("invoke");
        vote["name"] = "message/submitAction";
        if (message is not null)
            vote["replyToId"] = message;
        vote["value"] = new JsonObject
        {
            ["actionName"] = "feedback",
            ["actionValue"] = new JsonObject { ["reaction"] = reaction, ["feedback"] = "" },
        };
        return vote;
    }

    private Task<VerbRun> RunAsync(params string[] args) => _bench.RunAsync(["feedback", "--Channels:Feedback:Path", _bench.At("votes.jsonl"), .. args]);
}
