using System.Text.Json;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Teams;

namespace TreatyBot.Channels.Tests.Teams;

public sealed class TeamsInvokeTests
{
    [Theory]
    [InlineData("""{"reaction":"like","feedback":"{\"feedbackText\":\"good\"}"}""", true, "good")]
    [InlineData("""{"reaction":"dislike","feedback":"{\"feedbackText\":\"\"}"}""", false, null)]
    [InlineData("""{"reaction":"dislike","feedback":"bad answer"}""", false, "bad answer")]
    [InlineData("""{"reaction":"like","feedback":"{broken"}""", true, "{broken")]
    [InlineData("""{"reaction":"like","feedback":"{\"feedbackText\":7}"}""", true, "7")]
    [InlineData("""{"reaction":"like","feedback":"{\"feedbackText\":{}}"}""", true, null)]
    [InlineData("""{"reaction":"like","feedback":null}""", true, null)]
    [InlineData("""{"reaction":"like"}""", true, null)]
    public void Feedback_Vote_IsRead(string actionValue, bool isLike, string? comment)
    {
        var invoke = Invoke(InvokeNames.SubmitAction, $$"""{"actionName":"feedback","actionValue":{{actionValue}}}""") with { ReplyToId = "sent-1" };

        TeamsFeedback.TryRead(invoke, out var feedback).ShouldBeTrue();

        feedback.ShouldBe(new TeamsFeedback(isLike, comment, "sent-1"));
    }

    [Theory]
    [InlineData("message/submitAction", """{"actionName":"other","actionValue":{"reaction":"like"}}""")]
    [InlineData("message/submitAction", """{"actionName":"feedback","actionValue":{"reaction":"meh"}}""")]
    [InlineData("message/submitAction", """{"actionName":"feedback"}""")]
    [InlineData("message/submitAction", "\"feedback\"")]
    [InlineData("task/fetch", """{"actionName":"feedback","actionValue":{"reaction":"like"}}""")]
    public void Feedback_SomethingElse_IsNone(string name, string value) =>
        TeamsFeedback.TryRead(Invoke(name, value), out _).ShouldBeFalse();

    [Fact]
    public void CardAction_Execute_HasVerbAndData()
    {
        TeamsCardAction.TryRead(Invoke(InvokeNames.AdaptiveCardAction, """{"action":{"type":"Action.Execute","verb":"sources","data":{"k":1}}}"""), out var action).ShouldBeTrue();

        action!.Verb.ShouldBe("sources");
        action.Data.GetText("k").ShouldBe("1");
        TeamsCardAction.TryRead(Invoke(InvokeNames.AdaptiveCardAction, """{"action":{}}"""), out _).ShouldBeFalse();
    }

    [Fact]
    public void CardAction_Answers_HaveTheShapeOfTheProtocol()
    {
        Body(TeamsCardAction.Message("ok")).ShouldBe("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"ok"}""");
        Body(TeamsCardAction.Error(400, "BadRequest", "no")).ShouldBe("""{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"no"}}""");
        Body(TeamsCardAction.Card(JsonSerializer.SerializeToElement(new { type = "AdaptiveCard" }))).ShouldBe("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard"}}""");
        TeamsCardAction.Error(500, "x", "y").Status.ShouldBe(200);
    }

    private static string Body(InvokeResponse response) => response.Body!.Value.GetRawText();

    private static Activity Invoke(string name, string value) =>
        new() { Type = ActivityTypes.Invoke, Name = name, Value = JsonDocument.Parse(value).RootElement };
}
