using System.Net;
using System.Text.Json.Nodes;
using TreatyBot.Commands;
using TreatyBot.Configuration;
using TreatyBot.Hosting;
using TreatyBot.Shared;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Slack;

/// <summary>What is set up, what is not, and what is said about it.</summary>
public sealed class SlackSetupTests : IDisposable
{
    private readonly TempFolder _folder = SlackDesk.NewFolder();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Host_WithoutSlackSettings_HasNoSlackEndpointAndWritesNoSlackFile()
    {
        await using var host = await TestHost.StartAsync(new() { ["Channels:Slack:StatePath"] = _folder["slack.db"], ["Channels:Slack:KeysPath"] = _folder["keys"] });

        foreach (var path in new[] { "/slack/events", "/slack/commands", "/slack/interactions", "/slack/install", "/slack/oauth" })
            (await SlackDesk.PostAsync(host.Http, "{}", path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        File.Exists(_folder["slack.db"]).ShouldBeFalse();
        Directory.Exists(_folder["keys"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Host_ForOneWorkspace_HasNoInstallPage()
    {
        await using var desk = await SlackDesk.StartAsync(folder: _folder);

        using var response = await desk.Host.Http.GetAsync(new Uri("/slack/install", UriKind.Relative), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await desk.PostAsync("{}", secret: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Channels:Slack:SigningSecret", "secret", "Channels:Slack:BotToken")]
    [InlineData("Channels:Slack:BotToken", "xoxb-1", "Channels:Slack:SigningSecret")]
    [InlineData("Channels:Slack:PreviousSigningSecret", "old", "Channels:Slack:SigningSecret")]
    [InlineData("Channels:Slack:AllowedChannels:0", "#general", "Channels:Slack:AllowedChannels")]
    [InlineData("Channels:Slack:AllowedWorkspaces:0", "acme", "Channels:Slack:AllowedWorkspaces")]
    [InlineData("Channels:Slack:PublicUrl", "http://bot.example.org", "Channels:Slack:PublicUrl")]
    [InlineData("Channels:Slack:SharedChannels", "Perhaps", "Channels:Slack:SharedChannels")]
    [InlineData("Channels:Slack:SocketConnections", "11", "Channels:Slack:SocketConnections")]
    [InlineData("Channels:Slack:UnaskedPerThread", "0", "UnaskedPerThread")]
    public void Setting_ThatIsWrong_IsNamed(string setting, string value, string named)
    {
        var refusal = Should.Throw<UsageException>(() => BotHost.Build(TestHost.Settings(_folder, new() { [setting] = value }), ListenAddresses.Default, null, TextWriter.Null));

        refusal.Message.ShouldContain(named);
        refusal.Message.ShouldNotContain("xoxb-1");
    }

    [Fact]
    public void State_ThatCannotBeWritten_IsNamed()
    {
        File.WriteAllText(_folder["slack.db"], new string('x', 5000));
        var settings = TestHost.Settings(_folder, new()
        {
            ["Channels:Slack:SigningSecret"] = "secret",
            ["Channels:Slack:BotToken"] = "xoxb-1",
            ["Channels:Slack:StatePath"] = _folder["slack.db"],
            ["Channels:Slack:KeysPath"] = _folder["keys"],
        });

        Should.Throw<UsageException>(() => BotHost.Build(settings, ListenAddresses.Default, null, TextWriter.Null)).Message.ShouldContain("Channels:Slack:StatePath");
    }

    [Fact]
    public async Task Host_OpenToOthersForSlackAlone_LeavesAzuresEndpointOut()
    {
        await using var slack = await FakeSlack.StartAsync();
        var settings = TestHost.Settings(_folder, new(SlackDesk.Settings(slack))
        {
            ["Channels:Slack:StatePath"] = _folder["slack.db"],
            ["Channels:Slack:KeysPath"] = _folder["keys"],
        });
        await using var host = BotHost.Build(settings, "http://0.0.0.0:0", null, TextWriter.Null);
        await host.StartAsync(Token);
        using var client = new HttpClient { BaseAddress = new Uri(host.Urls.Single().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)) };

        (await SlackDesk.PostAsync(client, "{}", "/api/messages")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SlackDesk.PostAsync(client, """{"type":"url_verification","challenge":"x"}""", "/slack/events")).Status.ShouldBe(HttpStatusCode.OK);
        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData(new[] { "--url", "https://bot.example.org" }, false, "https://bot.example.org/slack/events")]
    [InlineData(new string[0], true, null)]
    public async Task Manifest_IsForHttpOrSocketMode(string[] options, bool isSocketMode, string? events)
    {
        var (code, output, _) = await RunAsync(["manifest", "slack", "--output", _folder["app.json"], .. options]);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(_folder["app.json"], Token))!;

        code.ShouldBe(0);
        output.ShouldContain("From a manifest");
        ((bool)manifest["settings"]!["socket_mode_enabled"]!).ShouldBe(isSocketMode);
        ((string?)manifest["settings"]!["event_subscriptions"]!["request_url"]).ShouldBe(events);
        manifest["oauth_config"]!["redirect_urls"].ShouldBeNull();
    }

    [Fact]
    public async Task Manifest_ForManyWorkspaces_LeadsBackToTheHost()
    {
        await RunAsync("manifest", "slack", "--output", _folder["app.json"], "--url", "https://bot.example.org", "--distributed");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(_folder["app.json"], Token))!;

        ((string?)manifest["oauth_config"]!["redirect_urls"]![0]).ShouldBe("https://bot.example.org/slack/oauth");
    }

    [Theory]
    [InlineData("--url", "http://bot.example.org")]
    [InlineData("--url", "nonsense")]
    [InlineData("--name", "A name that is far longer than any that Slack would take")]
    [InlineData("--distributed", null)]
    public async Task Manifest_OfWrongFacts_IsRefusedNamingTheOption(string option, string? value)
    {
        var (code, _, error) = await RunAsync(["manifest", "slack", "--output", _folder["app.json"], option, .. value is null ? Array.Empty<string>() : [value]]);

        code.ShouldBe(2);
        error.ShouldContain(option);
        File.Exists(_folder["app.json"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(FakeSlack.BotToken, FakeSlack.AppToken, "[ ok ] slack: HTTP and Socket Mode, installed in T0FAKE")]
    [InlineData("xoxb-wrong", FakeSlack.AppToken, "[FAIL] slack: Channels:Slack:BotToken")]
    [InlineData(FakeSlack.BotToken, "xapp-wrong", "[FAIL] slack: Channels:Slack:AppToken")]
    public async Task Doctor_LooksWhetherTheTokensAreGood(string bot, string app, string line)
    {
        await using var slack = await FakeSlack.StartAsync();

        var (_, output, _) = await RunAsync(
            "doctor", "--Channels:Slack:SigningSecret", "s", "--Channels:Slack:BotToken", bot, "--Channels:Slack:AppToken", app, "--Channels:Slack:ApiBaseUrl", slack.ApiBaseUrl,
            "--Corpus:Path", _folder["corpus"], "--Store:Path", _folder["store.db"], "--Models:Embeddings:Provider", "None");

        output.ShouldContain(line);
        output.ShouldNotContain("xoxb-");
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error, Token);
        return (code, output.ToString(), error.ToString());
    }
}
