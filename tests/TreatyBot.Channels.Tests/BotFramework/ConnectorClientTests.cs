using System.Net;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Tests.Loopback;

namespace TreatyBot.Channels.Tests.BotFramework;

public sealed class ConnectorClientTests : IAsyncLifetime
{
    private static readonly Activity Hello = new() { Type = ActivityTypes.Message, Text = "hello" };

    private readonly ObservedTime _time = new();
    private readonly HttpClient _http = HttpExtensions.CreateClient();
    private readonly RecordingLoggerFactory _logs = new();
    private FakeConnector _service = null!;
    private FakeTokenIssuer _issuer = null!;
    private ConnectorClient _connector = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = await FakeConnector.StartAsync();
        _issuer = new FakeTokenIssuer(_time);
        var options = new BotFrameworkOptions { AppId = InboundAttempt.AppId, AllowedServiceHosts = { _service.Origin } };
        _connector = BotFrameworkComposition.CreateConnector(options, _issuer, _http, _time, _logs);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Send_FiftyAtOnce_UseOneToken()
    {
        var gate = new TaskCompletionSource();
        _issuer.Gate = gate.Task;

        var sends = Enumerable.Range(0, 50).Select(i => _connector.SendAsync(_service.Origin, $"c{i}", Hello, Token)).ToList();
        gate.SetResult();
        await Task.WhenAll(sends);

        _issuer.Issued.ShouldBe(1);
        _service.Requests.ShouldAllBe(request => request.Authorization == "Bearer token-1");
    }

