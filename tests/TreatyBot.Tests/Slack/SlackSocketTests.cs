using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Channels.Turns;
using TreatyBot.Channels.Tests.Slack.SocketMode;
using TreatyBot.Shared;

namespace TreatyBot.Tests.Slack;

/// <summary>The host without a public address.</summary>
public sealed class SlackSocketTests
{
    private static readonly Dictionary<string, string?> Sockets = new()
    {
        ["Channels:Slack:SigningSecret"] = "",
        ["Channels:Slack:AppToken"] = FakeSlack.AppToken,
        ["Channels:Slack:SocketConnections"] = "1",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Question_OverASocket_IsAcknowledgedAndAnswered()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var sockets = FakeSockets.On(slack);
        await using var desk = await SlackDesk.StartAsync(Sockets, slack: slack);
        var socket = await sockets.NextAsync();
        await socket.SendAsync(Envelope("e1", "Ev1"));

        ((string?)(await socket.ReceiveAsync())!["envelope_id"]).ShouldBe("e1");
        (await desk.NextAsync())["thread_ts"].ShouldBe("1.1");
        slack.CallsOf("apps.connections.open").Single().Token.ShouldBe(FakeSlack.AppToken);
        // Nothing of Slack is open over HTTP.
        (await desk.PostAsync("{}")).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Command_WhenThereIsTooMuchToDo_IsToldSoWithTheAcknowledgement()
    {
        var release = new TaskCompletionSource();
        await using var slack = await FakeSlack.StartAsync();
        await using var sockets = FakeSockets.On(slack);
        await using var desk = await SlackDesk.StartAsync(
            new(Sockets) { ["Channels:Turns:Capacity"] = "1" }, services => services.Replace(ServiceDescriptor.Singleton<IBot>(new ScriptedSlackBot((_, _) => release.Task))), slack: slack);
        var socket = await sockets.NextAsync();
        await socket.SendAsync(Envelope("e1", "Ev1", text: "a long question"));
        await socket.ReceiveAsync();
        await socket.SendAsync(new JsonObject
        {
            ["type"] = "slash_commands",
            ["envelope_id"] = "e2",
            ["accepts_response_payload"] = true,
            ["payload"] = new JsonObject { ["command"] = "/treaty", ["text"] = "help", ["team_id"] = FakeSlack.TeamId, ["channel_id"] = "C1", ["user_id"] = "U1", ["trigger_id"] = "t1" },
        }.ToJsonString());

        ((string?)(await socket.ReceiveAsync())!["payload"]!["text"]).ShouldNotBeNull().ShouldContain("more questions than I can take");
        release.SetResult();
    }

    [Fact]
    public async Task Envelope_DeliveredAgainAfterAReconnection_IsAnsweredOnce()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var sockets = FakeSockets.On(slack);
        await using var desk = await SlackDesk.StartAsync(Sockets, slack: slack);
        var old = await sockets.NextAsync();
        await old.SendAsync(Envelope("e1", "Ev1"));
        await old.ReceiveAsync();
        await desk.NextAsync();
        await old.DisconnectAsync("refresh_requested");
        var next = await sockets.NextAsync();
        await next.SendAsync(Envelope("e2", "Ev1", retry: 1));

        ((string?)(await next.ReceiveAsync())!["envelope_id"]).ShouldBe("e2");
        await desk.Host.IdleAsync();
        desk.Shown.ShouldBe(1);
    }

    [Fact]
    public async Task TwoReplicas_WithOneDeliveryFile_AnswerEachEventOnce()
    {
        using var folder = SlackDesk.NewFolder();
        await using var slack = await FakeSlack.StartAsync();
        await using var sockets = FakeSockets.On(slack);
        var settings = new Dictionary<string, string?>(Sockets) { ["Channels:Limits:MessagesPerUser"] = "1000" };
        await using var one = await SlackDesk.StartAsync(settings, folder: folder, slack: slack);
        var first = await sockets.NextAsync();
        await using var two = await SlackDesk.StartAsync(settings, folder: folder, slack: slack);
        var second = await sockets.NextAsync();

        for (int i = 0; i < 20; i++)
        {
            await first.SendAsync(Envelope($"a{i}", $"Ev{i}", $"1.{i}"));
            await second.SendAsync(Envelope($"b{i}", $"Ev{i}", $"1.{i}"));
        }

        for (int i = 0; i < 20; i++)
        {
            (await first.ReceiveAsync()).ShouldNotBeNull();
            (await second.ReceiveAsync()).ShouldNotBeNull();
        }

        await one.Host.IdleAsync();
        await two.Host.IdleAsync();
        slack.Messages.Select(message => message.ThreadTs).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 20).Select(i => $"1.{i}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Token_ThatIsRefused_IsNamedAndTheHostGoesOn()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var desk = await SlackDesk.StartAsync(
            new(Sockets) { ["Channels:Slack:AppToken"] = "xapp-wrong", ["Channels:Slack:SigningSecret"] = SlackDesk.Secret }, slack: slack);
        while (!desk.Host.Log.ToString().Contains("Socket Mode has stopped", StringComparison.Ordinal))
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        desk.Host.Log.ToString().ShouldContain("Channels:Slack:AppToken");
        desk.Host.Log.ToString().ShouldNotContain("xapp-wrong");
        (await desk.SayAsync("help"))["text"].ShouldNotBeNull().ShouldContain("arms-control");
    }

    private static string Envelope(string envelopeId, string eventId, string ts = "1.1", int retry = 0, string text = "help") => new JsonObject
    {
        ["type"] = "events_api",
        ["envelope_id"] = envelopeId,
        ["accepts_response_payload"] = false,
        ["retry_attempt"] = retry,
        ["payload"] = SlackDesk.Envelope(SlackDesk.Message(text, ts, $"D{ts.Replace('.', 'X')}"), eventId),
    }.ToJsonString();
}
