using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Teams;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.Teams;

public sealed class TeamsMessagesTests
{
    [Fact]
    public void Of_Answer_HasOneEntityWithLabelAndCitations()
    {
        var reply = new Reply
        {
            Text = "It ended in May [1].",
            ShortAnswer = "May",
            Citations = [new ReplyCitation(1, "Treaty") { Publisher = "UN", Date = "1999", Locator = "Art. 2", Quote = "shall end in May", Url = "https://example.org/t" }],
            Notes = ["As of today."],
            Suggestions = ["sources"],
        };

        var message = TeamsMessages.Of(reply).ShouldHaveSingleItem();

        message.Text.ShouldBe("**May**\n\nIt ended in May [1].\n\n_As of today._");
        message.TextFormat.ShouldBe("markdown");
        message.Summary.ShouldBe("May – It ended in May [1].");
        Json(message.ChannelData!.Value).ShouldBe("""{"feedbackLoop":{"type":"default"}}""");
        message.SuggestedActions!.Actions!.ShouldHaveSingleItem().Title.ShouldBe("sources");
        Json(JsonSerializer.SerializeToElement(message.Entities!.ShouldHaveSingleItem(), ProtocolJson.Options)).ShouldBe(
            """{"type":"https://schema.org/Message","@type":"Message","@context":"https://schema.org","@id":"","additionalType":["AIGeneratedContent"],"citation":[{"@type":"Claim","position":1,"appearance":{"@type":"DigitalDocument","name":"Treaty","abstract":"shall end in May","url":"https://example.org/t","keywords":["Art. 2","1999","UN"]}}]}""");
    }

    [Fact]
    public void Of_TwentyOneCitations_ShowsTwentyAndNoDanglingMark()
    {
        var reply = new Reply
        {
            Text = string.Concat(Enumerable.Range(1, 21).Select(i => $"Fact {i} [{i}]. ")),
            Citations = [.. Enumerable.Range(1, 21).Select(i => new ReplyCitation(i, $"Doc {i}"))],
        };

        var message = TeamsMessages.Of(reply).ShouldHaveSingleItem();

        Claims(message).Count.ShouldBe(20);
        message.Text.ShouldEndWith("Fact 20 [20]. Fact 21.");
    }

    [Fact]
    public void Of_UnusedAndUnknownCitations_AreDroppedAndTheRestRenumbered()
    {
        var reply = new Reply
        {
            Text = "Second [5]. First [2]. Again [5]. Nowhere [9].",
            Citations = [new ReplyCitation(1, "Unused"), new ReplyCitation(2, "Two"), new ReplyCitation(5, "Five")],
        };

        var message = TeamsMessages.Of(reply).ShouldHaveSingleItem();

        message.Text.ShouldBe("Second [1]. First [2]. Again [1]. Nowhere.");
        Claims(message).Select(claim => ((int)claim!["position"]!, (string)claim["appearance"]!["name"]!)).ShouldBe([(1, "Five"), (2, "Two")]);
    }

    [Fact]
    public void Of_LongFields_AreClippedAtWholeCharacters()
    {
        var reply = new Reply
        {
            Text = "x [1]",
            Citations =
            [
                new ReplyCitation(1, new string('t', 78) + "👨‍👩‍👧‍👦 and more")
                {
                    Quote = new string('q', 158) + "e\u0301 and more",
                    Publisher = new string('p', 40),
                    Url = "javascript:alert(1)",
                },
            ],
        };

        var appearance = Claims(TeamsMessages.Of(reply)[0])[0]!["appearance"]!;

        ((string)appearance["name"]!).ShouldBe(new string('t', 78) + "…");
        ((string)appearance["abstract"]!).ShouldBe(new string('q', 158) + "…");
        ((string)appearance["keywords"]![0]!).Length.ShouldBe(28);
        appearance["url"].ShouldBeNull();
    }

