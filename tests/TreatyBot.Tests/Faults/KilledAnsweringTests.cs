using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using TreatyBot.Bot;
using TreatyBot.Channels.Tests.Loopback;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Faults;

/// <summary>SIGKILL while questions are answered. The channel delivers again what it does not know to be taken.</summary>
public sealed class KilledAnsweringTests
{
    private const int Conversations = 6;
    private const int Each = 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_AtAnyMomentOfAnswering_LeavesNobodyInSilenceAndAnswersNobodyTwice()
    {
        using var folder = new TempFolder();
        TestCorpus.CopyTo(folder["corpus"]);
        await using var channel = await CountingChannel.StartAsync();
        var (kills, interrupted, kept) = (0, 0, 0);
        var host = await HostProcess.StartAsync(folder);
        try
        {
            foreach (var random in FaultMoments.Of(usually: 6))
            {
                kills++;
                var messages = Enumerable.Range(0, Conversations * Each)
                    .Select(i => (Id: $"k{kills}-{i}", Conversation: $"a:{kills}-{i % Conversations}")).ToList();
                foreach (var (id, conversation) in messages)
                    await SayAsync(host, channel, id, conversation);
                await channel.ArrivedAsync(random.Next(messages.Count + 1));
                for (var spin = random.Next(2_000); spin > 0; spin--)
                    await Task.Yield();
                await host.KillAsync();
                await host.DisposeAsync();

                host = await HostProcess.StartAsync(folder);
                foreach (var (id, conversation) in messages)
                    await SayAsync(host, channel, id, conversation);
                // One turn at a time: when the last of a conversation is answered, those before it are.
                foreach (var conversation in messages.Select(message => message.Conversation).Distinct())
                    await SayAsync(host, channel, $"fence-{conversation}", conversation);
                await channel.SeenAsync([.. messages.Select(message => $"fence-{message.Conversation}").Distinct()]);

                foreach (var (id, _) in messages)
                {
                    channel.Answers.GetValueOrDefault(id).ShouldBeInRange(0, 1, $"{id} answered in full");
                    (channel.Answers.GetValueOrDefault(id) + channel.Notices.GetValueOrDefault(id)).ShouldBeInRange(1, 2, $"{id} heard of");
                }
                // Only what was between its sending and the mark that it was sent, and a conversation has one such turn.
                var told = messages.Where(message => channel.Notices.ContainsKey(message.Id)).ToList();
                told.Select(message => message.Conversation).ShouldBeUnique();
                interrupted += told.Count;
                kept += told.Count(message => channel.Answers.ContainsKey(message.Id));
                channel.Forget();
            }
        }
        finally
        {
            await host.DisposeAsync();
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {kills * Conversations * Each} questions: 0 in silence, 0 answered in full twice, {interrupted} told of the interruption, {kept} of them below their answer.");
    }

    private static async Task SayAsync(HostProcess host, CountingChannel channel, string id, string conversation)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = id,
            ["channelId"] = "msteams",
            ["serviceUrl"] = channel.Origin,
            ["from"] = new JsonObject { ["id"] = $"29:{conversation}" },
            ["recipient"] = new JsonObject { ["id"] = "28:bot" },
            ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = "groupChat" },
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>Bot</at>", ["mentioned"] = new JsonObject { ["id"] = "28:bot" } }),
            ["text"] = "<at>Bot</at> help",
        };
        using var response = await host.Http.PostAsJsonAsync("/api/messages", activity, Token);
        response.EnsureSuccessStatusCode();
    }

    private sealed class CountingChannel : IAsyncDisposable
    {
        private readonly Channel<string> _arrivals = System.Threading.Channels.Channel.CreateUnbounded<string>();
        private LoopbackServer _server = null!;

        public string Origin => _server.Origin;

        /// <summary>By the id of what was asked.</summary>
        public ConcurrentDictionary<string, int> Answers { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, int> Notices { get; } = new(StringComparer.Ordinal);

        public static async Task<CountingChannel> StartAsync()
        {
            var channel = new CountingChannel();
            channel._server = await LoopbackServer.StartAsync(channel.HandleAsync);
            return channel;
        }

        public async Task ArrivedAsync(int count)
        {
            for (; count > 0; count--)
                await _arrivals.Reader.ReadAsync(Token);
        }

        public async Task SeenAsync(string[] ids)
        {
            while (!ids.All(Answers.ContainsKey))
                await _arrivals.Reader.ReadAsync(Token);
        }

        public void Forget()
        {
            Answers.Clear();
            Notices.Clear();
            while (_arrivals.Reader.TryRead(out _))
            {
            }
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        private async Task HandleAsync(HttpContext context)
        {
            var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            if ((string?)body!["type"] == "message")
            {
                var id = (string)body["replyToId"]!;
                var counts = (string?)body["text"] == InterruptedTurns.Interrupted ? Notices : Answers;
                counts.AddOrUpdate(id, 1, (_, count) => count + 1);
                _arrivals.Writer.TryWrite(id);
            }
            context.Response.StatusCode = 201;
            await context.Response.WriteAsync("""{"id":"sent"}""", CancellationToken.None);
        }
    }
}
