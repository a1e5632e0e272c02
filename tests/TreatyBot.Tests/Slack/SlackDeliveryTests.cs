using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Bot;
using TreatyBot.Channels.Turns;
using TreatyBot.Shared;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Slack;

/// <summary>Every question once, whatever happens to deliveries and to the program.</summary>
public sealed class SlackDeliveryTests(ITestOutputHelper output)
{
    private const int Events = 1000;
    private static readonly Dictionary<string, string?> Roomy = new() { ["Channels:Turns:Capacity"] = "100000", ["Channels:Limits:MessagesPerUser"] = "100000" };

    [Fact]
    public async Task AThousandEvents_DeliveredFourTimesInAnyOrderWithTwoRestarts_AreEachAnsweredOnce()
    {
        using var folder = SlackDesk.NewFolder();
        await using var slack = await FakeSlack.StartAsync();
        var random = new Random(20261123);
        // Each message comes as a mention and as a message, each of them twice.
        var deliveries = Enumerable.Range(0, Events)
            .SelectMany(i => new[] { (i, "app_mention"), (i, "app_mention"), (i, "message"), (i, "message") }).ToArray();
        random.Shuffle(deliveries);

        foreach (var part in deliveries.Chunk((deliveries.Length / 3) + 1))
        {
            await using var desk = await SlackDesk.StartAsync(
                Roomy,
                services => services.Replace(ServiceDescriptor.Singleton<IBot>(new ScriptedSlackBot((turn, token) => turn.SendReplyAsync(Reply.Notice(turn.Text), token)))),
                folder, slack);
            await Parallel.ForEachAsync(part, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (delivery, _) =>
            {
                var (i, type) = delivery;
                var message = SlackDesk.Message($"<@{FakeSlack.BotUserId}> question {i}", $"1790000000.{i:D6}", $"C{i}", type: type);
                (await desk.EventAsync(message, $"Ev-{type}-{i}")).Status.ShouldBe(HttpStatusCode.OK);
            });
        }

        var answers = slack.Messages.CountBy(message => message.Text).ToDictionary();
        output.WriteLine($"{deliveries.Length} deliveries of {Events} events, 2 restarts: {answers.Values.Sum()} answers to {answers.Count} events, at most {answers.Values.Max()} each");
        answers.Count.ShouldBe(Events);
        answers.Values.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public async Task Kill_BetweenSendingAndNotingSo_DoesNotAnswerTwice()
    {
        using var folder = SlackDesk.NewFolder();
        await using var slack = await FakeSlack.StartAsync();
        var never = new TaskCompletionSource();
        slack.ScriptLate("chat.postMessage", never.Task);
        await KillOnceAsync(folder, slack, first => DeliverAsync(first, "sent", "1790000000.000001", "D1"), "chat.postMessage");

        await using var second = await HostProcess.StartAsync(folder, Arguments(folder, slack));
        await DeliverAsync(second, "sent", "1790000000.000001", "D1");
        await DeliverAsync(second, "fence", "1790000000.000002", "D2");
        await ArriveAsync(slack, "chat.postMessage");
        await ArriveAsync(slack, "conversations.replies", wasEarlier: true);

        slack.Messages.Count(message => message.Channel == "D1").ShouldBe(1);
        slack.Messages.Count(message => message.Channel == "D2").ShouldBe(1);
        never.SetResult();
    }

    [Fact]
    public async Task Kill_WhereSlackDoesNotLetItLook_TellsOfTheInterruptionInstead()
    {
        using var folder = SlackDesk.NewFolder();
        await using var slack = await FakeSlack.StartAsync();
        var never = new TaskCompletionSource();
        slack.ScriptLate("chat.postMessage", never.Task);
        await KillOnceAsync(folder, slack, first => DeliverAsync(first, "sent", "1790000000.000001", "D1"), "chat.postMessage");
        slack.ScriptError("conversations.replies", "missing_scope");

        await using var second = await HostProcess.StartAsync(folder, Arguments(folder, slack));
        await DeliverAsync(second, "sent", "1790000000.000001", "D1");
        await ArriveAsync(slack, "chat.postMessage");

        slack.Messages.Count.ShouldBe(2);
        slack.Messages.Count(message => message.Text == InterruptedTurns.Interrupted).ShouldBe(1);
        never.SetResult();
    }

    [Fact]
    public async Task Kill_WhileAnsweringACommand_TellsOfTheInterruptionInsteadOfAnsweringTwice()
    {
        using var folder = SlackDesk.NewFolder();
        await using var slack = await FakeSlack.StartAsync();
        var never = new TaskCompletionSource();
        slack.ScriptLate("chat.postEphemeral", never.Task);
        var command = $"token=x&team_id={FakeSlack.TeamId}&channel_id=C1&user_id={SlackDesk.User}&command=%2Ftreaty&text=sources&trigger_id=t1&response_url=none";
        await KillOnceAsync(folder, slack, first => SlackDesk.PostAsync(first.Http, command, "/slack/commands", "application/x-www-form-urlencoded"), "chat.postEphemeral");

        await using var second = await HostProcess.StartAsync(folder, Arguments(folder, slack));
        await SlackDesk.PostAsync(second.Http, command, "/slack/commands", "application/x-www-form-urlencoded");
        await ArriveAsync(slack, "chat.postEphemeral");

        slack.CallsOf("chat.postEphemeral").Count(call => call["text"] == InterruptedTurns.Interrupted).ShouldBe(1);
        slack.CallsOf("chat.postEphemeral").Count.ShouldBe(2);
        never.SetResult();
    }

    [Fact]
    public async Task Kill_BeforeSending_LeavesTheRedeliveryToBeAnswered()
    {
        using var folder = SlackDesk.NewFolder();
        await using var slack = await FakeSlack.StartAsync();
        var never = new TaskCompletionSource();
        slack.Script("chat.postMessage", new SlackScript(After: never.Task));
        await KillOnceAsync(folder, slack, first => DeliverAsync(first, "lost", "1790000000.000001", "D1"), "chat.postMessage");

        slack.Messages.ShouldBeEmpty();
        await using var second = await HostProcess.StartAsync(folder, Arguments(folder, slack));
        await DeliverAsync(second, "lost", "1790000000.000001", "D1");
        await ArriveAsync(slack, "chat.postMessage");

        slack.Messages.Count.ShouldBe(1);
        never.SetResult();
    }

    private static string[] Arguments(TempFolder folder, FakeSlack slack) =>
    [
        .. SlackDesk.Settings(slack).SelectMany(setting => new[] { $"--{setting.Key}", setting.Value! }),
        "--Channels:Slack:StatePath", folder["slack.db"], "--Channels:Slack:KeysPath", folder["keys"],
    ];

    private static async Task DeliverAsync(HostProcess host, string id, string ts, string channel)
    {
        var envelope = SlackDesk.Envelope(SlackDesk.Message("help", ts, channel), $"Ev-{id}");
        (await SlackDesk.PostAsync(host.Http, envelope.ToJsonString(), "/slack/events")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task ArriveAsync(FakeSlack slack, string method, bool wasEarlier = false)
    {
        if (wasEarlier && slack.CallsOf(method).Count > 0)
            return;
        while ((await slack.NextAsync()).Method != method)
        {
        }
    }

    // A host that is killed when the call has arrived which the delivery leads to.
    private static async Task KillOnceAsync(TempFolder folder, FakeSlack slack, Func<HostProcess, Task> deliver, string method)
    {
        await using var host = await HostProcess.StartAsync(folder, Arguments(folder, slack));
        await deliver(host);
        await ArriveAsync(slack, method);
        await host.KillAsync();
    }
}
