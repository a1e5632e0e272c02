using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Teams;
using TreatyBot.Channels.Tests.Protocol;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Channels.Tests.Fuzzing;

/// <summary>Whatever arrives at <c>/api/messages</c> is read or refused, and what was read can be used and written.</summary>
public sealed partial class ActivityFuzzTests
{
    private const int Cases = 100_000;
    private const int Longest = 2_000;

    private static readonly Mutator Activities = new(
        [
            .. Recorded.Inbound.Select(activity => activity.ToJsonString()).Where(json => json.Length < Longest),
            """{"type":"invoke","name":"message/submitAction","value":{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"{\"feedbackText\":\"good\"}"}}}""",
            """{"type":"invoke","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"more","data":{"say":"help"}}}}""",
            """{"type":"message","recipient":{"id":"28:b"},"text":"<at>Bot</at> hi","entities":[{"type":"mention","text":"<at>Bot</at>","mentioned":{"id":"28:b","name":"Bot"}}]}""",
        ],
        "null", "true", "[]", "{}", "\"\"", "[[[[", "{\"a\":", "\"type\":", "\"type\":\"message\",", "\"text\":", "\"entities\":", "\"mention\"", "\"mentioned\":", "\"value\":", "\"channelData\":", "\\ud800", "\\udc00", "\\u0000", "\\n",
        "\"id\":1,", "\"conversation\":", "\"from\":", "<at>", "</at>", "&lt;", "1e400", "-0", "\"Type\":", "\"membersAdded\":", "\"attachments\":", "\"say\":");

    [Fact]
    public void AnyBody_IsReadOrRefusedWithoutItsContent() => Fuzz.Run(Cases, random => Activities.Bytes(random, Longest), Check);

    private static void Check(byte[] body)
    {
        if (!ActivityReader.TryRead(body, out var activity, out var problem))
        {
            activity.ShouldBeNull();
            if (!KnownProblem().IsMatch(problem))
                problem.ShouldBeEmpty();
            return;
        }
        if (problem is not null || string.IsNullOrWhiteSpace(activity.Type))
            activity.Type.ShouldBe("a type, and no problem");
        _ = TeamsInboundText.Of(activity).Length;
        TeamsActivity.IsMentioned(activity);
        TeamsActivity.TenantId(activity);
        TeamsActivity.TeamId(activity);
        TeamsFeedback.TryRead(activity, out _);
        TeamsCardAction.TryRead(activity, out _);
        var written = ProtocolJson.ToBytes(activity);
        ActivityReader.TryRead(written, out var again, out _).ShouldBeTrue();
        if (again!.Type != activity.Type || again.Text != activity.Text || again.Conversation?.Id != activity.Conversation?.Id)
            JsonNode.Parse(written)!.ToJsonString().ShouldBe("what was read");
    }

    [GeneratedRegex(@"^The body is not valid UTF-8\.$|^The activity has no type\.$|^The body is not a readable activity with a type \(line \d*, byte \d*\)\.$")]
    private static partial Regex KnownProblem();
}
