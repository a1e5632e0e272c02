using TreatyBot.Channels.Tests.Slack.SocketMode;
using TreatyBot.Shared;

namespace TreatyBot.EndToEnd;

/// <summary>Slack's own Socket Mode client against the sockets on this machine: what it takes from them it takes from Slack.</summary>
public sealed class SlackSocketModeTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SlacksOwnClient_FindsTheSocketsAFairDouble()
    {
        NodeTools.Require("@slack/socket-mode");
        await using var slack = await FakeSlack.StartAsync();
        await using var sockets = FakeSockets.On(slack);
        using var client = NodeTools.Start(["socket-client.js", FakeSlack.AppToken, slack.ApiBaseUrl]);

        var first = await sockets.NextAsync();
        (await SaidAsync()).ShouldBe("connected");
        await first.SendEventAsync("e1");
        (await SaidAsync()).ShouldBe("events_api e1 Ev-e1");
        ((string?)(await first.ReceiveAsync())!["envelope_id"]).ShouldBe("e1");
        await first.SendInPiecesAsync(FakeSocket.Envelope("e2", new string('x', 100_000)), 10_000);
        (await SaidAsync()).ShouldBe("events_api e2 Ev-e2");
        ((string?)(await first.ReceiveAsync())!["envelope_id"]).ShouldBe("e2");

        await first.DisconnectAsync("refresh_requested");
        var second = await sockets.NextAsync();
        (await SaidAsync()).ShouldBe("connected");
        await second.SendEventAsync("e3");
        (await SaidAsync()).ShouldBe("events_api e3 Ev-e3");
        ((string?)(await second.ReceiveAsync())!["envelope_id"]).ShouldBe("e3");

        client.StandardInput.Close();
        await client.WaitForExitAsync(Token);

        async Task<string?> SaidAsync()
        {
            var line = await client.StandardOutput.ReadLineAsync(Token);
            output.WriteLine(line ?? "(nothing more)");
            return line;
        }
    }

    [Fact]
    public async Task SlacksOwnClient_IsRefusedAsSlackRefuses()
    {
        NodeTools.Require("@slack/socket-mode");
        await using var slack = await FakeSlack.StartAsync();
        using var client = NodeTools.Start(["socket-client.js", "xapp-wrong", slack.ApiBaseUrl]);

        (await client.StandardOutput.ReadLineAsync(Token)).ShouldBe("failed invalid_auth");
        client.StandardInput.Close();
        await client.WaitForExitAsync(Token);
    }
}
