namespace TreatyBot.Channels.Slack.Inbound;

/// <summary>An HTTP request to one of Slack's endpoints, as the web server has it.</summary>
/// <param name="Method">Only POST is served.</param>
/// <param name="ContentType">JSON or a form.</param>
/// <param name="Timestamps">Every value of <c>X-Slack-Request-Timestamp</c>; more than one is refused.</param>
/// <param name="Signatures">Every value of <c>X-Slack-Signature</c>; more than one is refused.</param>
/// <param name="Body">Unread: the signature is over its bytes as they come.</param>
public sealed record SlackRequest(
    string Method, string? ContentType, IReadOnlyList<string?> Timestamps, IReadOnlyList<string?> Signatures, Stream Body);

/// <param name="Status">The HTTP status.</param>
/// <param name="Json">The body, sent as <c>application/json</c>; empty for none.</param>
public sealed record SlackResponse(int Status, ReadOnlyMemory<byte> Json = default)
{
    /// <summary>For an event whose sender should send it again.</summary>
    public static SlackResponse Unavailable { get; } = new(503);

    public static SlackResponse Ok { get; } = new(200);
}
