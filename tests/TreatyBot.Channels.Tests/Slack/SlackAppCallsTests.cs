using System.Text.Json.Nodes;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Channels.Slack.Manifest;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Shared;

namespace TreatyBot.Channels.Tests.Slack;

/// <summary>Installing, the assistant's pane, the Home tab, and what all calls need to be granted.</summary>
public sealed class SlackAppCallsTests : IAsyncLifetime
{
    private SlackHarness _harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _harness = await SlackHarness.StartAsync();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Access_WithTheCode_IsTheInstallation()
    {
        var installed = await _harness.Web.AccessAsync("code-1", new Uri("https://bot.example/slack/oauth/callback"), Token);

        (installed.Workspace, installed.BotToken, installed.BotUserId).ShouldBe((new SlackWorkspace(null, "T0OTHER"), "xoxb-installed", FakeSlack.BotUserId));
        var call = _harness.Slack.Calls.Single();
        (call.Token, call["client_id"], call["client_secret"], call["redirect_uri"]).ShouldBe((null, "1.2", "secret", "https://bot.example/slack/oauth/callback"));
    }

    [Fact]
    public async Task Access_WithAnOldCode_IsRefused() =>
        (await _harness.Web.AccessAsync("old", null, Token).ShouldThrowAsync<SlackApiException>()).Error.ShouldBe("invalid_code");

    [Fact]
    public async Task Access_ForAWholeOrganisation_HasNoTeam()
    {
        _harness.Slack.Script("oauth.v2.access", new SlackScript(Body: (JsonObject)JsonNode.Parse(
            """{"ok":true,"access_token":"xoxb-org","bot_user_id":"U9","team":null,"enterprise":{"id":"E1"},"is_enterprise_install":true}""")!));

        (await _harness.Web.AccessAsync("code-1", null, Token)).Workspace.ShouldBe(new SlackWorkspace("E1", null));
    }

    [Fact]
    public async Task TestAuth_SaysWhoTheBotIs() =>
        (await _harness.Web.TestAuthAsync(FakeSlack.BotToken, Token)).ShouldBe(_harness.Installation);

    [Fact]
    public async Task Revoke_EndsTheToken()
    {
        await _harness.Web.RevokeAsync(_harness.Installation, Token);

        (await _harness.Web.TestAuthAsync(FakeSlack.BotToken, Token).ShouldThrowAsync<SlackApiException>()).IsTokenDead.ShouldBeTrue();
    }

    [Fact]
    public async Task OpenConnection_WithTheAppToken_GivesAnAddress()
    {
        (await _harness.Web.OpenConnectionAsync(FakeSlack.AppToken, Token)).Scheme.ShouldBe("ws");
        (await _harness.Web.OpenConnectionAsync("xoxb-wrong", Token).ShouldThrowAsync<SlackApiException>()).Error.ShouldBe("not_allowed_token_type");
        _harness.Logs.Text.ShouldNotContain("ticket");
    }

    [Fact]
    public async Task OpenConnection_ToAForeignAddress_IsRefused()
    {
        _harness.Slack.Script("apps.connections.open", new SlackScript(Body: new JsonObject { ["ok"] = true, ["url"] = "ws://example.org/" }));

        await _harness.Web.OpenConnectionAsync(FakeSlack.AppToken, Token).ShouldThrowAsync<SlackApiException>();
    }

    [Fact]
    public async Task SuggestedPrompts_AreFourAndNameNoThread()
    {
        var prompts = Enumerable.Range(0, 6).Select(i => new SlackPrompt($"t{i}", $"m{i}")).ToList();

        await _harness.Web.SetSuggestedPromptsAsync(_harness.Installation, "D1", "Ask me", prompts, Token);

        var call = _harness.Slack.Calls.Single();
        call.Arguments["prompts"]!.AsArray().Count.ShouldBe(4);
        call["thread_ts"].ShouldBeNull();
    }

    [Fact]
    public async Task Home_WhateverIsInIt_IsTaken()
    {
        var full = new SlackHomeContent(
            "I answer <!channel> & more. " + new string('x', 5000), [.. Enumerable.Repeat("When? <@U1> " + new string('y', 900), 60)],
            [("help", "this <https://evil.example|text>")], [.. Enumerable.Repeat("documents", 200)], "Read on 23 November 2026.");

        foreach (var content in new[] { full, new SlackHomeContent("I answer.", [], [], [], "") })
        {
            var view = SlackHome.View(content);
            SlackLimits.Faults(view["blocks"]!.AsArray(), most: 100).ShouldBeEmpty();
            view.ToJsonString().ShouldNotContain("\\u003C!channel");
            await _harness.Web.PublishHomeAsync(_harness.Installation, "U1", view, Token);
        }
    }

    [Fact]
    public async Task EveryCall_NeedsNoMoreThanTheManifestAsksFor_AndNothingIsAskedInVain()
    {
        var (web, installation, slack) = (_harness.Web, _harness.Installation, _harness.Slack);
        slack.Tokens[FakeSlack.BotToken] = SlackScopes.All.ToHashSet();
        var hello = new SlackMessage("hello");
        var ts = (await web.PostMessageAsync(installation, "C1", hello, null, Token))!;
        await web.PostEphemeralAsync(installation, "C2", "U1", hello, null, Token);
        await web.UpdateAsync(installation, "C1", ts, hello, Token);
        await web.DeleteAsync(installation, "C1", ts, Token);
        var stream = (await web.StartStreamAsync(installation, "D1", "1.1", null, null, "a", Token))!;
        await web.AppendStreamAsync(installation, "D1", stream, "b", Token);
        await web.StopStreamAsync(installation, "D1", stream, null, null, null, Token);
        await web.AddReactionAsync(installation, "C1", ts, "eyes", Token);
        await web.RemoveReactionAsync(installation, "C1", ts, "eyes", Token);
        await web.SetStatusAsync(installation, "C1", "1.1", "Searching…", Token);
        await web.SetTitleAsync(installation, "D1", "1.1", "title", Token);
        await web.SetSuggestedPromptsAsync(installation, "D1", null, [new SlackPrompt("t", "m")], Token);
        await web.OpenViewAsync(installation, "trigger", new JsonObject { ["type"] = "modal", ["blocks"] = new JsonArray() }, Token);
        await web.PublishHomeAsync(installation, "U1", SlackHome.View(new SlackHomeContent("x", [], [], [], "")), Token);
        await web.UploadAsync(installation, new SlackFile("a.png", "a", "a", new byte[] { 1 }), "C1", null, Token);
        slack.Script("chat.postMessage", new SlackScript(500, Done: true, Raw: ""));
        await web.PostMessageAsync(installation, "C3", hello, null, Token);
        slack.Script("chat.postMessage", new SlackScript(500, Done: true, Raw: ""));
        await web.PostMessageAsync(installation, "C4", hello, "1.1", Token);
        await web.OpenConnectionAsync(FakeSlack.AppToken, Token);
        await web.AccessAsync("code-1", null, Token);
        await web.TestAuthAsync(FakeSlack.BotToken, Token);
        await web.RevokeAsync(installation, Token);

        slack.Methods.Where(method => method.Contains('.', StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(SlackScopes.ByMethod.Keys.Order(StringComparer.Ordinal));
    }
}
