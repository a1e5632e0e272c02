using System.Text.Json.Nodes;
using TreatyBot.Shared;

namespace TreatyBot.EndToEnd;

/// <summary>Slack's own client against the Slack on this machine: what it makes of the answers is what it makes of Slack's.</summary>
public sealed class FakeSlackTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["auth.test"] = "\"U0BOT\"",
        ["invalid_auth"] = "slack_webapi_platform_error invalid_auth",
        ["missing_scope"] = "slack_webapi_platform_error missing_scope, needs chat:write",
        ["post"] = "\"hello\"",
        ["replies"] = "\"m1\"",
        ["no_text"] = "slack_webapi_platform_error no_text",
        ["invalid_blocks"] = "slack_webapi_platform_error invalid_blocks: [ERROR] /blocks/0/text/type mrkdwn is not allowed here",
        ["too_long"] = "slack_webapi_platform_error msg_blocks_too_long",
        ["update"] = "\"changed\"",
        ["update_unknown"] = "slack_webapi_platform_error message_not_found",
        ["ephemeral"] = "\"string\"",
        ["delete"] = "\"ok\"",
        ["rate_limit_waited_out"] = "true",
        ["rate_limit"] = "slack_webapi_rate_limited_error after 7",
        ["stream"] = "\"ok\"",
        ["append_after_stop"] = "slack_webapi_platform_error message_not_in_streaming_state",
        ["stream_without_recipient"] = "slack_webapi_platform_error missing_recipient_team_id",
        ["stream_in_dm"] = "\"ok\"",
        ["update_while_streaming"] = "slack_webapi_platform_error streaming_state_conflict",
        ["delta_too_long"] = "slack_webapi_platform_error msg_too_long",
        ["react"] = "\"ok\"",
        ["react_again"] = "slack_webapi_platform_error already_reacted",
        ["unreact"] = "\"ok\"",
        ["status"] = "\"ok\"",
        ["prompts"] = "\"ok\"",
        ["home"] = "\"home\"",
        ["upload"] = "1",
        ["access"] = "\"xoxb-installed\"",
        ["connection"] = "\"ws\"",
        ["unknown_method"] = "slack_webapi_platform_error unknown_method",
    };

    [Fact]
    public async Task SlacksOwnClient_FindsItAFairDouble()
    {
        NodeTools.Require("@slack/web-api");
        await using var slack = await FakeSlack.StartAsync();
        slack.Tokens["xoxb-scopeless"] = new HashSet<string>();
        slack.LimitedChannels["C-limited"] = new Queue<string?>(["1", null, "7"]);

        var told = JsonNode.Parse(await NodeTools.RunAsync(["drive-slack.js", slack.ApiBaseUrl, FakeSlack.BotToken, FakeSlack.AppToken, "xoxb-scopeless"]))!.AsObject();

        foreach (var (step, result) in told)
            output.WriteLine($"| {step} | {Word(result)} |");
        told.ToDictionary(step => step.Key, step => Word(step.Value)).ShouldBe(Expected, ignoreOrder: true);
        slack.Messages.Single(message => message.Channel == "C1" && message.Markdown.Length > 0).Markdown.ShouldBe("It ended.");
        slack.Files.Single().Bytes.ShouldBe([1, 2, 3]);
        slack.Calls.Where(call => call.Method == "chat.postMessage").ShouldAllBe(call => call.ContentType == "application/x-www-form-urlencoded");
    }

    private static string Word(JsonNode? result) => result is not JsonObject error
        ? result?.ToJsonString() ?? "null"
        : string.Concat(
            (string?)error["code"],
            error["error"] is { } name ? $" {name}" : "",
            error["needed"] is { } needed ? $", needs {needed}" : "",
            error["retryAfter"] is { } wait ? $" after {wait}" : "",
            error["messages"] is JsonArray { Count: > 0 } messages ? $": {messages[0]}" : "");
}
