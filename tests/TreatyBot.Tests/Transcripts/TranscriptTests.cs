using System.Text.Json.Nodes;
using TreatyBot.Commands;
using TreatyBot.Tests.Hosting;
using TreatyBot.Transcripts;

namespace TreatyBot.Tests.Transcripts;

public sealed class TranscriptTests
{
    [Fact]
    public async Task Transcript_OfAConversation_IsPlayedBackInTheConsole()
    {
        using var folder = new TempFolder();
        TestCorpus.CopyTo(folder["corpus"]);
        await using (var host = await TestHost.StartAsync(transcript: "talk.jsonl", folder: folder))
        {
            await host.SayAsync(host.Message("When was the INF Treaty signed?", "19:group@thread.v2", "groupChat", mentions: true));
            await host.PostAsync(host.Message("not for the bot", "19:group@thread.v2", "groupChat"));
            await host.SayAsync(host.Message("Where?", "19:group@thread.v2", "groupChat", mentions: true));
        }
        File.ReadAllLines(folder["talk.jsonl"]).Select(line => TranscriptLine.Parse(line).IsInbound).ShouldBe([true, false, true, true, false]);
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(
            ["chat", "--replay", folder["talk.jsonl"], "--Corpus:Path", folder["corpus"], "--Store:Path", folder["store.db"], "--Models:Embeddings:Provider", "None"],
            output, error, TestContext.Current.CancellationToken);

        code.ShouldBe(0, error.ToString());
        output.ToString().ShouldContain("> When was the INF Treaty signed?");
        output.ToString().ShouldContain("8 December 1987");
        output.ToString().ShouldContain("Washington");
    }

    [Theory]
    [InlineData("", "there is no such file")]
    [InlineData("{\"direction\":\"in\"}", "line 1")]
    [InlineData("{", "line 1")]
    [InlineData("[]", "line 1")]
    public async Task Replay_OfSomethingElse_NamesFileAndLine(string content, string part)
    {
        using var folder = new TempFolder();
        TestCorpus.CopyTo(folder["corpus"]);
        if (content.Length > 0)
            await File.WriteAllTextAsync(folder["talk.jsonl"], content, TestContext.Current.CancellationToken);
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(
            ["chat", "--replay", folder["talk.jsonl"], "--Corpus:Path", folder["corpus"], "--Store:Path", folder["store.db"], "--Models:Embeddings:Provider", "None"],
            TextWriter.Null, error, TestContext.Current.CancellationToken);

        code.ShouldBe(2);
        error.ToString().ShouldContain(part);
        error.ToString().ShouldContain("talk.jsonl");
    }

    [Theory]
    [InlineData("""{"value":{"token":"abc","keep":"yes"}}""", "abc")]
    [InlineData("""{"text":"my key is eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln"}""", "eyJ")]
    [InlineData("""{"text":"use Bearer abc.def"}""", "abc.def")]
    [InlineData("""{"text":"xoxb-123-secret"}""", "123-secret")]
    [InlineData("""{"attachments":[{"content":{"downloadUrl":"https://x.example/file?tempauth=abc"}}]}""", "abc")]
    [InlineData("""{"attachments":[{"contentUrl":"https://x.example/file?a=1&sig=abc"}]}""", "abc")]
    [InlineData("""{"list":["https://x.example/f?token=abc"]}""", "abc")]
    public void Redaction_TakesSecretsOut(string json, string secret)
    {
        var node = JsonNode.Parse(json);

        Redaction.Apply(node);

        node!.ToJsonString().ShouldNotContain(secret);
        node.ToJsonString().ShouldContain("[removed]");
    }

    [Theory]
    [InlineData("""{"text":"What is a code of conduct? See https://x.example/a?page=2 for the state of play"}""")]
    [InlineData("""{"conversation":{"id":"19:abc@thread.v2"},"channelData":{"tenant":{"id":"t"}}}""")]
    public void Redaction_LeavesTheRest(string json)
    {
        var node = JsonNode.Parse(json);

        Redaction.Apply(node);

        JsonNode.DeepEquals(node, JsonNode.Parse(json)).ShouldBeTrue();
    }
}
