namespace TreatyBot.Channels.BotFramework;

/// <summary>An HTTP request to the messaging endpoint, as the web server has it.</summary>
/// <param name="Method">Only POST is served.</param>
/// <param name="ContentType">Only JSON is served.</param>
/// <param name="Authorization">Every value of the header; more than one is refused.</param>
/// <param name="Body">Unread.</param>
/// <param name="FromThisMachine">Whether the connection comes from a loopback address; not to be told from a forwarded header.</param>
public sealed record InboundRequest(
    string Method, string? ContentType, IReadOnlyList<string?> Authorization, Stream Body, bool FromThisMachine);

/// <param name="Status">The HTTP status.</param>
/// <param name="Json">The body, sent as <c>application/json</c>; empty for none.</param>
public sealed record InboundResponse(int Status, ReadOnlyMemory<byte> Json = default);
