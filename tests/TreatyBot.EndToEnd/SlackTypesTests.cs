using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Channels.Slack.Manifest;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Channels.Tests.Slack;
using TreatyBot.Shared;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.EndToEnd;

/// <summary>What is sent to Slack, checked by the compiler against the types that Slack publishes.</summary>
public sealed class SlackTypesTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> ArgumentTypes = new()
    {
        ["chat.postMessage"] = "ChatPostMessageArguments",
        ["chat.postEphemeral"] = "ChatPostEphemeralArguments",
        ["chat.update"] = "ChatUpdateArguments",
        ["chat.delete"] = "ChatDeleteArguments",
        ["chat.startStream"] = "ChatStartStreamArguments",
        ["chat.appendStream"] = "ChatAppendStreamArguments",
        ["chat.stopStream"] = "ChatStopStreamArguments",
        ["reactions.add"] = "ReactionsAddArguments",
        ["reactions.remove"] = "ReactionsRemoveArguments",
        ["assistant.threads.setStatus"] = "AssistantThreadsSetStatusArguments",
        ["assistant.threads.setSuggestedPrompts"] = "AssistantThreadsSetSuggestedPromptsArguments",
        ["assistant.threads.setTitle"] = "AssistantThreadsSetTitleArguments",
        ["views.publish"] = "ViewsPublishArguments",
        ["files.completeUploadExternal"] = "FilesCompleteUploadExternalArguments",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryBlock_IsOneOfSlacks()
    {
        var values = Blocks().ToList();
        output.WriteLine($"{values.Count} blocks values");

        (await JudgeAsync(values.Select(blocks => ("KnownBlock[]", blocks)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryCall_HasTheArgumentsOfItsMethod()
    {
        await using var slack = await FakeSlack.StartAsync();
        await CallAllAsync(slack);
        var calls = slack.Calls.Where(call => ArgumentTypes.ContainsKey(call.Method)).ToList();

        calls.Select(call => call.Method).Distinct().Count().ShouldBe(ArgumentTypes.Count);
        (await JudgeAsync(calls.Select(call => (ArgumentTypes[call.Method], (JsonNode)call.Arguments)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Manifest_IsOfSlacksType_ButForItsNewestNames()
    {
        var facts = new SlackManifestFacts("TreatyBot", "Answers.", new Uri("https://bot.example"), [new SlackPrompt("t", "m")]) { IsDistributed = true };

        var found = await JudgeAsync([("Manifest", SlackManifest.Of(facts)), ("Manifest", SlackManifest.Of(facts with { PublicUrl = null }))]);

        // The lists in this release of the type are behind: the scope is documented, and the event is among the types of events.
        found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[line.IndexOf("error", StringComparison.Ordinal)..]).Distinct().ShouldBe(
        [
            "error TS2322: Type '\"assistant:write\"' is not assignable to type 'BotScope'.",
            "error TS2322: Type '\"agent_session_stopped\"' is not assignable to type 'ManifestEvent'.",
        ]);
    }

    [Theory]
    [InlineData("KnownBlock[]", """[{"type":"actions","elements":[{"type":"buton","action_id":"a","text":{"type":"plain_text","text":"x"}}]}]""")]
    [InlineData("KnownBlock[]", """[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]""")]
    [InlineData("ChatStartStreamArguments", """{"channel":"C1","markdown_text":"x"}""")]
    [InlineData("ReactionsAddArguments", """{"channel":"C1","ts":"1.1","name":"eyes"}""")]
    [InlineData("Manifest", """{"display_information":{"name":"x"},"settings":{"interactivity":{"is_enabled":"yes"}}}""")]
    public async Task Judge_FindsWhatIsWrong(string type, string value) =>
        (await JudgeAsync([(type, JsonNode.Parse(value)!)])).ShouldContain("error TS");

    private static IEnumerable<JsonNode> Blocks()
    {
        foreach (var (_, reply) in SlackReplies.All)
        {
            foreach (var form in new[] { new SlackForm(), new SlackForm("key", IsSingle: true) })
            {
                var messages = new SlackReply(reply, form);
                for (int size = 0; size <= SlackReply.Smallest; size++)
                {
                    for (int i = 0; i < messages.Count; i++)
                        yield return messages.Message(i, size).Blocks!;
                    if (messages.Continue("", size)?.Blocks is { } under)
                        yield return under;
                }
            }
        }

        yield return SlackHome.View(new SlackHomeContent("I answer.", ["When?"], [("help", "this")], ["documents"], "today"))["blocks"]!;
    }

    private static async Task CallAllAsync(FakeSlack slack)
    {
        using var http = HttpExtensions.CreateClient();
        var web = SlackWeb.Create(new SlackOptions { ApiBaseUrl = slack.ApiBaseUrl }, http, TimeProvider.System, NullLoggerFactory.Instance);
        var installation = new SlackInstallation(new(null, FakeSlack.TeamId), FakeSlack.BotToken, FakeSlack.BotUserId, null);
        var message = new SlackReply(SlackReplies.Cited, new SlackForm()).Message(0, 0);
        var ts = (await web.PostMessageAsync(installation, "C1", message, "1.1", Token))!;
        await web.PostMessageAsync(installation, "C1", message, null, Token);
        await web.PostEphemeralAsync(installation, "C1", "U1", message, "1.1", Token);
        await web.UpdateAsync(installation, "C1", ts, message, Token);
        await web.DeleteAsync(installation, "C1", ts, Token);
        var stream = (await web.StartStreamAsync(installation, "C2", "1.1", FakeSlack.TeamId, "U1", "It ", Token))!;
        await web.AppendStreamAsync(installation, "C2", stream, "ended.", Token);
        await web.StopStreamAsync(installation, "C2", stream, " So.", message.Blocks, null, Token);
        await web.AddReactionAsync(installation, "C1", "1.1", "eyes", Token);
        await web.RemoveReactionAsync(installation, "C1", "1.1", "eyes", Token);
        await web.SetStatusAsync(installation, "C1", "1.1", "Searching…", Token);
        await web.SetSuggestedPromptsAsync(installation, "D1", "Ask", [new SlackPrompt("t", "m")], Token);
        await web.SetTitleAsync(installation, "D1", "1.1", "title", Token);
        await web.PublishHomeAsync(installation, "U1", SlackHome.View(new SlackHomeContent("I answer.", [], [], [], "")), Token);
        await web.UploadAsync(installation, new SlackFile("a.png", "a", "a", new byte[] { 1 }), "C1", "1.1", Token);
    }

    /// <summary>What the compiler has against values of these types; empty for nothing.</summary>
    private static async Task<string> JudgeAsync(IEnumerable<(string Type, JsonNode Value)> values)
    {
        NodeTools.Require("@slack/types", "@slack/web-api", "typescript");
        var listed = values.ToList();
        using var folder = new TempFolder();
        var source = new StringBuilder("import type { KnownBlock } from '@slack/types';\n")
            .Append("import type { AppsManifestCreateArguments, ").AppendJoin(", ", ArgumentTypes.Values).Append(" } from '@slack/web-api';\n")
            // The JSON of a manifest, or the object.
            .Append("type Manifest = Exclude<AppsManifestCreateArguments['manifest'], string>;\nexport type Used = [KnownBlock, Manifest, ").AppendJoin(", ", ArgumentTypes.Values).Append("];\n");
        for (int i = 0; i < listed.Count; i++)
            source.Append("export const c").Append(i).Append(": ").Append(listed[i].Type).Append(" = ").Append(listed[i].Value.ToJsonString(ProtocolJson.Options)).Append(";\n");
        await File.WriteAllTextAsync(folder["check.ts"], source.ToString(), Token);
        Directory.CreateSymbolicLink(folder["node_modules"], Path.Combine(NodeTools.Folder, "node_modules"));
        return await NodeTools.RunAsync(["judge-types.js", folder["check.ts"]]);
    }
}
