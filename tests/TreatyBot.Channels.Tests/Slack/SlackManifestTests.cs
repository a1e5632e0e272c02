using TreatyBot.Channels.Slack.Manifest;
using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Channels.Tests.Slack;

public sealed class SlackManifestTests
{
    private static readonly SlackManifestFacts Facts = new(
        "TreatyBot", "Answers questions about arms-control treaties and shows what the answer rests on.", new Uri("https://bot.example/"),
        [.. Enumerable.Range(0, 6).Select(i => new SlackPrompt($"t{i}", $"m{i}"))]);

    [Fact]
    public void Manifest_OverHttp_NamesWhereSlackSendsWhat()
    {
        var manifest = SlackManifest.Of(Facts);

        ((string?)manifest["settings"]!["event_subscriptions"]!["request_url"]).ShouldBe("https://bot.example/slack/events");
        ((string?)manifest["settings"]!["interactivity"]!["request_url"]).ShouldBe("https://bot.example/slack/interactions");
        ((string?)manifest["features"]!["slash_commands"]![0]!["url"]).ShouldBe("https://bot.example/slack/commands");
        ((bool)manifest["settings"]!["socket_mode_enabled"]!).ShouldBeFalse();
        manifest["oauth_config"]!["redirect_urls"].ShouldBeNull();
    }

    [Fact]
    public void Manifest_ForSocketMode_NamesNoAddress()
    {
        var manifest = SlackManifest.Of(Facts with { PublicUrl = null });

        ((bool)manifest["settings"]!["socket_mode_enabled"]!).ShouldBeTrue();
        manifest.ToJsonString().ShouldNotContain("url");
    }

    [Fact]
    public void Manifest_OfADistributedApp_NamesWhereInstallationsReturn()
    {
        var manifest = SlackManifest.Of(Facts with { IsDistributed = true });

        ((string?)manifest["oauth_config"]!["redirect_urls"]![0]).ShouldBe("https://bot.example/slack/oauth");
        ((bool)manifest["settings"]!["org_deploy_enabled"]!).ShouldBeTrue();
    }

    [Fact]
    public void Manifest_HasTheAgentViewAndExactlyTheScopesUsed()
    {
        var manifest = SlackManifest.Of(Facts);

        manifest["features"]!["agent_view"]!["suggested_prompts"]!.AsArray().Count.ShouldBe(4);
        manifest["features"]!["assistant_view"].ShouldBeNull();
        manifest["oauth_config"]!["scopes"]!["bot"]!.AsArray().Select(scope => (string?)scope).ShouldBe(
            ["app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "files:write", "groups:history", "im:history", "mpim:history", "reactions:write"]);
        manifest["settings"]!["event_subscriptions"]!["bot_events"]!.AsArray().Select(name => (string?)name).ShouldBe(
            ["agent_session_stopped", "app_home_opened", "app_mention", "app_uninstalled", "message.channels", "message.groups", "message.im", "message.mpim", "tokens_revoked"]);
    }

    [Fact]
    public void Manifest_LongNames_AreShortened()
    {
        var manifest = SlackManifest.Of(Facts with { Name = new string('n', 99), Description = new string('d', 999) });

        ((string)manifest["display_information"]!["name"]!).Length.ShouldBe(35);
        ((string)manifest["display_information"]!["description"]!).Length.ShouldBe(140);
    }
}
