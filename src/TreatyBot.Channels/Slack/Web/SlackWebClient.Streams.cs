using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Slack.Web;

public sealed partial class SlackWebClient
{
    /// <summary>As much as one call of a stream may hold.</summary>
    internal const int LongestMarkdown = 12_000;

    /// <summary>Begins a message that grows, in a thread. Outside direct messages Slack wants to know for whom: without both ids nothing is sent.</summary>
    /// <returns>The message's <c>ts</c>.</returns>
    internal async Task<string?> StartStreamAsync(
        SlackInstallation installation, string channel, string threadTs, string? recipientTeam, string? recipientUser, string markdown,
        CancellationToken cancellationToken)
    {
        const string Method = "chat.startStream";
        if (!IsDirect(channel) && (string.IsNullOrEmpty(recipientTeam) || string.IsNullOrEmpty(recipientUser)))
            throw new SlackApiException(Method, string.IsNullOrEmpty(recipientTeam) ? "missing_recipient_team_id" : "missing_recipient_user_id", "not sent");
        await PaceAsync(installation, channel, cancellationToken);
        var arguments = SlackBody.Of(
            ("channel", channel), ("thread_ts", threadTs), ("recipient_team_id", recipientTeam), ("recipient_user_id", recipientUser), ("markdown_text", Checked(Method, markdown)));
        return (await CallAsync(installation, Method, arguments, SlackCallKind.Once | SlackCallKind.NoWait, cancellationToken)).GetText("ts");
    }

    /// <param name="markdown">What comes after all that was sent before.</param>
    internal async Task AppendStreamAsync(SlackInstallation installation, string channel, string ts, string markdown, CancellationToken cancellationToken) =>
        await CallAsync(
            installation, "chat.appendStream", SlackBody.Of(("channel", channel), ("ts", ts), ("markdown_text", Checked("chat.appendStream", markdown))),
            SlackCallKind.Once | SlackCallKind.NoWait, cancellationToken);

    /// <param name="markdown">What comes after all that was sent before; null for nothing.</param>
    /// <param name="blocks">Shown under the text.</param>
    /// <param name="answers">The question that is answered now, by its <c>ts</c>; null when it is not.</param>
    internal async Task StopStreamAsync(
        SlackInstallation installation, string channel, string ts, string? markdown, JsonArray? blocks, string? answers, CancellationToken cancellationToken) =>
        await CallAsync(
            installation, "chat.stopStream",
            SlackBody.Of(
                ("channel", channel), ("ts", ts), ("markdown_text", markdown is null ? null : Checked("chat.stopStream", markdown)), ("blocks", blocks?.DeepClone()),
                ("metadata", answers is null ? null : SlackMarkers.Metadata(_markers.Next(), answers))),
            SlackCallKind.Once, cancellationToken);

    internal static bool IsDirect(string channel) => channel.StartsWith('D');

    private static string Checked(string method, string markdown) =>
        markdown.Length <= LongestMarkdown ? markdown : throw new SlackApiException(method, "msg_too_long", "not sent");
}
