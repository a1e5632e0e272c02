using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.Slack.Inbound;

/// <summary>Lets a payload in or gives the status that refuses it. What refuses is logged, never answered.</summary>
/// <param name="secrets">The signing secrets that hold; empty refuses everybody.</param>
/// <param name="time">The clock that timestamps are compared with.</param>
/// <param name="logger">Told why, without the content.</param>
internal sealed partial class SlackGate(IReadOnlyList<string> secrets, TimeProvider time, ILogger<SlackGate> logger)
{
    public const int MostBytes = 1024 * 1024;
    private static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(10);

    public async Task<(int Status, SlackPayload? Payload)> AdmitAsync(SlackRequest request, CancellationToken cancellationToken)
    {
        if (!string.Equals(request.Method, "POST", StringComparison.Ordinal))
            return (405, null);
        var (status, body) = await ReadAsync(request.Body, cancellationToken);
        if (status != 200)
            return (status, null);
        if (!SlackSignature.IsValid(secrets, request.Timestamps, request.Signatures, body.Span, time.GetUtcNow()))
        {
            // Slack checks certificates without signing: that is answered, and nothing else in the body is looked at.
            if (IsCertificateCheck(request, body.Span))
                return (200, new SlackUnhandled("ssl_check"));
            LogUnsigned();
            return (401, null);
        }

        if (SlackPayloadReader.Read(request.ContentType, body) is { } payload)
            return (200, payload);
        LogUnreadable();
        return (400, null);
    }

    private static bool IsCertificateCheck(SlackRequest request, ReadOnlySpan<byte> body) =>
        SlackFormBody.IsForm(request.ContentType) && SlackFormBody.Read(body) is { } fields && fields.GetValueOrDefault("ssl_check") == "1";

    private async Task<(int Status, ReadOnlyMemory<byte> Body)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(BodyTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var (body, complete) = await stream.ReadLimitedAsync(MostBytes, both.Token);
            return complete ? (200, body) : (413, default);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (408, default);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A Slack request was refused: its signature or time is wrong. If every request is, check Channels:Slack:SigningSecret and this machine's clock.")]
    private partial void LogUnsigned();

    [LoggerMessage(LogLevel.Warning, "A signed Slack request was refused: its body cannot be read.")]
    private partial void LogUnreadable();
}
