using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using TreatyBot.Bot;
using TreatyBot.Channels.Tests.Loopback;

namespace TreatyBot.Tests.Hosting;

/// <summary>The program killed and started again, as a crash or an upgrade does it.</summary>
public sealed class RestartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("help", "personal")]
    [InlineData("help", "groupChat")]
    [InlineData("timeline INF", "personal")]
    public async Task Redelivery_AfterAKill_IsAnsweredOnlyIfItWasNot(string question, string conversationType)
    {
        using var folder = new TempFolder();
        TestCorpus.CopyTo(folder["corpus"]);
        await using var channel = await HoldingChannel.StartAsync();

        await using (var first = await HostProcess.StartAsync(folder))
        {
            await SayAsync(first, channel, "done", "a:done");
            (await channel.NextAsync()).ShouldBe("done");
            // Completed is what is written after the reply; the next turn of the conversation begins after that.
            await SayAsync(first, channel, "fence", "a:done");
            (await channel.NextAsync()).ShouldBe("fence");
            channel.Hold();
            await SayAsync(first, channel, "unfinished", "a:unfinished", question, conversationType);
            (await channel.NextAsync()).ShouldBe("unfinished");
            // Behind it in the same conversation: nothing was said to it.
            await SayAsync(first, channel, "waiting", "a:unfinished", question, conversationType);
            await first.KillAsync();
        }

        channel.Release();
        await using var second = await HostProcess.StartAsync(folder);
        await SayAsync(second, channel, "done", "a:done");
        await SayAsync(second, channel, "after", "a:done");
        (await channel.NextAsync()).ShouldBe("after");
        await SayAsync(second, channel, "unfinished", "a:unfinished", question, conversationType);
        await SayAsync(second, channel, "waiting", "a:unfinished", question, conversationType);
        (await channel.NextAsync()).ShouldBe("unfinished");
        (await channel.NextAsync()).ShouldBe("waiting");

        var told = channel.Bodies.Where(body => (string?)body["text"] == InterruptedTurns.Interrupted).ShouldHaveSingleItem();
        ((string?)told["replyToId"]).ShouldBe("unfinished");
        ((string?)told["suggestedActions"]?["actions"]?[0]?["title"]).ShouldBe(conversationType == "personal" ? question : null);
    }

    [Fact]
    public async Task Termination_FinishesWhatWasTaken()
    {
        using var folder = new TempFolder();
        TestCorpus.CopyTo(folder["corpus"]);
        await using var channel = await HoldingChannel.StartAsync();
        await using var host = await HostProcess.StartAsync(folder);
        channel.Hold();
        await SayAsync(host, channel, "one", "a:1");
        (await channel.NextAsync()).ShouldBe("one");
        await SayAsync(host, channel, "two", "a:1");

        var ending = host.InterruptAsync();
        channel.Release();

        (await channel.NextAsync()).ShouldBe("two");
        (await ending).ShouldBe(0);
    }

    private static async Task SayAsync(
        HostProcess host, HoldingChannel channel, string id, string conversation, string text = "help", string conversationType = "personal")
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = id,
            ["channelId"] = "msteams",
            ["serviceUrl"] = channel.Origin,
            ["from"] = new JsonObject { ["id"] = "29:user" },
            ["recipient"] = new JsonObject { ["id"] = "28:bot" },
            ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = conversationType },
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>Bot</at>", ["mentioned"] = new JsonObject { ["id"] = "28:bot" } }),
            ["text"] = $"<at>Bot</at> {text}",
        };
        using var response = await host.Http.PostAsJsonAsync("/api/messages", activity, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    /// <summary>A channel that can hold its answers back.</summary>
    private sealed class HoldingChannel : IAsyncDisposable
    {
        private readonly Channel<string> _arrivals = Channel.CreateUnbounded<string>();
        private LoopbackServer _server = null!;
        private TaskCompletionSource _gate = new();

        public System.Collections.Concurrent.ConcurrentQueue<JsonNode> Bodies { get; } = new();

        public string Origin => _server.Origin;

        public static async Task<HoldingChannel> StartAsync()
        {
            var channel = new HoldingChannel();
            channel._gate.SetResult();
            channel._server = await LoopbackServer.StartAsync(channel.HandleAsync);
            return channel;
        }

        public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _gate.TrySetResult();

        /// <summary>The id of the next message that is replied to.</summary>
        public async Task<string> NextAsync() => await _arrivals.Reader.ReadAsync(Token);

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        private async Task HandleAsync(HttpContext context)
        {
            var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            Bodies.Enqueue(body!);
            _arrivals.Writer.TryWrite((string)body!["replyToId"]!);
            await _gate.Task.WaitAsync(context.RequestAborted);
            context.Response.StatusCode = 201;
            await context.Response.WriteAsync("""{"id":"sent"}""", context.RequestAborted);
        }
    }
}
