using Microsoft.AspNetCore.Http;
using TreatyBot.Tests.Hosting;
using TreatyBot.Tests.Models;

namespace TreatyBot.Tests.Faults;

/// <summary>The channel's connector and the chat model fail, are slow or come and go, alone and together: one answer each, from the documents.</summary>
public sealed class OutageTests
{
    private const int Questions = 4;

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var connector in (string[])["well", "flapping", "throttled", "slow"])
        {
            foreach (var model in (string[])["well", "down", "flapping", "slow"])
                pairs.Add(connector, model);
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Outages_LeaveEachQuestionOneAnswer(string connector, string model)
    {
        var calls = 0;
        await using var server = await ModelServer.StartAsync((context, request) => BehaveAsync(model, Interlocked.Increment(ref calls), context, request));
        await using var host = await TestHost.StartAsync(new()
        {
            ["Models:Chat:Provider"] = "Ollama",
            ["Models:Chat:Endpoint"] = server.Origin.ToString(),
            ["Models:Chat:Model"] = "m",
            ["Models:Chat:CallTimeout"] = "00:00:01",
            ["Models:Chat:TotalTimeout"] = "00:00:02",
            ["Channels:BotFramework:SendTimeout"] = "00:00:05",
        });

        for (var i = 0; i < Questions; i++)
        {
            Script(connector, host, i);
            var answer = await AnswerAsync(host, host.Message("When was the INF Treaty signed?", $"a:{i}", "groupChat", mentions: true));
            answer.ShouldContain("8 December 1987");
        }
        await host.IdleAsync();
        server.Requests.ShouldNotBeEmpty();
        var sent = host.Connector.Requests.Where(request => (string?)request.Body?["type"] == "message").GroupBy(request => (string?)request.Body!["replyToId"]).ToList();
        sent.Count.ShouldBe(Questions);
        // What was refused was sent again as it was: nobody was told two things.
        sent.ShouldAllBe(tries => tries.Select(request => request.Body!.ToJsonString()).Distinct().Count() == 1);
    }

    [Fact]
    public async Task ConnectorThatIsDown_CostsItsOwnTurnsAndNoLaterOne()
    {
        await using var host = await TestHost.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            host.Connector.ScriptError(500, "ServiceError", "down");
            // The sentence that something failed is lost as well.
            host.Connector.ScriptError(500, "ServiceError", "down");
            await host.PostAsync(host.Message("help", $"a:{i}", "groupChat", mentions: true));
        }
        await host.IdleAsync();
        host.Connector.Answers.Clear();

        (await AnswerAsync(host, host.Message("help", "a:0", "groupChat", mentions: true))).ShouldContain("?");
    }

    private static void Script(string connector, TestHost host, int number)
    {
        switch (connector)
        {
            case "flapping" when number % 2 == 0:
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

    private static Task BehaveAsync(string model, int call, HttpContext context, ModelRequest request) => model switch
    {
        "down" => Wire.RefuseAsync(context, request, 500, "down"),
        "flapping" when call % 2 == 1 => AbortAsync(context),
        "slow" => HangAsync(context),
        _ => Wire.SendAsync(context, request, Wire.Chat(request, """{"answerable":false,"claims":[]}""")),
    };

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

    // What is answered to a refused sending arrives again; typing is none.
    private static async Task<string> AnswerAsync(TestHost host, System.Text.Json.Nodes.JsonObject message)
    {
        (await host.PostAsync(message)).Status.ShouldBe(System.Net.HttpStatusCode.Accepted);
        await host.IdleAsync();
        return string.Concat(host.Connector.Requests
            .Where(request => (string?)request.Body?["type"] == "message" && (string?)request.Body["replyToId"] == (string?)message["id"])
            .Select(request => request.Body!.ToJsonString()).Take(1));
    }
}
