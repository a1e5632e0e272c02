using CsCheck;
using TreatyBot.Channels.Slack.Blocks;

namespace TreatyBot.Channels.Tests.Slack;

public sealed class SlackMrkdwnTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("**bold** and *slanted* and ~~gone~~", "*bold* and _slanted_ and ~gone~")]
    [InlineData("2 * 3 * 4", "2 * 3 * 4")]
    [InlineData("# Head **line**", "*Head line*")]
    [InlineData("- one\n  * two", "• one\n  • two")]
    [InlineData("a < b & c > d", "a &lt; b &amp; c &gt; d")]
    [InlineData("<!channel> <@U1> <https://e.example|x>", "&lt;!channel&gt; &lt;@U1&gt; &lt;https://e.example|x&gt;")]
    [InlineData("[click](https://e.example)", "click (https://e.example)")]
    [InlineData("already [1] [2]", "already [1] [2]")]
    [InlineData("`**code** <x>`", "`**code** &lt;x&gt;`")]
    [InlineData("```csharp\n**x** <y>\n```", "```\n**x** &lt;y&gt;\n```")]
    [InlineData("| a | bb |\n|---|---|\n| 1 | 2 |\nend", "```\na  bb\n-----\n1  2\n```\nend")]
    [InlineData("| no table |", "| no table |")]
    [InlineData("a\u202Eb\u0007c", "abc")]
    public void Markdown_AsMrkdwn_LooksAlike(string markdown, string expected) => SlackMrkdwn.Of(markdown).ShouldBe(expected);

    [Theory]
    [InlineData("https://e.example/a?b=1&c=2", "Title", "<https://e.example/a?b=1&amp;c=2|Title>")]
    [InlineData("https://e.example/a|b>c", "T|i>t", "<https://e.example/a%7Cb&gt;c|T¦i&gt;t>")]
    [InlineData(null, "<b>", "&lt;b&gt;")]
    public void Link_WhateverItsParts_EndsWhereItShould(string? url, string text, string expected) => SlackMrkdwn.Link(url, text).ShouldBe(expected);

    [Fact]
    public void StreamedText_OfALongerText_BeginsWithThatOfItsBeginning() =>
        Gen.Select(Gen.String[Gen.Char["ab<>&]([:/!@\u202E\n"], 0, 40], Gen.Int[0, 40]).Sample((text, cut) =>
            SlackMarkdown.Of(text).StartsWith(SlackMarkdown.Of(text[..Math.Min(cut, text.Length)]), StringComparison.Ordinal));

    [Theory]
    [InlineData("<!channel> <@U1>", "&lt;!channel&gt; &lt;@U1&gt;")]
    [InlineData("[a](https://e.example)", "[a]\u2060(https:\u2060//e.example)")]
    [InlineData("[a]: https://e.example", "[a]\u2060: https:\u2060//e.example")]
    [InlineData("**bold** [1] (see)", "**bold** [1] (see)")]
    public void StreamedText_MakesNoLinkAndNoMention(string text, string expected) => SlackMarkdown.Of(text).ShouldBe(expected);

    [Fact]
    public void Split_JustPastTheLimit_IsCutBetweenParagraphs()
    {
        var text = new string('a', 8000) + "\n\n" + new string('b', 3999);

        SlackTextSplitter.Split(text, 12_000).Select(piece => piece.Length).ShouldBe([8000, 3999]);
        SlackTextSplitter.Split(text[..12_000], 12_000).Count.ShouldBe(1);
    }

    [Fact]
    public void Split_InCode_ClosesAndOpensItAgain()
    {
        var code = "before\n```csharp\n" + string.Join('\n', Enumerable.Range(0, 10).Select(i => $"line {i}")) + "\n```\nafter";

        SlackTextSplitter.Split(code, 60).ShouldBe(
        [
            "before\n```csharp\nline 0\nline 1\nline 2\nline 3\nline 4\n```",
            "```csharp\nline 5\nline 6\nline 7\nline 8\nline 9\n```\nafter",
        ]);
    }

    [Fact]
    public void Split_AnyText_KeepsTheLimitAndEveryLineOfIt() =>
        Gen.Select(Gen.String[Gen.Char["ab \n`<&"], 0, 400], Gen.Int[40, 100]).Sample((text, limit) =>
        {
            var fenced = text.Replace("`", "\n```\n", StringComparison.Ordinal);
            var pieces = SlackTextSplitter.Split(fenced, limit);
            pieces.ShouldAllBe(piece => piece.Length <= limit);
            static string Letters(string of) => string.Concat(of.Where(character => character is 'a' or 'b' or '<' or '&'));
            Letters(string.Concat(pieces)).ShouldBe(Letters(fenced));
        });
}
