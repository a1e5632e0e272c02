using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Channels.Slack;
using TreatyBot.Shared;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Slack;

/// <summary>Several workspaces: installed by a browser, kept encrypted, forgotten when removed.</summary>
public sealed class SlackInstallTests : IAsyncDisposable
{
    private const string Installed = "xoxb-installed";
    private readonly TempFolder _folder = SlackDesk.NewFolder();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow()) { AutoAdvanceAmount = TimeSpan.Zero };

    private static readonly Dictionary<string, string?> Distributed = new()
    {
        ["Channels:Slack:BotToken"] = "",
        ["Channels:Slack:ClientId"] = "1.2",
        ["Channels:Slack:ClientSecret"] = "client-secret",
        ["Channels:Slack:PublicUrl"] = "https://bot.example.org",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Installation_ByBrowser_IsKeptEncryptedAndServesAfterARestart()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using (var first = await SlackDesk.StartAsync(Distributed, folder: _folder, slack: slack))
        {
            var (state, cookie) = await BeginAsync(first);
            (await EndAsync(first, state, cookie)).Status.ShouldBe(HttpStatusCode.OK);
        }

        foreach (var file in Directory.EnumerateFiles(_folder.Path, "slack.db*"))
            Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Token)).ShouldNotContain(Installed);
        await using var second = await SlackDesk.StartAsync(Distributed, folder: _folder, slack: slack);
        (await AskAsync(second)).Token.ShouldBe(Installed);
    }

    [Fact]
    public async Task Begin_SendsToSlackWithTheScopesAndTheConfiguredAddress()
    {
        await using var desk = await SlackDesk.StartAsync(Distributed, folder: _folder);
        using var client = Client(desk);
        using var response = await client.GetAsync(new Uri("/slack/install", UriKind.Relative), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var query = HttpUtility.ParseQueryString(response.Headers.Location!.Query);
        query["redirect_uri"].ShouldBe("https://bot.example.org/slack/oauth");
        query["client_id"].ShouldBe("1.2");
        query["scope"].ShouldNotBeNull().ShouldContain("app_mentions:read");
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        foreach (var attribute in new[] { "__Host-", "secure", "httponly", "samesite=lax", "path=/" })
            cookie.ToLowerInvariant().ShouldContain(attribute.ToLowerInvariant());
    }

    [Fact]
    public async Task State_Used_IsOfNoUseAgain()
    {
        await using var desk = await SlackDesk.StartAsync(Distributed, folder: _folder);
        var (state, cookie) = await BeginAsync(desk);

        (await EndAsync(desk, state, cookie)).Status.ShouldBe(HttpStatusCode.OK);
        (await EndAsync(desk, state, cookie)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task State_OfAnotherBrowserOrNone_IsRefusedAndNoCodeExchanged()
    {
        await using var desk = await SlackDesk.StartAsync(Distributed, folder: _folder);
        var (state, cookie) = await BeginAsync(desk);
        var (_, other) = await BeginAsync(desk);
        // One of the middle: the last characters may end in bits that nobody reads, or be the same already.
        var middle = state.Length / 2;
        var altered = $"{state[..middle]}{(state[middle] == 'A' ? 'B' : 'A')}{state[(middle + 1)..]}";

        foreach (var (wrong, with) in new[] { (state, (string?)null), (state, other), ("", cookie), ("forged", cookie), (altered, cookie), (state, cookie + "x") })
            (await EndAsync(desk, wrong, with)).Status.ShouldBe(HttpStatusCode.BadRequest);

        desk.Slack.CallsOf("oauth.v2.access").ShouldBeEmpty();
        (await EndAsync(desk, state, cookie)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task State_TooOld_IsRefused()
    {
        await using var desk = await SlackDesk.StartAsync(Distributed, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time)), _folder);
        var (state, cookie) = await BeginAsync(desk);
        _time.Advance(TimeSpan.FromMinutes(11));

        (await EndAsync(desk, state, cookie)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Installation_Refused_SaysWhatHappenedAndNothingOfWhy()
    {
        await using var desk = await SlackDesk.StartAsync(Distributed, folder: _folder);
        var (state, cookie) = await BeginAsync(desk);
        var (status, body) = await EndAsync(desk, state, cookie, "<script>wrong");

        status.ShouldBe(HttpStatusCode.BadGateway);
        body.ShouldNotContain("script");
        body.ShouldNotContain("invalid_code");
    }

    [Fact]
    public async Task Workspace_ThatIsNotAllowed_IsRevokedAtOnce()
    {
        await using var desk = await SlackDesk.StartAsync(new(Distributed) { ["Channels:Slack:AllowedWorkspaces:0"] = "T0ONLY" }, folder: _folder);
        var (state, cookie) = await BeginAsync(desk);

        (await EndAsync(desk, state, cookie)).Status.ShouldBe(HttpStatusCode.Forbidden);

        desk.Slack.CallsOf("auth.revoke").Single().Token.ShouldBe(Installed);
        desk.Slack.Tokens.ContainsKey(Installed).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"type":"app_uninstalled"}""", false)]
    [InlineData("""{"type":"tokens_revoked","tokens":{"oauth":[],"bot":["U0BOT"]}}""", false)]
    [InlineData("""{"type":"tokens_revoked","tokens":{"oauth":["U1"],"bot":[]}}""", true)]
    public async Task Removal_ForgetsTheToken(string removal, bool isKept)
    {
        await using var desk = await SlackDesk.StartAsync(Distributed, folder: _folder);
        var (state, cookie) = await BeginAsync(desk);
        await EndAsync(desk, state, cookie);
        (await AskAsync(desk)).Token.ShouldBe(Installed);

        await desk.EventAsync(JsonNode.Parse(removal)!.AsObject(), change: InOther);
        await desk.Host.IdleAsync();

        var found = await desk.Host.Services.GetRequiredService<ISlackTokens>().FindAsync(new SlackWorkspace(null, "T0OTHER"), Token);
        (found is not null).ShouldBe(isKept);
    }

    [Fact]
    public async Task Tokens_AreFoundByTeamAndThenByOrganisation()
    {
        await using var desk = await SlackDesk.StartAsync(Distributed, folder: _folder);
        var store = desk.Host.Services.GetRequiredService<TreatyBot.Slack.SlackInstallations>();
        store.Save(new SlackInstallation(new SlackWorkspace("E1", null), "xoxb-org", "UORG", null));
        store.Save(new SlackInstallation(new SlackWorkspace("E1", "T1"), "xoxb-team", "UTEAM", "B1"));

        async Task<string?> FindAsync(string? enterprise, string? team) => (await store.FindAsync(new SlackWorkspace(enterprise, team), Token))?.BotToken;
        (await FindAsync("E1", "T1")).ShouldBe("xoxb-team");
        (await FindAsync("E1", "T2")).ShouldBe("xoxb-org");
        (await FindAsync("E1", null)).ShouldBe("xoxb-org");
        (await FindAsync(null, "T2")).ShouldBeNull();
        (await FindAsync("E2", "T2")).ShouldBeNull();
        (await FindAsync(null, null)).ShouldBeNull();
    }

    [Fact]
    public async Task Keys_Lost_LeaveTheTokenUnreadableAndSaySo()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using (var first = await SlackDesk.StartAsync(Distributed, folder: _folder, slack: slack))
        {
            var (state, cookie) = await BeginAsync(first);
            await EndAsync(first, state, cookie);
        }
        Directory.Delete(_folder["keys"], recursive: true);

        await using var second = await SlackDesk.StartAsync(Distributed, folder: _folder, slack: slack);
        await second.EventAsync(SlackDesk.Message("help", "1.1"), change: InOther);
        await second.Host.IdleAsync();

        slack.Messages.ShouldBeEmpty();
        second.Host.Log.ToString().ShouldContain("Channels:Slack:KeysPath");
    }

    private static void InOther(JsonObject envelope) => envelope["authorizations"]![0]!["team_id"] = "T0OTHER";

    private static async Task<SlackCall> AskAsync(SlackDesk desk)
    {
        await desk.EventAsync(SlackDesk.Message("help", desk.NewTs()), change: InOther);
        return await desk.NextAsync();
    }

    private static HttpClient Client(SlackDesk desk) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = desk.Host.Http.BaseAddress };

    private static async Task<(string State, string Cookie)> BeginAsync(SlackDesk desk)
    {
        using var client = Client(desk);
        using var response = await client.GetAsync(new Uri("/slack/install", UriKind.Relative), Token);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        return (HttpUtility.ParseQueryString(response.Headers.Location!.Query)["state"]!, cookie.Split(';')[0].Split('=', 2)[1]);
    }

    private static async Task<(HttpStatusCode Status, string Body)> EndAsync(SlackDesk desk, string state, string? cookie, string code = "code-1")
    {
        using var client = Client(desk);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/slack/oauth?code={Uri.EscapeDataString(code)}&state={Uri.EscapeDataString(state)}");
        if (cookie is not null)
            request.Headers.Add("Cookie", $"__Host-treatybot-install={cookie}");
        using var response = await client.SendAsync(request, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}
