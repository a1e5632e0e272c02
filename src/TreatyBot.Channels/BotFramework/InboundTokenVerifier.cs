using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.BotFramework;

/// <summary>
/// Tells the channel from everybody else, in two steps: the token by itself, before its body is read; then the activity
/// against the token. There is one path, the channel's: no emulator, skill or enterprise exceptions. Thread-safe.
/// </summary>
internal sealed partial class InboundTokenVerifier(
    BotFrameworkOptions options, SigningKeyRing keys, ServiceUrlPolicy serviceUrls, TimeProvider time, ILogger<InboundTokenVerifier> logger)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    // The service publishes no endorsements for these; where one is let in, its own token still has to fit.
    private static readonly HashSet<string> UnendorsedChannels = [ChannelIds.WebChat, ChannelIds.DirectLine];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 16 * 1024 };
    private readonly HashSet<string> _channels = new(options.EffectiveChannels, StringComparer.Ordinal);
    private readonly HashSet<string> _tenants = new(options.EffectiveTenants, StringComparer.OrdinalIgnoreCase);

    public async Task<TokenVerdict> VerifyTokenAsync(IReadOnlyList<string?> authorization, CancellationToken cancellationToken)
    {
        if (authorization.Count != 1 || !InboundToken.TryRead(authorization[0], out var token))
            return Refuse("no usable bearer token");
        if (token.Text("iss") != options.Endpoints.Issuer)
            return Refuse("issuer");
        if (!string.Equals(token.Text("aud"), options.AppId, StringComparison.OrdinalIgnoreCase))
            return Refuse("audience");
        if (!IsCurrent(token))
            return Refuse("lifetime");

        SigningKey? key;
        try
        {
            key = await keys.FindAsync(token.KeyId, cancellationToken);
        }
        catch (SigningKeysUnavailableException)
        {
            LogRefused("no signing keys");
            return new TokenVerdict(503, null);
        }

        if (key is null)
            return Refuse("unknown key");
        if (!await IsSignedAsync(token, key))
            return Refuse("signature");
        return new TokenVerdict(200, new VerifiedToken(key.Endorsements, token.Text("serviceurl")));
    }

    /// <summary>The status for an activity that came with a verified token: 200, 401 or 403.</summary>
    public int VerifyActivity(VerifiedToken token, Activity activity)
    {
        if (activity.ChannelId is not { Length: > 0 } channel || !_channels.Contains(channel))
            return Refuse("channel").Status;
        if (!(token.Endorsements?.Contains(channel, StringComparer.Ordinal) ?? UnendorsedChannels.Contains(channel)))
            return Refuse("endorsements").Status;
        if (!SameAddress(token.ServiceUrl, activity.ServiceUrl) || !serviceUrls.Allows(activity.ServiceUrl))
            return Refuse("service URL").Status;
        return channel == ChannelIds.Teams ? VerifyTenant(activity) : 200;
    }

    private int VerifyTenant(Activity activity)
    {
        string?[] named = [activity.Conversation?.TenantId, activity.ChannelData.GetMember("tenant").GetText("id")];
        string[] tenants = [.. named.OfType<string>().Where(tenant => tenant.Length > 0)];
        if (tenants.Length > 0 && tenants.All(_tenants.Contains))
            return 200;
        LogRefused("tenant");
        return 403;
    }

    private bool IsCurrent(InboundToken token)
    {
        var now = time.GetUtcNow();
        return token.TryGetTime("exp", out var expires) && expires is not null && now <= expires + ClockSkew
            && token.TryGetTime("nbf", out var notBefore) && (notBefore is null || now >= notBefore - ClockSkew);
    }

    private async Task<bool> IsSignedAsync(InboundToken token, SigningKey key)
    {
        var result = await _handler.ValidateTokenAsync(token.Raw, new TokenValidationParameters
        {
            IssuerSigningKey = key.Key,
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidIssuer = options.Endpoints.Issuer,
            AudienceValidator = (audiences, _, _) =>
                audiences is not null && audiences.SequenceEqual([options.AppId!], StringComparer.OrdinalIgnoreCase),
            // Checked above against the injected clock, which the library does not take.
            LifetimeValidator = (_, expires, _, _) => expires is not null,
        });
        return result.IsValid;
    }

    private static bool SameAddress(string? claim, string? serviceUrl) =>
        claim is { Length: > 0 } && serviceUrl is { Length: > 0 }
        && WithoutSlash(claim).Equals(WithoutSlash(serviceUrl), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> WithoutSlash(string url) => url.EndsWith('/') ? url.AsSpan(0, url.Length - 1) : url;

    private TokenVerdict Refuse(string check)
    {
        LogRefused(check);
        return new TokenVerdict(401, null);
    }

    // The name of the check and nothing of the token: a log is read by more people than may hold tokens.
    [LoggerMessage(LogLevel.Warning, "A Bot Framework request was refused: {Check}.")]
    private partial void LogRefused(string check);
}

/// <param name="Status">200, 401, or 503 when there are no keys to verify with.</param>
/// <param name="Token">Set for 200.</param>
internal sealed record TokenVerdict(int Status, VerifiedToken? Token);

/// <summary>What a verified token says of the activity that comes with it.</summary>
internal sealed record VerifiedToken(IReadOnlyList<string>? Endorsements, string? ServiceUrl);
