namespace TreatyBot.Channels.Slack.SocketMode;

/// <summary>Slack gave no address to connect to.</summary>
internal sealed class SocketModeRefusedException(string error, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception($"Slack gave no socket: {error}.", inner)
{
    private static readonly HashSet<string> Fatal = new(StringComparer.Ordinal)
    {
        "not_authed", "invalid_auth", "account_inactive", "user_removed_from_team", "team_disabled", "token_revoked", "token_expired",
        "not_allowed_token_type", "missing_scope", "no_permission", "org_login_required", "forbidden_team", "socket_mode_not_enabled",
    };

    /// <summary>Slack's word for it.</summary>
    public string Error { get; } = error;

    /// <summary>How long Slack asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether trying again is of no use until somebody mends the app or the token.</summary>
    public bool IsFatal => Fatal.Contains(Error);
}
