using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Slack.Inbound;
using TreatyBot.Channels.Slack.SocketMode;
using TreatyBot.Channels.Tests.Loopback;

namespace TreatyBot.Channels.Tests.Slack.SocketMode;

public sealed class SocketModeClientTests : IAsyncLifetime
{
    private readonly ObservedTime _time = new();
    private readonly RecordingLoggerFactory _logs = new();
    private readonly Channel<(SlackPayload Payload, Task Acknowledged)> _taken = Channel.CreateUnbounded<(SlackPayload, Task)>();
    private FakeSockets _slack = null!;
    private SocketModeClient _client = null!;
    private SlackResponse _response = SlackResponse.Ok;
    private Task _hold = Task.CompletedTask;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _slack = await FakeSockets.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.StopAsync(new CancellationToken(canceled: true));
            _client.Dispose();
        }
        await _slack.DisposeAsync();
        _logs.Dispose();
    }

    [Fact]
    public async Task Hello_ThatDoesNotCome_IsWaitedForAndThenAnotherConnectionIsTried()
    {
        await StartAsync();
        await _slack.NextAsync(saysHello: false);

        await _time.ElapseAsync(due => due == TimeSpan.FromSeconds(30));
        await ElapseBackOffAsync(1);

        (await ServesAsync(await _slack.NextAsync())).ShouldBeTrue();
    }

    [Fact]
    public async Task Envelope_IsAcknowledgedBeforeItsWorkBegins()
    {
        await StartAsync();
        var socket = await _slack.NextAsync();
        await socket.SendEventAsync("e1");

        var (payload, acknowledged) = await _taken.Reader.ReadAsync(Token);
        (await socket.ReceiveAsync())!.ToJsonString().ShouldBe("""{"envelope_id":"e1"}""");
        await acknowledged.WaitAsync(Token);

        payload.ShouldBeOfType<SlackEvent>().EventId.ShouldBe("Ev-e1");
    }

    [Fact]
    public async Task Envelope_ThatIsNotTaken_IsLeftForSlackToDeliverAgain()
    {
        _response = SlackResponse.Unavailable;
        await StartAsync();
        var socket = await _slack.NextAsync();
        await socket.SendEventAsync("e1");
        await _taken.Reader.ReadAsync(Token);
        _response = SlackResponse.Ok;
        await socket.SendEventAsync("e2");

        ((string?)(await socket.ReceiveAsync())!["envelope_id"]).ShouldBe("e2");
    }

    [Theory]
    [InlineData(true, """{"envelope_id":"e1","payload":{"text":"busy"}}""")]
    [InlineData(false, """{"envelope_id":"e1"}""")]
    public async Task Response_GoesWithTheAcknowledgementWhereItMay(bool accepts, string ack)
    {
        _response = new SlackResponse(200, """{"text":"busy"}"""u8.ToArray());
        await StartAsync();
        var socket = await _slack.NextAsync();
        await socket.SendEventAsync("e1", acceptsPayload: accepts);

        (await socket.ReceiveAsync())!.ToJsonString().ShouldBe(ack);
    }

    [Fact]
    public async Task Message_OfAMebibyteInPieces_IsReadWhole()
    {
        await StartAsync();
        var socket = await _slack.NextAsync();
        var text = new string('x', 1024 * 1024);
        await socket.SendInPiecesAsync(FakeSocket.Envelope("e1", text), 10_000);

        var taken = (await _taken.Reader.ReadAsync(Token)).Payload.ShouldBeOfType<SlackEvent>();
        taken.Event.GetProperty("text").GetString().ShouldBe(text);
    }

    [Fact]
    public async Task Message_LongerThanTheLimit_EndsTheConnectionAndNotTheProgram()
    {
        await StartAsync(new SocketModeSettings { Connections = 1, MostBytes = 10_000 });
        var socket = await _slack.NextAsync();
        await socket.SendEventAsync("e1", new string('x', 20_000));

        await ElapseBackOffAsync(1);

        (await ServesAsync(await _slack.NextAsync())).ShouldBeTrue();
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"events_api"}""")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"hello","type":"hello"}""")]
    public async Task Message_ThatIsNone_IsLeftOut(string text)
    {
        await StartAsync();
        var socket = await _slack.NextAsync();
        await socket.SendAsync(text);

        (await ServesAsync(socket)).ShouldBeTrue();
    }

    [Fact]
    public async Task Message_Binary_IsLeftOut()
    {
        await StartAsync();
        var socket = await _slack.NextAsync();
        await socket.SendBinaryAsync(System.Text.Encoding.UTF8.GetBytes(FakeSocket.Envelope("binary")));

        (await ServesAsync(socket)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("events_api", """{"type":"app_rate_limited","minute_rate_limited":1}""", typeof(SlackRateLimited))]
    [InlineData("events_api", """{"type":"event_callback","event_id":"Ev1","team_id":"T1"}""", typeof(SlackUnhandled))]
    [InlineData("something_new", """{}""", typeof(SlackUnhandled))]
    [InlineData("events_api", "null", null)]
    [InlineData("slash_commands", """{"command":"/treaty"}""", null)]
    public async Task Envelope_WithoutAnEvent_IsAcknowledged(string type, string payload, Type? read)
    {
        await StartAsync();
        var socket = await _slack.NextAsync();
        await socket.SendAsync(new JsonObject { ["type"] = type, ["envelope_id"] = "e1", ["payload"] = JsonNode.Parse(payload) }.ToJsonString());

        ((string?)(await socket.ReceiveAsync())!["envelope_id"]).ShouldBe("e1");
        if (read is not null)
            (await _taken.Reader.ReadAsync(Token)).Payload.ShouldBeOfType(read);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task Disconnect_Announced_IsForestalledByANewConnectionAndLosesNothing(string reason)
    {
        await StartAsync();
        var old = await _slack.NextAsync();
        (await ServesAsync(old)).ShouldBeTrue();
        await old.DisconnectAsync(reason);
        var replacement = await _slack.NextAsync(saysHello: false);

        // Until the new one has said hello, the old one serves.
        (await ServesAsync(old)).ShouldBeTrue();
        await replacement.SendAsync("""{"type":"hello"}""");

        (await old.ReceiveAsync()).ShouldBeNull();
        (await ServesAsync(replacement)).ShouldBeTrue();
    }

    [Fact]
    public async Task Replacement_ThatCannotBeHad_LeavesTheOldConnectionServing()
    {
        await StartAsync();
        var old = await _slack.NextAsync();
        _slack.Refusals.Enqueue(new SocketModeRefusedException("internal_error"));
        await old.DisconnectAsync("warning");
        await ElapseBackOffAsync(1, after: async () => (await ServesAsync(old)).ShouldBeTrue());

        (await ServesAsync(await _slack.NextAsync())).ShouldBeTrue();
    }

    [Fact]
    public async Task Drop_IsFollowedByWaitsThatGrow()
    {
        _slack.Refusals.Enqueue(new SocketModeRefusedException("internal_error"));
        _slack.Refusals.Enqueue(new SocketModeRefusedException("internal_error"));
        await StartAsync();
        await ElapseBackOffAsync(1);
        await ElapseBackOffAsync(2);
        (await _slack.NextAsync()).Drop();

        await ElapseBackOffAsync(3);

        (await ServesAsync(await _slack.NextAsync())).ShouldBeTrue();
    }

    [Fact]
    public async Task Pong_ThatDoesNotCome_EndsTheConnection()
    {
        await StartAsync(new SocketModeSettings { Connections = 1, PingInterval = TimeSpan.FromMilliseconds(50), PongTimeout = TimeSpan.FromMilliseconds(100) });
        // A side that reads nothing answers no ping.
        await _slack.NextAsync();

        await ElapseBackOffAsync(1);

        await _slack.NextAsync();
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("not_authed")]
    [InlineData("account_inactive")]
    [InlineData("user_removed_from_team")]
    [InlineData("team_disabled")]
    public async Task Refusal_ThatNoWaitingMends_EndsItWithTheSettingToMend(string error)
    {
        _slack.Refusals.Enqueue(new SocketModeRefusedException(error));
        await StartAsync();

        await _client.StoppedAsync().WaitAsync(Token);

        _client.Fault.ShouldNotBeNull().ShouldContain("Channels:Slack:AppToken");
        _logs.Text.ShouldContain(error);
        _slack.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task LinkDisabled_EndsItForAllConnections()
    {
        await StartAsync(new SocketModeSettings { Connections = 2 });
        var (one, two) = (await _slack.NextAsync(), await _slack.NextAsync());
        var closing = two.ReceiveAsync();

        await one.DisconnectAsync("link_disabled");

        (await closing).ShouldBeNull();
        await _client.StoppedAsync().WaitAsync(Token);
        _client.Fault.ShouldNotBeNull().ShouldContain("switch it on");
    }

    [Fact]
    public async Task LinkDisabled_InPlaceOfHello_EndsItToo()
    {
        await StartAsync();
        await (await _slack.NextAsync(saysHello: false)).DisconnectAsync("link_disabled");

        await _client.StoppedAsync().WaitAsync(Token);
        _client.Fault.ShouldNotBeNull();
    }

    [Fact]
    public async Task TooManyConnections_IsNoReasonToComeBackSoon()
    {
        await StartAsync();
        await (await _slack.NextAsync()).DisconnectAsync("too_many_websockets");

        (await _time.ElapseAsync(due => due >= TimeSpan.FromSeconds(30) && due != TimeSpan.FromSeconds(30))).ShouldBe(TimeSpan.FromMinutes(1) * 0.75);

        await _slack.NextAsync();
    }

    [Fact]
    public async Task RateLimit_IsWaitedOutAsAsked()
    {
        _slack.Refusals.Enqueue(new SocketModeRefusedException("ratelimited", TimeSpan.FromSeconds(17)));
        await StartAsync();

        await _time.ElapseAsync(due => due == TimeSpan.FromSeconds(17));

        (await ServesAsync(await _slack.NextAsync())).ShouldBeTrue();
    }

    [Fact]
    public async Task Stop_FinishesTheAcknowledgementsThatAreUnderWay()
    {
        var release = new TaskCompletionSource();
        _hold = release.Task;
        await StartAsync();
        var socket = await _slack.NextAsync();
        await socket.SendEventAsync("e1");
        await _taken.Reader.ReadAsync(Token);

        var stopping = _client.StopAsync(Token);
        release.SetResult();

        ((string?)(await socket.ReceiveAsync())!["envelope_id"]).ShouldBe("e1");
        (await socket.ReceiveAsync()).ShouldBeNull();
        await stopping;
    }

    [Fact]
    public async Task Logs_NeverHoldAnAddress()
    {
        await StartAsync();
        (await _slack.NextAsync()).Drop();
        await ElapseBackOffAsync(1);
        await (await _slack.NextAsync()).DisconnectAsync("link_disabled");
        await _client.StoppedAsync().WaitAsync(Token);

        _logs.Lines.ShouldNotBeEmpty();
        _logs.Text.ShouldNotContain("ticket");
    }

    private Task StartAsync(SocketModeSettings? settings = null)
    {
        _client = new SocketModeClient(_slack, ReceiveAsync, settings ?? new SocketModeSettings { Connections = 1 }, () => 0.25, _time, new Logger<SocketModeClient>(_logs));
        return _client.StartAsync(Token);
    }

    private async Task<SlackResponse> ReceiveAsync(SlackPayload payload, Task acknowledged, CancellationToken cancellationToken)
    {
        _taken.Writer.TryWrite((payload, acknowledged));
        var response = _response;
        await _hold;
        return response;
    }

    private async Task ElapseBackOffAsync(int failures, Func<Task>? after = null)
    {
        if (after is not null)
            await after();
        await _time.ElapseAsync(due => due == TimeSpan.FromSeconds(5) * failures * 0.75);
    }

    private async Task<bool> ServesAsync(FakeSocket socket)
    {
        await socket.SendEventAsync("probe");
        return (string?)(await socket.ReceiveAsync())?["envelope_id"] == "probe" && (await _taken.Reader.ReadAsync(Token)).Payload is SlackEvent;
    }
}
