using System.Text;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Tests.Protocol;

public sealed class ActivityTests
{
    public static TheoryData<string> AllRecorded =>
        [.. Recorded.Inbound.Concat(Recorded.Outbound).Select(node => node.ToJsonString())];

    [Theory]
    [MemberData(nameof(AllRecorded))]
    public void RoundTrip_RecordedActivity_LosesAndAddsNothing(string recorded)
    {
        var activity = Read(recorded);

        var written = JsonNode.Parse(ProtocolJson.ToBytes(activity));

        JsonNode.DeepEquals(WithoutNulls(written), WithoutNulls(JsonNode.Parse(recorded))).ShouldBeTrue(written!.ToJsonString());
    }

    [Fact]
    public void Read_RecordedChannelMessage_FindsEveryNamedMember()
    {
        var activity = Read(Recorded.InboundNamed("msteams/channel/message/text").ToJsonString());

        activity.Type.ShouldBe(ActivityTypes.Message);
        activity.ChannelId.ShouldBe(ChannelIds.Teams);
        activity.Conversation!.ConversationType.ShouldBe(ConversationTypes.Channel);
        activity.Conversation.Id.ShouldNotBeNull().ShouldContain(";messageid=");
        activity.From!.AadObjectId.ShouldNotBeNull();
        Mention.In(activity).ShouldHaveSingleItem().Mentioned.Id.ShouldBe(activity.Recipient!.Id);
        activity.ChannelData.GetMember("team").ShouldNotBeNull();
    }

    [Fact]
    public void Read_UnknownMembersAndTypes_AreKept()
    {
        var activity = Read("""{"type":"shiny","novel":{"a":[1,{"b":null}]},"from":{"id":"u","mood":"good"},"entities":[{"type":"new","x":1}]}""");

        activity.Type.ShouldBe("shiny");
        activity.Properties!["novel"].GetRawText().ShouldBe("""{"a":[1,{"b":null}]}""");
        activity.From!.Properties!["mood"].GetString().ShouldBe("good");
        activity.Entities![0].Properties!["x"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public void Read_LooseTyping_IsUnderstood()
    {
        var activity = Read("""{"TYPE":"message","id":1690,"text":null,"attachments":null,"conversation":{"id":12,"isGroup":"true"},"value":"plain","timestamp":"2026-11-23T10:00:00+02:00"}""");

        activity.Type.ShouldBe("message");
        activity.Id.ShouldBe("1690");
        activity.Text.ShouldBeNull();
        activity.Attachments.ShouldBeNull();
        activity.Conversation!.Id.ShouldBe("12");
        activity.Conversation.IsGroup.ShouldBe(true);
        activity.Value!.Value.GetString().ShouldBe("plain");
        activity.Timestamp.ShouldBe("2026-11-23T10:00:00+02:00");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":{"a":1}}""")]
    [InlineData("""{"type":"message","type":"message"}""")]
    [InlineData("""{"type":"message","serviceUrl":"a","serviceurl":"b"}""")]
    [InlineData("""{"type":"message","channelData":{"a":1,"a":2}}""")]
    [InlineData("""{"type":"message","novel":{"a":1,"a":2}}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","novel":{"a":"\udc00"}}""")]
    [InlineData("""{"type":"message"} {}""")]
    [InlineData("""{"type":"message","from":"someone"}""")]
    public void TryRead_Unreadable_IsRefusedWithoutEcho(string body)
    {
        ActivityReader.TryRead(Encoding.UTF8.GetBytes(body), out _, out var problem).ShouldBeFalse();

        problem.ShouldNotContain("someone");
    }

    [Fact]
    public void TryRead_InvalidUtf8_IsRefused()
    {
        byte[] body = [.. """{"type":"message","text":"a"""u8, 0xC3, 0x28, .. "\"}"u8];

        ActivityReader.TryRead(body, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void TryRead_TenThousandLevels_IsRefused()
    {
        var body = $$"""{"type":"message","value":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}""";

        ActivityReader.TryRead(Encoding.UTF8.GetBytes(body), out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void TryRead_ByteOrderMark_IsSkipped()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. """{"type":"message"}"""u8];

        ActivityReader.TryRead(body, out var activity, out _).ShouldBeTrue();

        activity.Type.ShouldBe("message");
    }

    [Fact]
    public void Write_EmojiAndRightToLeft_StayReadable()
    {
        var json = Encoding.UTF8.GetString(ProtocolJson.ToBytes(new Activity { Type = "message", Text = "مرحبا 👋 é" }));

        json.ShouldBe("""{"type":"message","text":"مرحبا 👋 é"}""".Replace("👋", "\\uD83D\\uDC4B", StringComparison.Ordinal));
    }

    [Fact]
    public void Mention_OfNameLikeMarkup_IsEncodedAndReadBack()
    {
        var mention = Mention.Of(new ChannelAccount { Id = "29:u", Name = "<b>" });

        mention.Text.ShouldBe("<at>&lt;b&gt;</at>");
        var read = Mention.In(new Activity { Type = "message", Entities = [mention.ToEntity()] }).ShouldHaveSingleItem();
        read.Mentioned.Name.ShouldBe("<b>");
        read.Text.ShouldBe(mention.Text);
    }

    [Fact]
    public void Address_Reply_GoesFromBotToUserWithoutChannelOwnedMembers()
    {
        var inbound = Read(Recorded.InboundNamed("msteams/channel/message/text").ToJsonString());

        var reply = ConversationReference.From(inbound).Address(new Activity { Type = "message", Text = "x" });

        reply.From.ShouldBe(inbound.Recipient);
        reply.Recipient.ShouldBe(inbound.From);
        reply.Conversation!.Id.ShouldBe(inbound.Conversation!.Id);
        reply.ReplyToId.ShouldBe(inbound.Id);
        (reply.Id, reply.Timestamp, reply.ServiceUrl).ShouldBe((null, null, null));
    }

    private static Activity Read(string json)
    {
        ActivityReader.TryRead(Encoding.UTF8.GetBytes(json), out var activity, out var problem).ShouldBeTrue(problem);
        return activity!;
    }

    // The protocol reads a null member as one that is absent.
    private static JsonNode? WithoutNulls(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var name in members.Where(member => member.Value is null).Select(member => member.Key).ToList())
                members.Remove(name);
            foreach (var member in members)
                WithoutNulls(member.Value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                WithoutNulls(item);
        }

        return node;
    }
}
