using System.Net;
using TreatyBot.Shared;
using TreatyBot.Tests.Slack;

namespace TreatyBot.Tests.Faults;

/// <summary>Slack and the chat model fail, are slow or come and go, alone and together: one answer each, from the documents.</summary>
public sealed class SlackOutageTests
{
    private const int Questions = 2;

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var slack in Outage.OfAChannel)
        {
            foreach (var model in Outage.OfAModel)
                pairs.Add(slack, model);
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Outages_LeaveEachQuestionOneAnswer(string slack, string model)
    {
        await using var server = await Outage.StartModelAsync(model);
        await using var desk = await SlackDesk.StartAsync(new(Outage.Model(server)) { ["Channels:Slack:SendTimeout"] = "00:00:01" });

        for (var i = 0; i < Questions; i++)
        {
            Outage.Slack(slack, desk.Slack, i);
            (await desk.EventAsync(SlackDesk.Message("When was the INF Treaty signed?", desk.NewTs(), $"D{i}"))).Status.ShouldBe(HttpStatusCode.OK);
            await desk.Host.IdleAsync();
        }

        for (var i = 0; i < Questions; i++)
        {
            var shown = desk.Slack.Messages.Where(message => message.Channel == $"D{i}" && !message.IsDeleted).ToList();
            shown.Count.ShouldBe(1);
            $"{shown[0].Text}{shown[0].Markdown}".ShouldContain("8 December 1987");
        }
        server.Requests.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task SlackThatRefusesTwiceInARow_HasTheAskerToldThatSomethingWentWrongOnce()
    {
        await using var desk = await SlackDesk.StartAsync();
        desk.Slack.Script("chat.postMessage", new SlackScript(503, RetryAfter: "0"));
        desk.Slack.Script("chat.postMessage", new SlackScript(502, RetryAfter: "0"));

        await desk.EventAsync(SlackDesk.Message("When was the INF Treaty signed?", desk.NewTs(), "D1"));
        await desk.Host.IdleAsync();

        desk.Slack.Messages.ShouldHaveSingleItem().Text.ShouldContain("Please ask again");
    }

    [Fact]
    public async Task SlackThatIsDown_CostsItsOwnTurnsWhichARedeliveryMakesGood()
    {
        await using var desk = await SlackDesk.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            // The sentence that something failed is lost as well.
            desk.Slack.ScriptError("chat.postMessage", "fatal_error", times: 2);
            await desk.EventAsync(SlackDesk.Message("help", $"1.{i + 1}", $"D{i}"), $"Ev{i}");
            await desk.Host.IdleAsync();
        }
        desk.Slack.Messages.ShouldBeEmpty();

        for (var i = 0; i < 3; i++)
            await desk.EventAsync(SlackDesk.Message("help", $"1.{i + 1}", $"D{i}"), $"Ev{i}");
        await desk.Host.IdleAsync();

        desk.Slack.Messages.Select(message => message.Channel).ShouldBe(["D0", "D1", "D2"], ignoreOrder: true);
    }
}
