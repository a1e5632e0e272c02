using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Faults;

/// <summary>The channel's connector and the chat model fail, are slow or come and go, alone and together: one answer each, from the documents.</summary>
public sealed class OutageTests
{
    private const int Questions = 4;

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var connector in Outage.OfAChannel)
        {
            foreach (var model in Outage.OfAModel)
                pairs.Add(connector, model);
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Outages_LeaveEachQuestionOneAnswer(string connector, string model)
    {
        await using var server = await Outage.StartModelAsync(model);
        await using var host = await TestHost.StartAsync(Outage.Model(server));

        for (var i = 0; i < Questions; i++)
        {
            Outage.Connector(connector, host, i);
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
