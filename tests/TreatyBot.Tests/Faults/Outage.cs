using Microsoft.AspNetCore.Http;
using TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;
using TreatyBot.Shared;
using TreatyBot.Tests.Hosting;
using TreatyBot.Tests.Models;

namespace TreatyBot.Tests.Faults;

/// <summary>How a part that the host talks to can be away: in words that name the cases.</summary>
internal static class Outage
{
    public static readonly string[] OfAModel = ["well", "down", "flapping", "slow"];
    public static readonly string[] OfAStore = ["well", "down", "slow", "flapping"];
    public static readonly string[] OfAChannel = ["well", "flapping", "throttled", "slow"];

    /// <summary>A chat model, with time-outs that a test can wait for.</summary>
    public static Dictionary<string, string?> Model(ModelServer server) => new()
    {
        ["Models:Chat:Provider"] = "Ollama",
        ["Models:Chat:Endpoint"] = server.Origin.ToString(),
        ["Models:Chat:Model"] = "m",
        ["Models:Chat:CallTimeout"] = "00:00:01",
        ["Models:Chat:TotalTimeout"] = "00:00:02",
        ["Channels:BotFramework:SendTimeout"] = "00:00:05",
    };

    public static async Task<ModelServer> StartModelAsync(string state)
    {
        var calls = 0;
        return await ModelServer.StartAsync((context, request) => state switch
        {
            "down" => Wire.RefuseAsync(context, request, 500, "down"),
            "flapping" when Interlocked.Increment(ref calls) % 2 == 1 => AbortAsync(context),
            "slow" => HangAsync(context),
            _ => Wire.SendAsync(context, request, Wire.Chat(request, """{"answerable":false,"claims":[]}""")),
        });
    }

    public static Func<string, string, FakeFault?>? Store(string state)
    {
        var requests = 0;
        return state switch
        {
            "down" => (_, _) => FakeFault.Error(503, "down"),
            // Waits until the caller gives up.
            "slow" => (_, _) => FakeFault.Error(503, "late") with { Waits = Task.Delay(Timeout.Infinite) },
            // Every third request is cut off, every other third is refused.
            "flapping" => (_, _) => (Interlocked.Increment(ref requests) % 3) switch { 1 => new FakeFault(0, "", Cuts: true), 2 => FakeFault.Error(500, "flapping"), _ => null },
            _ => null,
        };
    }

    public static void Connector(string state, TestHost host, int question)
    {
        switch (state)
        {
            case "flapping" when question % 2 == 0:
                host.Connector.Script(503, retryAfter: "0");
                host.Connector.Script(502, retryAfter: "0");
                break;
            case "throttled":
                host.Connector.Script(429, retryAfter: "0");
                break;
            case "slow":
                host.Connector.Script(503, retryAfter: "1");
                break;
        }
    }

    public static void Slack(string state, FakeSlack slack, int question)
    {
        switch (state)
        {
            case "flapping" when question % 2 == 0:
                slack.Script("chat.postMessage", new SlackScript(503, RetryAfter: "0"));
                break;
            case "throttled":
                slack.ScriptRateLimit("chat.postMessage", "1");
                break;
            case "slow":
                // Posted, and the answer to that is lost.
                slack.ScriptLate("chat.postMessage", Task.Delay(Timeout.Infinite));
                break;
        }
    }

    private static Task AbortAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task HangAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up, as it should.
        }
    }
}
