using System.Text.Json.Nodes;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Retention;

/// <summary>What "forget" takes, and what it leaves.</summary>
public sealed class ForgetTests : IAsyncLifetime
{
    private const string Question = "When was the INF Treaty signed?";
    private const string Group = "19:group@thread.v2";
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(transcript: "talk.jsonl");

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Forget_InAPersonalChat_ErasesMemoryVotesAndTranscriptOfItAlone()
    {
        await VotedAsync("a:one", "29:user");
        await VotedAsync("a:other", "29:else");

        var reply = Text(await SayAsync("forget", "a:one", "29:user"));
        await _host.IdleAsync();

        reply.ShouldContain("forgotten");
        reply.ShouldContain("1 votes");
        Lines("votes.jsonl").Length.ShouldBe(1);
        Lines("talk.jsonl").ShouldNotBeEmpty();
        Lines("talk.jsonl").ShouldAllBe(line => !line.Contains("a:one", StringComparison.Ordinal));
        Lines("talk.jsonl").ShouldContain(line => line.Contains("a:other", StringComparison.Ordinal));
        Text(await SayAsync("sources", "a:one", "29:user")).ShouldContain("no answer yet");
        Text(await SayAsync("sources", "a:other", "29:else")).ShouldContain("Sources of");
    }

    [Fact]
    public async Task Forget_OfAnAnswerNotYetVotedOn_LeavesNothingToVoteOn()
    {
        await SayAsync(Question, "a:one", "29:user");
        await SayAsync("Forget!", "a:one", "29:user");

        await _host.PostAsync(Vote("sent-1", "a:one", "29:user"));

        File.Exists(_host.Folder["votes.jsonl"]).ShouldBeFalse();
        foreach (var file in Directory.EnumerateFiles(_host.Folder.Path, "answers.db*"))
            System.Text.Encoding.Latin1.GetString(await ReadSharedAsync(file)).ShouldNotContain("INF");
    }

    [Fact]
    public async Task Forget_InAGroup_TakesTheAskersVotesAndLinesAndLeavesThoseOfOthers()
    {
        await VotedAsync(Group, "29:user");
        await VotedAsync(Group, "29:else");

        await SayAsync("forget", Group, "29:user");
        await _host.IdleAsync();

        Lines("votes.jsonl").Length.ShouldBe(1);
        var left = Lines("talk.jsonl").Select(line => JsonNode.Parse(line)!["activity"]!).ToList();
        left.ShouldNotBeEmpty();
        left.ShouldAllBe(activity => activity["from"]!["id"]!.ToString() == "29:else" || activity["recipient"]!["id"]!.ToString() == "29:else");
    }

    [Fact]
    public async Task Removal_OfTheBot_ErasesTheWholeConversation()
    {
        await VotedAsync("a:one", "29:user");
        var update = _host.Activity("installationUpdate", "a:one");
        update["action"] = "remove";
        await _host.PostAsync(update);
        await _host.IdleAsync();

        Lines("votes.jsonl").ShouldBeEmpty();
        Lines("talk.jsonl").ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_OfWhatUsersWrote_AreReadableToTheProgramAlone()
    {
        await VotedAsync("a:one", "29:user");

        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in new[] { "votes.jsonl", "talk.jsonl", "answers.db" })
            File.GetUnixFileMode(_host.Folder[file]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
    }

    private async Task VotedAsync(string conversation, string user)
    {
        await SayAsync(Question, conversation, user);
        await _host.IdleAsync();
        await _host.PostAsync(Vote($"sent-{_host.Connector.Requests.Count}", conversation, user));
    }

    private async Task<JsonNode> SayAsync(string text, string conversation, string user)
    {
        var isGroup = conversation == Group;
        var message = _host.Message(text, conversation, isGroup ? "groupChat" : "personal", mentions: isGroup);
        message["from"]!["id"] = user;
        return await _host.SayAsync(message);
    }

    private JsonObject Vote(string message, string conversation, string user)
    {
        var vote = _host.Activity("invoke", conversation, conversation == Group ? "groupChat" : "personal");
        vote["from"]!["id"] = user;
        vote["name"] = "message/submitAction";
        vote["replyToId"] = message;
        vote["value"] = new JsonObject
        {
            ["actionName"] = "feedback",
            ["actionValue"] = new JsonObject { ["reaction"] = "like", ["feedback"] = "" },
        };
        return vote;
    }

    private string[] Lines(string file)
    {
        using var reader = new StreamReader(new FileStream(_host.Folder[file], FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        return bytes;
    }

    private static string Text(JsonNode reply) => (string?)reply["text"] ?? "";
}