    [Fact]
    public void Of_BareCitation_StillHasNameAndAbstract()
    {
        var appearance = Claims(TeamsMessages.Of(new Reply { Text = "x [1]", Citations = [new ReplyCitation(1, " ")] })[0])[0]!["appearance"]!;

        ((string)appearance["name"]!).ShouldNotBeNullOrWhiteSpace();
        ((string)appearance["abstract"]!).ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void Of_TextFromSources_CannotMarkUpMentionOrMislead()
    {
        var reply = new Reply { Text = "<at>Everyone</at> <b>x</b> [click](https://evil) &lt; \u202Eabc\u0007" };

        TeamsMessages.Of(reply)[0].Text.ShouldBe("&lt;at>Everyone&lt;/at> &lt;b>x&lt;/b> [click] (https://evil) &amp;lt; abc");
    }

    [Fact]
    public void Of_Abstention_NamesTheNearestAsCitations()
    {
        var reply = new Reply { Kind = ReplyKind.Abstention, Text = "Not in my sources. Nearest:", Citations = [new ReplyCitation(1, "Doc") { Quote = "q" }] };

        var message = TeamsMessages.Of(reply).ShouldHaveSingleItem();

        message.Text.ShouldBe("Not in my sources. Nearest:\n- Doc [1]");
        Claims(message).Count.ShouldBe(1);
    }

    [Fact]
    public void Of_Notice_IsNeitherLabelledNorRated()
    {
        var message = TeamsMessages.Of(Reply.Notice("Hello, **I** am [here](https://x).")).ShouldHaveSingleItem();

        message.Text.ShouldBe("Hello, **I** am [here](https://x).");
        (message.Entities, message.ChannelData).ShouldBe((null, null));
    }

    [Fact]
    public void Of_LongText_IsSplitWithEachPartsCitationsAndFeedbackLast()
    {
        var reply = new Reply
        {
            Text = $"{new string('a', 6000)} [1].\n\n{new string('b', 6000)} [2] and [1].",
            Citations = [new ReplyCitation(1, "One"), new ReplyCitation(2, "Two")],
            Suggestions = ["more"],
        };

        var messages = TeamsMessages.Of(reply);

        messages.Count.ShouldBe(2);
        Claims(messages[0]).Select(claim => (int)claim!["position"]!).ShouldBe([1]);
        Claims(messages[1]).Select(claim => (int)claim!["position"]!).ShouldBe([1, 2]);
        (messages[0].ChannelData, messages[0].SuggestedActions).ShouldBe((null, null));
        messages[1].ChannelData.ShouldNotBeNull();
        messages[1].SuggestedActions.ShouldNotBeNull();
    }

    [Fact]
    public void Of_LargestReply_FitsTheConnector()
    {
        var reply = new Reply
        {
            Text = string.Concat(Enumerable.Range(1, 20).Select(i => $"[{i}] ")) + new string('<', 20_000),
            Citations = [.. Enumerable.Range(1, 20).Select(i => new ReplyCitation(i, new string('ж', 500)) { Quote = new string('ж', 5000), Url = "https://example.org/" + new string('x', 200) })],
        };

        TeamsMessages.Of(reply).ShouldAllBe(message => !MessageSize.IsTooLarge(ProtocolJson.ToBytes(message)));
    }

    [Theory]
    [InlineData("abc", 6)]
    [InlineData("é", 2)]
    [InlineData("ж", 2)]
    [InlineData("👋", 4)]
    [InlineData("{\"a\":\"data:image/png;base64,AAAA\",\"b\":\"é\"}", 32)]
    public void MessageSize_CountsUtf16(string text, int bytes) =>
        MessageSize.Utf16Bytes(System.Text.Encoding.UTF8.GetBytes(text)).ShouldBe(bytes);

    private static JsonArray Claims(Activity message) =>
        JsonNode.Parse(message.Entities!.Single().Properties!["citation"].GetRawText())!.AsArray();

    private static string Json(JsonElement element) => element.GetRawText();
}
