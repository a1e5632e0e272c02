using System.Text;
using System.Text.Json;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Teams;
using TreatyBot.Channels.Tests.Protocol;

namespace TreatyBot.Channels.Tests.Teams;

public sealed class TeamsInboundTextTests
{
    private static readonly ChannelAccount Bot = new() { Id = "28:bot", Name = "Bot" };

    [Theory]
    [InlineData("<at>Bot</at> what is it?", "what is it?")]
    [InlineData("<at>Bot</at>\u00A0what is it?", "what is it?")]
    [InlineData("<at>Bot</at>&nbsp;what is it?", "what is it?")]
    [InlineData("<at>Bot</at> <at>Bot</at> what is it?", "what is it?")]
    [InlineData("what does <at>Bot</at> know", "what does know")]
    [InlineData("<at>Bot</at>", "")]
    [InlineData("<at>Bot</at> is 1 &lt; 2 &amp; 3?", "is 1 < 2 & 3?")]
    [InlineData("&lt;at&gt;Bot&lt;/at&gt; hi", "<at>Bot</at> hi")]
    [InlineData("Bot, what?", "Bot, what?")]
    [InlineData(null, "")]
    public void Of_OwnMention_IsStripped(string? text, string expected) =>
        TeamsInboundText.Of(Message(text, new Mention(Bot, "<at>Bot</at>"))).ShouldBe(expected);

    [Fact]
    public void Of_MarkupWithoutEntity_IsKept() =>
        TeamsInboundText.Of(Message("<at>Bot</at> hi")).ShouldBe("<at>Bot</at> hi");

    [Fact]
    public void Of_OthersMention_BecomesTheirName() =>
        TeamsInboundText.Of(Message("ask <at>Ada</at> then", new Mention(new ChannelAccount { Id = "29:a", Name = "Ada" }, "<at>Ada</at>"))).ShouldBe("ask Ada then");

    [Fact]
    public void Of_SubmittedCard_IsWhatTheButtonSays()
    {
        var value = JsonSerializer.SerializeToElement(new { say = " sources ", more = 1 });

        TeamsInboundText.Of(new Activity { Type = "message", Recipient = Bot, Value = value }).ShouldBe("sources");
        TeamsInboundText.Of(new Activity { Type = "message", Recipient = Bot, Value = JsonSerializer.SerializeToElement("say") }).ShouldBe("");
    }

    [Fact]
    public void Of_RecordedGroupMessage_IsTheQuestionAlone()
    {
        var json = Recorded.InboundNamed("msteams/groupChat/message/text").ToJsonString();
        ActivityReader.TryRead(Encoding.UTF8.GetBytes(json), out var activity, out _).ShouldBeTrue();

        TeamsInboundText.Of(activity!).ShouldNotContain("<at>");
        TeamsInboundText.Of(activity!).ShouldNotBeEmpty();
        TeamsActivity.IsMentioned(activity!).ShouldBeTrue();
        TeamsActivity.IsPersonal(activity!).ShouldBeFalse();
        TeamsActivity.TeamId(activity!).ShouldBeNull();
    }

    [Fact]
    public void Place_RecordedChannelMessage_HasTeamAndTenant()
    {
        var json = Recorded.InboundNamed("msteams/channel/message/text").ToJsonString();
        ActivityReader.TryRead(Encoding.UTF8.GetBytes(json), out var activity, out _).ShouldBeTrue();

        TeamsActivity.TeamId(activity!).ShouldBe("team-id");
        TeamsActivity.TenantId(activity!).ShouldNotBeNull();
    }

    [Fact]
    public void IsMentioned_OnlyByEntity()
    {
        TeamsInboundText.IsMentioned(Message("<at>Bot</at> hi")).ShouldBeFalse();
        TeamsInboundText.IsMentioned(Message("<at>Bot</at> hi", new Mention(Bot, "<at>Bot</at>"))).ShouldBeTrue();
    }

    private static Activity Message(string? text, params Mention[] mentions) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        Recipient = Bot,
        Entities = [.. mentions.Select(mention => mention.ToEntity())],
    };
}
