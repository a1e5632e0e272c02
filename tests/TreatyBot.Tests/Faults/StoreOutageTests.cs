using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;
using TreatyBot.Tests.Corpus;
using TreatyBot.Tests.Hosting;
using TreatyBot.Tests.Slack;

namespace TreatyBot.Tests.Faults;

/// <summary>
/// Qdrant fails, is slow or comes and goes, alone and together with the channel and the chat model: each asker gets the answer or is told
/// that the documents are away, once; and the answer when they are back.
/// </summary>
public sealed class StoreOutageTests
{
    private const int Questions = 2;
    private const string Question = "When was the INF Treaty signed?";
    private const string Date = "8 December 1987";
    private const string Away = "my document store does not answer";

    // Each state of the store beside each of either channel; the model goes through its states, so that it has met every state of the store.
    public static TheoryData<string, string, string, string> Together()
    {
        var cases = new TheoryData<string, string, string, string>();
        foreach (var (row, store) in Outage.OfAStore.Index())
        {
            foreach (var (column, state) in Outage.OfAChannel.Index())
            {
                cases.Add(store, "Teams", state, Outage.OfAModel[(row + column) % Outage.OfAModel.Length]);
                cases.Add(store, "Slack", state, Outage.OfAModel[(row + 2 * column + 1) % Outage.OfAModel.Length]);
            }
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Together))]
    public async Task Outages_LeaveEachQuestionOneAnswerOrReason(string store, string channel, string state, string model)
    {
        await using var qdrant = await FakeQdrant.StartAsync(() => FakeQdrant.With(validates: false));
        await using var server = await Outage.StartModelAsync(model);
        await using var desk = await SlackDesk.StartAsync(new(Outage.Model(server))
        {
            ["Store:Provider"] = "Qdrant",
            ["Store:Endpoint"] = qdrant.Endpoint.ToString(),
            ["Store:Qdrant:Timeout"] = "00:00:00.3",
            ["Store:Qdrant:RetryDelay"] = "00:00:00.010",
            ["Channels:Slack:SendTimeout"] = "00:00:01",
        });

        qdrant.Fault = Outage.Store(store);
        for (var i = 0; i < Questions; i++)
            await AskAsync(desk, channel, state, i);
        qdrant.Fault = null;
        await AskAsync(desk, channel, "well", Questions);

        for (var i = 0; i <= Questions; i++)
        {
            var told = Told(desk, channel, i).ShouldHaveSingleItem();
            if (i == Questions || store == "well")
                told.ShouldContain(Date);
            else if (store is "down" or "slow")
                told.ShouldContain(Away);
            else
                (told.Contains(Date, StringComparison.Ordinal) || told.Contains(Away, StringComparison.Ordinal)).ShouldBeTrue(told);
        }
    }

    [Fact]
    public async Task StoreThatIsDownAtStart_IsWaitedForAndThenAnswersWithoutARestart()
    {
        await using var qdrant = await FakeQdrant.StartAsync(() => FakeQdrant.With(validates: false));
        using var folder = SlackDesk.NewFolder();
        Dictionary<string, string?> settings = new()
        {
            ["Store:Provider"] = "Qdrant",
            ["Store:Endpoint"] = qdrant.Endpoint.ToString(),
            ["Store:Qdrant:RetryDelay"] = "00:00:00",
        };
        var requests = 0;
        // Long enough for the first try to fail, whose next comes after half a minute of this clock.
        qdrant.Fault = (_, _) => Interlocked.Increment(ref requests) <= 12 ? FakeFault.Error(503, "starting") : null;
        var time = new PassingTime();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var passing = time.PassAsync(TimeSpan.FromSeconds(30), stop.Token);

        await using var host = await TestHost.StartAsync(settings, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)), folder: folder);
        await stop.CancelAsync();
        await passing;
        host.Log.ToString().ShouldContain("The corpus is not ready; trying again");

        ((string?)(await host.SayAsync(Question))["text"])!.ShouldContain(Date);
    }

    private static async Task AskAsync(SlackDesk desk, string channel, string state, int number)
    {
        if (channel == "Teams")
        {
            Outage.Connector(state, desk.Host, number);
            (await desk.Host.PostAsync(desk.Host.Message(Question, $"a:{number}", "groupChat", mentions: true))).Status.ShouldBe(HttpStatusCode.Accepted);
        }
        else
        {
            Outage.Slack(state, desk.Slack, number);
            (await desk.EventAsync(SlackDesk.Message(Question, desk.NewTs(), $"D{number}"))).Status.ShouldBe(HttpStatusCode.OK);
        }
        await desk.Host.IdleAsync();
    }

    // What was refused on its way is sent again as it was: different texts would be two answers.
    private static List<string> Told(SlackDesk desk, string channel, int number) => channel == "Teams"
        ? [.. desk.Host.Connector.Requests
            .Where(request => (string?)request.Body?["type"] == "message" && request.Target.Contains($"a%3A{number}", StringComparison.OrdinalIgnoreCase))
            .Select(request => request.Body!.ToJsonString()).Distinct()]
        : [.. desk.Slack.Messages.Where(message => message.Channel == $"D{number}" && !message.IsDeleted).Select(message => $"{message.Text}{message.Markdown}")];
}
