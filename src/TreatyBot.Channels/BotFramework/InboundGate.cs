using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.BotFramework;

/// <summary>Lets an activity in or gives the status that refuses it. What refuses is logged, never answered.</summary>
internal sealed partial class InboundGate(
    BotFrameworkOptions options, InboundTokenVerifier verifier, ServiceUrlPolicy serviceUrls, TimeProvider time, ILogger<InboundGate> logger)
{
    public async Task<(int Status, Activity? Activity)> AdmitAsync(InboundRequest request, CancellationToken cancellationToken)
    {
        if (!string.Equals(request.Method, "POST", StringComparison.Ordinal))
            return (405, null);
        if (options.IsAnonymous && !request.FromThisMachine)
            return (403, null);

        // The token comes first: a stranger gets no body read and learns nothing about bodies.
        VerifiedToken? token = null;
        if (!options.IsAnonymous)
        {
            var verdict = await verifier.VerifyTokenAsync(request.Authorization, cancellationToken);
            if (verdict.Token is null)
                return (verdict.Status, null);
            token = verdict.Token;
        }

        if (!IsJson(request.ContentType))
            return (415, null);
        var (status, body) = await ReadAsync(request.Body, cancellationToken);
        if (status != 200)
            return (status, null);
        if (!ActivityReader.TryRead(body.Span, out var activity, out var problem))
        {
            LogUnreadable(problem);
            return (400, null);
        }

        status = token is null ? VerifyAnonymous(activity) : verifier.VerifyActivity(token, activity);
        if (status != 200)
            return (status, null);
        return IsAddressed(activity) ? (200, WithoutCallerId(activity)) : (400, null);
    }

    private int VerifyAnonymous(Activity activity) => serviceUrls.Allows(activity.ServiceUrl) ? 200 : 403;

    private async Task<(int Status, ReadOnlyMemory<byte> Body)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.BodyTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var (body, complete) = await stream.ReadLimitedAsync(options.MaxBodyBytes, both.Token);
            return complete ? (200, body) : (413, default);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (408, default);
        }
    }

    private static bool IsJson(string? contentType) =>
        contentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) ?? false;

    // Without them there is nobody to answer and nowhere to do it.
    private static bool IsAddressed(Activity activity) =>
        activity.Conversation?.Id is { Length: > 0 }
        && (activity.Type is not (ActivityTypes.Message or ActivityTypes.Invoke) || activity.From?.Id is { Length: > 0 });

    // The protocol has receivers discard what the wire says of the caller.
    private static Activity WithoutCallerId(Activity activity)
    {
        activity.Properties?.Remove("callerId");
        return activity;
    }

    [LoggerMessage(LogLevel.Warning, "A Bot Framework activity was refused: {Problem}")]
    private partial void LogUnreadable(string problem);
}
