using System.Text;
using System.Text.Json.Nodes;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Tests.Loopback;
using TreatyBot.Channels.Tests.Turns;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.BotFramework;

/// <summary>An adapter without app id between a connector on this machine and a scripted bot.</summary>
internal sealed class AdapterHarness : IAsyncDisposable
{
    public required FakeConnector Connector { get; init; }

    public required BotFrameworkAdapter Adapter { get; init; }

    public required TurnQueue Queue { get; init; }

    public required ObservedTime Time { get; init; }

    public required RecordingLoggerFactory Logs { get; init; }

    public static async Task<AdapterHarness> StartAsync(TurnQueueOptions? queueOptions = null)
    {
        var time = new ObservedTime();
        var logs = new RecordingLoggerFactory();
        var connector = await FakeConnector.StartAsync();
        var queue = new TurnQueue(queueOptions ?? new TurnQueueOptions(), new MemoryDeliveryLog(), time, new Microsoft.Extensions.Logging.Logger<TurnQueue>(logs));
        var adapter = BotFrameworkComposition.Create(
            new BotFrameworkOptions(), () => throw new InvalidOperationException("Nobody is registered."), queue, MiddlewareSet.Empty, time, logs);
        return new AdapterHarness { Connector = connector, Adapter = adapter, Queue = queue, Time = time, Logs = logs };
    }

    public JsonObject Message(string id, string conversationType = "personal") => new()
    {
        ["type"] = "message",
        ["id"] = id,
        ["text"] = "hello",
        ["channelId"] = "msteams",
        ["serviceUrl"] = Connector.Origin,
        ["from"] = new JsonObject { ["id"] = "29:user" },
        ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" },
        ["conversation"] = new JsonObject { ["id"] = "19:x@thread.tacv2;messageid=1", ["conversationType"] = conversationType },
    };

    public Task<InboundResponse> DeliverAsync(JsonObject activity, Func<TurnContext, CancellationToken, Task> onTurn) =>
        Adapter.ProcessAsync(
            new InboundRequest("POST", "application/json", [], new MemoryStream(Encoding.UTF8.GetBytes(activity.ToJsonString())), FromThisMachine: true),
            new ScriptedBot(onTurn),
            TestContext.Current.CancellationToken);

    /// <summary>Delivers a message and waits until its turn has run.</summary>
    public async Task RunAsync(JsonObject activity, Func<TurnContext, CancellationToken, Task> onTurn)
    {
        var done = new TaskCompletionSource();
        var response = await DeliverAsync(activity, async (turn, token) =>
        {
            try
            {
                await onTurn(turn, token);
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
                throw;
            }
        });
        response.Status.ShouldBe(202);
        await done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await Queue.DisposeAsync();
        await Connector.DisposeAsync();
    }
}
