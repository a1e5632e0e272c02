using System.Text.Json.Nodes;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Teams;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.Teams;

public sealed class AdaptiveCardsTests
{
    [Fact]
    public void Of_Sources_IsTextAndCardApart()
    {
        var reply = new Reply
        {
            Kind = ReplyKind.Sources,
            Text = "Two sources:",
            Citations = [new ReplyCitation(1, "**Doc**") { Quote = "[x](http://evil)", Url = "https://example.org/" }, new ReplyCitation(2, "Other") { Url = "file:///etc/passwd" }],
        };

        var messages = TeamsMessages.Of(reply);

        messages.Count.ShouldBe(2);
        (messages[0].Text, messages[0].Attachments).ShouldBe(("Two sources:", null));
        messages[1].Text.ShouldBeNull();
        var card = messages[1].Attachments!.ShouldHaveSingleItem();
        card.ContentType.ShouldBe("application/vnd.microsoft.card.adaptive");
        var json = card.Content!.Value.GetRawText();
        json.ShouldContain("\"version\":\"1.5\"");
        // Text runs know no Markdown; a text block would make bold and a link of these.
        json.ShouldNotContain("\"TextBlock\"");
        json.ShouldContain("[1] **Doc**");
        json.ShouldContain("\"url\":\"https://example.org/\"");
        json.ShouldNotContain("etc/passwd");
    }

    [Fact]
    public void Of_TimelineWithPicture_ShowsBoth()
    {
        var reply = new Reply
        {
            Kind = ReplyKind.Timeline,
            Text = "",
            Timeline = new ReplyTimeline("Treaty", [new ReplyTimelineEntry("1987", "Signed", 1), new ReplyTimelineEntry("2019", "Ended")]) { Png = new byte[] { 1, 2, 3 } },
        };

        var messages = TeamsMessages.Of(reply);

        messages.Count.ShouldBe(2);
        messages[0].Summary.ShouldBe("Treaty");
        var picture = messages[0].Attachments!.ShouldHaveSingleItem();
        var image = JsonNode.Parse(picture.Content!.Value.GetRawText())!["body"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)image["url"], (string?)image["altText"]).ShouldBe(("data:image/png;base64,AQID", "Timeline: Treaty"));
        var body = JsonNode.Parse(messages[1].Attachments!.Single().Content!.Value.GetRawText())!["body"]!.AsArray();
        body.Count.ShouldBe(3);
        body[1]!.ToJsonString().ShouldContain("Signed [1]");
    }

    [Fact]
    public void Timeline_WithAddress_ShowsItInPlaceOfBytes()
    {
        var timeline = new ReplyTimeline("T", []) { Png = new byte[10], PictureUrl = new Uri("https://example.org/t.png") };

        TeamsPicture.Of(timeline)!.Attachments!.Single().Content!.Value.GetRawText().ShouldContain("https://example.org/t.png");
    }

    [Fact]
    public void Timeline_TooLong_SaysHowMuchIsLeftOut()
    {
        var timeline = new ReplyTimeline("T", [.. Enumerable.Range(0, 500).Select(i => new ReplyTimelineEntry($"{i}", new string('x', 300)))]);

        var card = AdaptiveCards.Timeline(timeline);

        var body = JsonNode.Parse(card.Content!.Value.GetRawText())!["body"]!.AsArray();
        body[^1]!.ToJsonString().ShouldContain($"and {500 - (body.Count - 2)} more.");
        MessageSize.IsTooLarge(ProtocolJson.ToBytes(new Activity { Type = "message", Attachments = [card] })).ShouldBeFalse();
    }
}
