using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Shared;

namespace TreatyBot.Channels.Tests.Slack;

/// <summary>Replies as blocks.</summary>
public sealed class SlackReplyTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names { get; } = new(SlackReplies.All.Select(named => named.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_OfEveryKindAndSize_KeepsEveryLimitAndSmugglesNothing(string name)
    {
        var reply = SlackReplies.All.Single(named => named.Name == name).Reply;
        foreach (var form in new[] { new SlackForm(), new SlackForm("key", IsSingle: true) })
        {
            var messages = new SlackReply(reply, form);
            for (int size = 0; size <= SlackReply.Smallest; size++)
            {
                for (int i = 0; i < messages.Count; i++)
                {
                    var message = messages.Message(i, size);
                    SlackLimits.Faults(message.Blocks!).ShouldBeEmpty();
                    SlackLimits.IsTooLong(message.Blocks!).ShouldBeFalse($"size {size}, {message.Blocks!.ToJsonString(ProtocolJson.Options).Length}");
                    message.Text.Length.ShouldBeLessThan(40_000);
                    foreach (var text in Mrkdwn(message.Blocks!).Append(message.Text))
                        SmuggledIn(text).ShouldBeEmpty();
                }
            }
        }
    }

    [Fact]
    public void Cited_AsText_LeadsWithTheAnswerAndNamesItsSources()
    {
        var message = new SlackReply(SlackReplies.Cited, new SlackForm("key-1")).Message(0, 0);

        var drawn = SlackDrawing.Of(message.Blocks!);
        output.WriteLine(drawn);
        drawn.ShouldBe(
            """
            *4 May 1991*

            The Treaty of Arden entered into force on 4 May 1991, ninety days after the last ratification [1]. Belmar suspended it on 2 June 2009 [2].
            | _“Ninety days after” was counted from 3 February 1991. [1]_
            | _Two sources name different days. [2]_
            | *Sources*
            [1] Treaty of Arden <https://example.org/arden?a=1&b=2>, Depositary of Arden, 1 February 1990, Art. XIX(2)
              > “This Treaty shall enter into force ninety days after the deposit of the last instrument of ratification.”
            [2] Belmar leaves <Arden> & stays, 2009-06-02, ¶3
              > “Belmar *suspends* its obligations; see <https://evil.example|here> and <!channel>.”
            (+) Good answer   (-) Bad answer
            [Show sources: sources]  [Who ratified it last?: Who ratified it last?]  [Timeline: Treaty of Arden: timeline Treaty of Arden]  [Share in channel: key-1]
            """, StringCompareShould.IgnoreLineEndings);
        message.Text.ShouldBe(
            """
            4 May 1991

            The Treaty of Arden entered into force on 4 May 1991, ninety days after the last ratification [1]. Belmar suspended it on 2 June 2009 [2].
            [1] Treaty of Arden, Depositary of Arden, 1 February 1990, Art. XIX(2)
            [2] Belmar leaves &lt;Arden&gt; &amp; stays, 2009-06-02, ¶3
            """, StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public void Hostile_Mentions_AreInertEverywhere()
    {
        var message = new SlackReply(SlackReplies.Hostile, new SlackForm()).Message(0, 0);

        var text = string.Concat(Mrkdwn(message.Blocks!));
        text.ShouldContain("&lt;!channel&gt;");
        text.ShouldContain("log in (https://evil.example)");
        text.ShouldContain("`&lt;!here&gt;`");
        Links(message.Blocks!).ShouldBe(["https://example.org/%3C%3E%7Cx"], "only the address of a source of the web is a link");
        message.Blocks!.ToJsonString(ProtocolJson.Options).ShouldNotContain("\u202E");
    }

    [Fact]
    public void Answer_TooLongForOneMessage_GoesOnAndSourcesStandUnderItsEnd()
    {
        var messages = new SlackReply(SlackReplies.Huge, new SlackForm());

        messages.Count.ShouldBeGreaterThan(1);
        var all = Enumerable.Range(0, messages.Count).Select(i => SlackDrawing.Of(messages.Message(i, 0).Blocks!)).ToList();
        for (int i = 0; i < 60; i++)
            string.Concat(all).ShouldContain($"Paragraph {i}.");
        all[^1].ShouldContain("The end.");
        all[..^1].ShouldAllBe(text => !text.Contains("*Sources*", StringComparison.Ordinal));
        all.ShouldAllBe(text => text.Split("```", StringSplitOptions.None).Length % 2 == 1, "code that is cut is closed and opened again");
    }

    [Fact]
    public void Smaller_ShortensQuotesBeforeSourcesAndTheAnswerBeforeTheirNames()
    {
        var reply = SlackReplies.Cited with { Text = new string('x', 4000), Citations = [.. SlackReplies.Huge.Citations.Take(5).Select(source => source with { Title = "Document", Publisher = null, Url = null })] };
        var sizes = Enumerable.Range(0, 3).Select(size => SlackDrawing.Of(new SlackReply(reply, new SlackForm()).Message(0, size).Blocks!)).ToList();

        sizes.ShouldAllBe(drawn => Enumerable.Range(1, 5).All(i => drawn.Contains($"[{i}]", StringComparison.Ordinal)));
        sizes[0].Length.ShouldBeGreaterThan(sizes[1].Length);
        sizes.ShouldAllBe(drawn => drawn.Contains(new string('x', 1000), StringComparison.Ordinal));
        sizes[1].ShouldContain("quote");
        sizes[2].ShouldNotContain("quote");
    }

    [Fact]
    public void Single_TooLong_SaysThatThereIsMore()
    {
        var messages = new SlackReply(SlackReplies.Huge, new SlackForm(IsSingle: true));

        messages.Count.ShouldBe(1);
        var drawn = SlackDrawing.Of(messages.Message(0, 0).Blocks!);
        drawn.ShouldContain("more…");
        drawn.ShouldContain("… and ");
    }

    [Fact]
    public void Notice_IsNotRatedAndKeepsItsMarkup()
    {
        var drawn = SlackDrawing.Of(new SlackReply(SlackReplies.All.Single(named => named.Name == "notice").Reply, new SlackForm()).Message(0, 0).Blocks!);

        drawn.ShouldBe("I answer *questions*.\n• one\n• two\n```\na  b\n------\n1  &lt;2&gt;\n```\n[help: help]".Replace("------", "------"[..6], StringComparison.Ordinal));
    }

    [Fact]
    public void Timeline_HasALinePerEvent()
    {
        var drawn = SlackDrawing.Of(new SlackReply(SlackReplies.Timeline, new SlackForm()).Message(0, 0).Blocks!);

        drawn.ShouldStartWith("Treaty of Arden (4 events)\n# Treaty of Arden\n*1 February 1990* – Signed by Arden &amp; Belmar [1]\n*4 May 1991* – Entered into force &lt;!channel&gt; [1]");
    }

    [Fact]
    public void Continue_WhatWasShown_GivesTheRestAndNoAnswerAgain()
    {
        var rest = new SlackReply(SlackReplies.Cited, new SlackForm()).Continue("The Treaty of Arden entered", 0).ShouldNotBeNull();

        rest.Missing.ShouldStartWith(" into force");
        SlackDrawing.Of(rest.Blocks!).ShouldNotContain("entered into force on");
        new SlackReply(SlackReplies.Cited, new SlackForm()).Continue("Something else", 0).ShouldBeNull();
        new SlackReply(SlackReplies.Huge, new SlackForm()).Continue("", 0).ShouldBeNull();
    }

    /// <summary>All texts in which markup is read.</summary>
    private static IEnumerable<string> Mrkdwn(JsonNode node) => node switch
    {
        JsonObject text when (string?)text["type"] == "mrkdwn" => [(string)text["text"]!],
        JsonObject parent => parent.SelectMany(member => member.Value is null ? [] : Mrkdwn(member.Value)),
        JsonArray items => items.SelectMany(item => Mrkdwn(item!)),
        _ => [],
    };

    private static IEnumerable<string> Links(JsonNode node) => node switch
    {
        JsonObject link when (string?)link["type"] == "link" => [(string)link["url"]!],
        JsonObject parent => parent.SelectMany(member => member.Value is null ? [] : Links(member.Value)),
        JsonArray items => items.SelectMany(item => Links(item!)),
        _ => [],
    };

    // Every "<" must begin a link to the web that the bot wrote.
    private static IEnumerable<string> SmuggledIn(string mrkdwn) =>
        mrkdwn.Split('<').Skip(1).Where(rest => !rest.StartsWith("https://example.org/", StringComparison.Ordinal));
}
