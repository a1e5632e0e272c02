using TreatyBot.Channels.Slack.Inbound;

namespace TreatyBot.Channels.Tests.Slack.Inbound;

public sealed class SlackInboundTextTests
{
    [Theory]
    [InlineData("<@U0BOT> When was it signed?", "When was it signed?")]
    [InlineData("When was it signed, <@U0BOT>?", "When was it signed, ?")]
    [InlineData("<@U0BOT|treatybot>: when?", "when?")]
    [InlineData("<@U0BOT>, and <@U0BOT> again", "and again")]
    [InlineData("<@U0BOT2> is another", "@U0BOT2 is another")]
    [InlineData("ask <@U1|Alex> about <#C1|treaties>", "ask @Alex about #treaties")]
    [InlineData("see <https://example.org/a?b=1&amp;c=2|the text>", "see the text")]
    [InlineData("see <https://example.org/a?b=1&amp;c=2>", "see https://example.org/a?b=1&c=2")]
    [InlineData("<!here> <!subteam^S1|@experts> hello", "@here @experts hello")]
    [InlineData("is &lt;b&gt; a tag &amp; what of &amp;lt;?", "is <b> a tag & what of &lt;?")]
    [InlineData("&lt;@U0BOT&gt; typed by hand", "<@U0BOT> typed by hand")]
    [InlineData("  two\n\n lines\u00a0here ", "two\nlines here")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("a < b <", "a < b <")]
    public void Text_AsSent_BecomesWhatWasSaid(string? sent, string said) =>
        SlackInboundText.Of(sent, "U0BOT").ShouldBe(said);

    [Theory]
    [InlineData("<@U0BOT> hi", true, false)]
    [InlineData("hi <@U0BOT|bot>", true, false)]
    [InlineData("<@U0BOT2> hi", false, true)]
    [InlineData("&lt;@U0BOT&gt; hi", false, false)]
    [InlineData("@U0BOT hi", false, false)]
    [InlineData("<!here> <@U0BOT> hi", true, true)]
    public void Mention_IsWhatSlackMarksAsOne(string text, bool isOwn, bool isOther)
    {
        SlackInboundText.Mentions(text, "U0BOT").ShouldBe(isOwn);
        SlackInboundText.MentionsOthers(text, "U0BOT").ShouldBe(isOther);
    }

    [Fact]
    public void Mention_OfAnUnknownBot_IsNone() => SlackInboundText.Mentions("<@> hi", "").ShouldBeFalse();
}
