using TreatyBot.Channels.BotFramework;

namespace TreatyBot.Channels.Tests.BotFramework;

public sealed class InboundAcceptanceTests
{
    [Fact]
    public async Task Process_EverythingRight_Is202AndRunsTheTurn()
    {
        await using var attempt = await InboundAttempt.CreateAsync();

        var response = await attempt.SendAsync();

        response.Status.ShouldBe(202);
        response.Json.Length.ShouldBe(0);
        await attempt.DrainAsync();
        attempt.TurnsRun.ShouldBe(1);
    }

    [Fact]
    public async Task Process_SameActivityTwice_RunsOneTurn()
    {
        await using var attempt = await InboundAttempt.CreateAsync();

        (await attempt.SendForStatusAsync()).ShouldBe(202);
        (await attempt.SendForStatusAsync()).ShouldBe(202);

        await attempt.DrainAsync();
        attempt.TurnsRun.ShouldBe(1);
    }

    [Theory]
    [InlineData("18 expired 4 min 59 s ago", "exp", -299)]
    [InlineData("20 not before 4 min from now", "nbf", 240)]
    public async Task Process_TimesWithinSkew_AreAccepted(string name, string claim, int seconds)
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        attempt.Claims[claim] = attempt.At(TimeSpan.FromSeconds(seconds));

        (await attempt.SendForStatusAsync()).ShouldBe(202, name);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer")]
    [InlineData("https://SMBA.trafficmanager.net/AMER/")]
    public async Task Process_ServiceUrlDiffersInSlashOrCase_IsAccepted(string serviceUrl)
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        attempt.Activity["serviceUrl"] = serviceUrl;

        (await attempt.SendForStatusAsync()).ShouldBe(202);
    }

    [Fact]
    public async Task Process_AudienceInOtherCase_IsAccepted()
    {
        await using var attempt = await InboundAttempt.CreateAsync(options => options.AppId = "ABCDEFAB-2222-3333-4444-555555555555");
        attempt.Claims["aud"] = "abcdefab-2222-3333-4444-555555555555";

        (await attempt.SendForStatusAsync()).ShouldBe(202);
    }

    [Theory]
    [InlineData(BotFrameworkCloud.UsGov, "https://api.botframework.us", "https://smba.infra.gov.teams.microsoft.us/amer/")]
    [InlineData(BotFrameworkCloud.China, "https://api.botframework.azure.cn", "https://smba.example.cn/")]
    public async Task Process_OtherCloud_TakesItsOwnIssuerAndHosts(BotFrameworkCloud cloud, string issuer, string serviceUrl)
    {
        await using var attempt = await InboundAttempt.CreateAsync(options =>
        {
            options.Cloud = cloud;
            if (cloud == BotFrameworkCloud.China)
                options.AllowedServiceHosts.Add("smba.example.cn");
        });
        (await attempt.SendForStatusAsync()).ShouldBe(401);

        attempt.Claims["iss"] = issuer;
        attempt.Claims["serviceurl"] = serviceUrl;
        attempt.Activity["serviceUrl"] = serviceUrl;

        (await attempt.SendForStatusAsync()).ShouldBe(202);
    }

    [Fact]
    public async Task Process_AllowedGuestTenant_IsAccepted()
    {
        await using var attempt = await InboundAttempt.CreateAsync(options => options.AllowedTenants.Add("partner"));
        (await attempt.SendForStatusAsync()).ShouldBe(403);

        attempt.Activity["conversation"]!["tenantId"] = "PARTNER";

        (await attempt.SendForStatusAsync()).ShouldBe(202);
    }

    [Fact]
    public async Task Process_OwnMessage_IsIgnored()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        attempt.Activity["from"]!["id"] = $"28:{InboundAttempt.AppId}";

        (await attempt.SendForStatusAsync()).ShouldBe(200);

        await attempt.DrainAsync();
        attempt.TurnsRun.ShouldBe(0);
    }

    [Fact]
    public async Task Process_UnknownActivityType_IsAccepted()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        attempt.Activity["type"] = "somethingNew";

        (await attempt.SendForStatusAsync()).ShouldBe(202);
    }

    [Fact]
    public async Task Process_SlowBody_Is408()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        var body = new NeverEndingStream();
        attempt.Body = body;

        var response = attempt.SendAsync();
        await body.WasRead;
        attempt.Time.Advance(attempt.Options.BodyTimeout);

        (await response).Status.ShouldBe(408);
    }

    [Fact]
    public async Task Process_StrangerWithBigBody_IsRefusedUnread()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        attempt.Authorization = [];
        var body = new NeverEndingStream();
        attempt.Body = body;

        (await attempt.SendForStatusAsync()).ShouldBe(401);

        body.WasRead.IsCompleted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, "http://127.0.0.1:3970/_connector", 202)]
    [InlineData(true, "https://evil.example/", 403)]
    [InlineData(false, "http://127.0.0.1:3970/_connector", 403)]
    public async Task Process_WithoutAppId_ServesThisMachineOnly(bool fromThisMachine, string serviceUrl, int status)
    {
        await using var attempt = await InboundAttempt.CreateAsync(options => (options.AppId, options.AppPassword, options.TenantId) = (null, null, null));
        attempt.FromThisMachine = fromThisMachine;
        attempt.Authorization = [];
        attempt.Activity["serviceUrl"] = serviceUrl;
        attempt.Activity["channelId"] = "emulator";

        (await attempt.SendForStatusAsync()).ShouldBe(status);
    }

    [Fact]
    public async Task Process_CallerIdOnTheWire_IsDiscarded()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        attempt.Activity["callerId"] = "urn:botframework:azure";
        attempt.Activity["novel"] = "kept";

        (await attempt.SendForStatusAsync()).ShouldBe(202);

        await attempt.DrainAsync();
        attempt.Received!.Properties!.Keys.ShouldBe(["novel"]);
    }

    private sealed class NeverEndingStream : MemoryStream
    {
        private readonly TaskCompletionSource _read = new();

        public Task WasRead => _read.Task;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _read.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
