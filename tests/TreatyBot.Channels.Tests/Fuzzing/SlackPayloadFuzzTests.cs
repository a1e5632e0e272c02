using TreatyBot.Channels.Slack.Inbound;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Channels.Tests.Fuzzing;

/// <summary>Whatever arrives from Slack, as JSON or as a form, is read or refused, and what was read can be made a turn.</summary>
public sealed class SlackPayloadFuzzTests
{
    private const int Cases = 100_000;
    private const int Longest = 2_000;

    private static readonly string[] Pieces =
    [
        "null", "true", "[]", "{}", "\"\"", "[[[[", "{\"a\":", "\"type\":", "\"event\":", "\"event_id\":", "\"team\":", "\"authorizations\":", "\"text\":", "\"message\":",
        "\\ud800", "\\udc00", "\\u0000", "<@U0BOT>", "<!channel>", "<http://a|b>", "&lt;", "&amp;", "%", "%2", "%zz", "+", "&", "=", "payload=", "ssl_check=1", "1e400", "-0",
    ];

    private static readonly Mutator Events = new(
        [
            """{"type":"event_callback","event_id":"Ev1","team_id":"T1","api_app_id":"A1","authorizations":[{"team_id":"T1","user_id":"U0BOT","is_bot":true}],"event":{"type":"app_mention","user":"U1","text":"<@U0BOT> hi &lt;b&gt;","ts":"1.1","channel":"C1","event_ts":"1.1"}}""",
            """{"type":"event_callback","event_id":"Ev2","team_id":"T1","event":{"type":"message","channel_type":"im","user":"U1","text":"hi","ts":"1.2","channel":"D1","files":[{"id":"F1"}]}}""",
            """{"type":"event_callback","event_id":"Ev3","team_id":"T1","event":{"type":"message","subtype":"message_changed","channel":"D1","ts":"1.3","message":{"user":"U1","text":"new","ts":"1.2"},"previous_message":{"text":"old"}}}""",
            """{"type":"event_callback","event_id":"Ev4","team_id":"T1","event":{"type":"app_home_opened","user":"U1","tab":"home","channel":"D1"}}""",
            """{"type":"url_verification","challenge":"abc"}""",
            """{"type":"app_rate_limited","minute_rate_limited":1}""",
        ],
        Pieces);

    private static readonly Mutator Forms = new(
        [
            "command=%2Ftreaty&text=status+INF&channel_id=C1&user_id=U1&team_id=T1&trigger_id=1.2&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F1",
            "ssl_check=1&token=x",
            "payload=" + Uri.EscapeDataString("""{"type":"block_actions","user":{"id":"U1","team_id":"T1"},"team":{"id":"T1"},"channel":{"id":"C1"},"message":{"ts":"1.1","thread_ts":"1.0"},"actions":[{"action_id":"vote","value":"up","action_ts":"1.5"}]}"""),
        ],
        Pieces);

    [Fact]
    public void AnyEvent_IsReadOrRefused() => Fuzz.Run(Cases, random => Events.Bytes(random, Longest), body => Check("application/json", body));

    [Fact]
    public void AnyForm_IsReadOrRefused() => Fuzz.Run(Cases, random => Forms.Bytes(random, Longest), body => Check("application/x-www-form-urlencoded", body));

    private static void Check(string contentType, byte[] body)
    {
        switch (SlackPayloadReader.Read(contentType, body))
        {
            case SlackEvent source:
                source.EventId.ShouldNotBeNullOrEmpty();
                source.Type.ShouldNotBeNullOrEmpty();
                if (SlackMessageEvent.Of(source, source.BotUserId) is { } message)
                {
                    // Brackets that the user typed arrive escaped and are no mention.
                    var isTyped = message.Text.Contains("&lt;@", StringComparison.Ordinal);
                    if (!isTyped && SlackInboundText.Of(message.Text, source.BotUserId).Contains("<@U0BOT>", StringComparison.Ordinal))
                        message.Text.ShouldBe("without the mention");
                    SlackMapper.Message(source, message, source.BotUserId).ShouldNotBeNull();
                }
                _ = SlackMapper.HomeOpening(source, source.BotUserId);
                break;
            case SlackCommand command:
                SlackMapper.Command(command, "U0BOT", null).ShouldNotBeNull();
                break;
            case SlackInteraction click:
                foreach (var action in click.Actions)
                    _ = SlackMapper.Click(click, action, "U0BOT", null);
                break;
        }
    }
}