    [Fact]
    public async Task Send_ShortlyBeforeTheTokenExpires_GetsANewOne()
    {
        await _connector.SendAsync(_service.Origin, "c", Hello, Token);
        _time.Advance(TimeSpan.FromMinutes(54));
        await _connector.SendAsync(_service.Origin, "c", Hello, Token);
        _issuer.Issued.ShouldBe(1);

        _time.Advance(TimeSpan.FromMinutes(2));
        await _connector.SendAsync(_service.Origin, "c", Hello, Token);

        _issuer.Issued.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/amer")]
    [InlineData("/amer/")]
    public async Task Reply_AnyServiceUrl_EscapesIdsOnce(string path)
    {
        var response = await _connector.ReplyAsync(_service.Origin + path, "19:abc@thread.tacv2;messageid=1", "17/0 1", Hello, Token);

        response!.Id.ShouldBe("sent-1");
        var request = _service.Requests.ShouldHaveSingleItem();
        request.Target.ShouldBe($"{path.TrimEnd('/')}/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D1/activities/17%2F0%201");
        request.ContentType.ShouldBe("application/json; charset=utf-8");
        request.Text.ShouldBe("hello");
    }

    [Fact]
    public async Task UpdateDeleteAndMembers_UseTheirRoutes()
    {
        await _connector.UpdateAsync(_service.Origin, "c", "7", Hello, Token);
        await _connector.DeleteAsync(_service.Origin, "c", "7", Token);
        _service.Script(200, """{"id":"29:u","name":"Ada"}""");
        var member = await _connector.GetMemberAsync(_service.Origin, "c", "29:u", Token);
        _service.Script(200, """{"members":[{"id":"1"}],"continuationToken":"n&x"}""");
        _service.Script(200, """{"members":[{"id":"2"}]}""");
        var members = await _connector.GetMembersAsync(_service.Origin, "c", 100, Token);

        member!.Name.ShouldBe("Ada");
        members.Select(one => one.Id).ShouldBe(["1", "2"]);
        _service.Requests.Select(request => $"{request.Method} {request.Target}").ShouldBe(
        [
            "PUT /v3/conversations/c/activities/7",
            "DELETE /v3/conversations/c/activities/7",
            "GET /v3/conversations/c/members/29%3Au",
            "GET /v3/conversations/c/pagedmembers?pageSize=200",
            "GET /v3/conversations/c/pagedmembers?pageSize=200&continuationToken=n%26x",
        ]);
    }

    [Fact]
    public async Task Send_Redirected_FollowsNotAndShowsNoToken()
    {
        await using var elsewhere = await FakeConnector.StartAsync();
        _service.Script(302, location: elsewhere.Origin + "/steal");

        var refusal = await Should.ThrowAsync<ConnectorException>(_connector.SendAsync(_service.Origin, "c", Hello, Token));

        refusal.Status.ShouldBe(HttpStatusCode.Found);
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://evil.trafficmanager.net/")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("https://smba.trafficmanager.net/")]
    public async Task Send_HostNotAllowed_IsRefusedBeforeATokenIsAsked(string serviceUrl)
    {
        var refusal = await Should.ThrowAsync<ConnectorException>(_connector.SendAsync(serviceUrl, "c", Hello, Token));

        refusal.Code.ShouldBe("ServiceUrlNotAllowed");
        _issuer.Issued.ShouldBe(0);
    }

    [Fact]
    public async Task Send_429WithRetryAfter_WaitsAsAsked()
    {
        _service.Script(429, retryAfter: "2");

        var send = _connector.SendAsync(_service.Origin, "c", Hello, Token);
        await _time.ElapseAsync(due => due == TimeSpan.FromSeconds(2));

        (await send)!.Id.ShouldBe("sent-1");
        _service.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(412)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Send_TransientWithoutRetryAfter_BacksOffWithJitter(int status)
    {
        _service.Script(status);
        _service.Script(status, "<html>busy</html>");

        var send = _connector.SendAsync(_service.Origin, "c", Hello, Token);
        await _time.ElapseAsync(due => due >= TimeSpan.FromMilliseconds(250) && due <= TimeSpan.FromMilliseconds(750));
        await _time.ElapseAsync(due => due >= TimeSpan.FromMilliseconds(500) && due <= TimeSpan.FromMilliseconds(1500));

        (await send)!.Id.ShouldBe("sent-1");
    }

    [Fact]
    public async Task Send_TransientForever_GivesUpAfterFour()
    {
        for (int i = 0; i < 5; i++)
            _service.Script(503, retryAfter: "1");

        var send = _connector.SendAsync(_service.Origin, "c", Hello, Token);
        for (int i = 0; i < 3; i++)
            await _time.ElapseAsync(due => due == TimeSpan.FromSeconds(1));

        (await Should.ThrowAsync<ConnectorException>(send)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _service.Requests.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(500)]
    [InlineData(501)]
    public async Task Send_OtherRefusal_IsNotRepeated(int status)
    {
        _service.ScriptError(status, "Bad", "no such luck");

        var refusal = await Should.ThrowAsync<ConnectorException>(_connector.SendAsync(_service.Origin, "c", Hello, Token));

        ((int)refusal.Status!.Value, refusal.Code, refusal.Reason).ShouldBe((status, "Bad", "no such luck"));
        _service.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("<html><body>nginx</body></html>", "")]
    [InlineData("{\"error\":", "")]
    [InlineData("""{"message":"Authorization has been denied"}""", "Authorization has been denied")]
    public async Task Send_OddErrorBody_IsStillARefusal(string body, string reason)
    {
        _service.Script(403, body);

        var refusal = await Should.ThrowAsync<ConnectorException>(_connector.SendAsync(_service.Origin, "c", Hello, Token));

        (refusal.Status, refusal.Code, refusal.Reason).ShouldBe((HttpStatusCode.Forbidden, null, reason));
    }

    [Fact]
    public async Task Send_401Once_RenewsTheTokenAndSucceeds()
    {
        _service.Script(401);

        await _connector.SendAsync(_service.Origin, "c", Hello, Token);

        _service.Requests.Select(request => request.Authorization).ShouldBe(["Bearer token-1", "Bearer token-2"]);
    }

    [Fact]
    public async Task Send_401Twice_GivesUp()
    {
        _service.Script(401);
        _service.Script(401);

        (await Should.ThrowAsync<ConnectorException>(_connector.SendAsync(_service.Origin, "c", Hello, Token))).Status.ShouldBe(HttpStatusCode.Unauthorized);

        _service.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Send_AcceptedWithoutBody_HasNoId()
    {
        _service.Script(202);

        (await _connector.SendAsync(_service.Origin, "c", Hello, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Send_OverTheSizeLimit_IsRefusedUnsent()
    {
        var large = Hello with { Text = new string('ж', 52_000) };

        (await Should.ThrowAsync<ConnectorException>(_connector.SendAsync(_service.Origin, "c", large, Token))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        _service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_NobodyThere_IsAConnectorException()
    {
        await _service.DisposeAsync();

        var send = _connector.SendAsync(_service.Origin, "c", Hello, Token);
        for (int i = 0; i < 3; i++)
            await _time.ElapseAsync(due => due < TimeSpan.FromSeconds(4));

        (await Should.ThrowAsync<ConnectorException>(send)).Status.ShouldBeNull();
    }

    [Fact]
    public async Task Send_EightInAConversation_WaitsForTheEighth()
    {
        for (int i = 0; i < 7; i++)
            await _connector.SendAsync(_service.Origin, "c", Hello, Token);
        await _connector.SendAsync(_service.Origin, "other", Hello, Token);

        var eighth = _connector.SendAsync(_service.Origin, "c", Hello, Token);
        eighth.IsCompleted.ShouldBeFalse();
        await _time.ElapseAsync(due => due == TimeSpan.FromSeconds(1));

        await eighth;
        _service.Requests.Count.ShouldBe(9);
    }

    [Fact]
    public async Task Log_OfRetriesAndRefusals_HoldsNoToken()
    {
        _service.Script(503, retryAfter: "1");
        var send = _connector.SendAsync(_service.Origin, "c", Hello, Token);
        await _time.ElapseAsync(due => due == TimeSpan.FromSeconds(1));
        await send;

        _logs.Text.ShouldContain("503");
        _logs.Text.ShouldNotContain("token-1");
    }
}
