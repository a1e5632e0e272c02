using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Tests.BotFramework;
using TreatyBot.Channels.Turns;
using TreatyBot.Configuration;
using TreatyBot.Hosting;

namespace TreatyBot.Tests.Hosting;

/// <summary>Who is let in.</summary>
public sealed class DoorTests
{
    private const string AppId = "11111111-2222-3333-4444-555555555555";
    private const string Tenant = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    private const string ServiceUrl = "https://smba.trafficmanager.net/amer/";

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://+:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://192.0.2.7:0")]
    [InlineData("http://bot.example.org:0")]
    [InlineData("http://localhost.example.org:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public void Start_OpenToOthersWithoutAppId_IsRefusedNamingTheSetting(string urls)
    {
        using var folder = new TempFolder();

        var refusal = Should.Throw<UsageException>(() => BotHost.Build(TestHost.Settings(folder), urls, null, TextWriter.Null));

        refusal.Message.ShouldContain("Channels:BotFramework:AppId");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1:1")]
    [InlineData("http://unix:/tmp/socket")]
    public void Start_AtNoAddress_IsRefusedNamingTheOption(string urls)
    {
        using var folder = new TempFolder();

        var refusal = Should.Throw<UsageException>(() => BotHost.Build(TestHost.Settings(folder), urls, null, TextWriter.Null));

        refusal.Message.ShouldContain("--urls");
    }

    [Theory]
    [InlineData("http://localhost:5000")]
    [InlineData("http://127.0.0.9:5000")]
    [InlineData("http://[::1]:5000")]
    public void Addresses_OfThisMachine_NeedNoAppId(string urls) =>
        ListenAddresses.Parse(urls, new BotFrameworkOptions(), new SlackOptions()).ShouldBe([urls]);

    [Fact]
    public void Start_WithACredentialAndNoAppId_IsRefused()
    {
        using var folder = new TempFolder();
        var settings = TestHost.Settings(folder, new() { ["Channels:BotFramework:AppPassword"] = "secret" });

        var refusal = Should.Throw<UsageException>(() => BotHost.Build(settings, ListenAddresses.Default, null, TextWriter.Null));

        refusal.Message.ShouldContain("Channels:BotFramework:AppId");
        refusal.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Post_WithAToken_IsTakenAndWithoutOneIsNot()
    {
        await using var keys = await FakeKeyService.StartAsync();
        await using var host = await TestHost.StartAsync(
            new()
            {
                ["Channels:BotFramework:AppId"] = AppId,
                ["Channels:BotFramework:TenantId"] = Tenant,
                ["Channels:BotFramework:AppPassword"] = "secret",
                ["Channels:BotFramework:OpenIdMetadata"] = keys.Metadata,
            },
            services => services.Replace(ServiceDescriptor.Singleton<IBot, SilentBot>()));
        var activity = host.Message("hello");
        activity["serviceUrl"] = ServiceUrl;
        activity["conversation"]!["tenantId"] = Tenant;
        var body = Encoding.UTF8.GetBytes(activity.ToJsonString());

        var bare = await host.PostAsync(body);
        var signed = await host.PostAsync(body, request => request.Headers.Authorization = new("Bearer", Token()));

        bare.Status.ShouldBe(HttpStatusCode.Unauthorized);
        signed.Status.ShouldBe(HttpStatusCode.Accepted);
        host.Log.ToString().ShouldNotContain("eyJ");
    }

    private static string Token()
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new JsonObject
        {
            ["iss"] = "https://api.botframework.com",
            ["aud"] = AppId,
            ["serviceurl"] = ServiceUrl,
            ["nbf"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        };
        return Jwt.Sign("""{"alg":"RS256","kid":"key-1"}""", claims.ToJsonString(), Jwt.ChannelKey);
    }

    private sealed class SilentBot : IBot
    {
        public Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
