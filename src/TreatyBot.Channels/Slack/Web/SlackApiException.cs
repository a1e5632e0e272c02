using System.Net;

namespace TreatyBot.Channels.Slack.Web;

/// <summary>Slack refused, or could not be reached. Holds Slack's own words: for logs, not for users.</summary>
public sealed class SlackApiException : Exception
{
    public const string Timeout = "timeout";
    public const string Unreachable = "unreachable";
    public const string RateLimited = "ratelimited";

    public SlackApiException(string method, string error, string? detail = null, Exception? inner = null)
        : base($"{method} failed with {error}{(string.IsNullOrEmpty(detail) ? "" : $": {detail}")}.", inner)
    {
        Method = method;
        Error = error;
    }

    public string Method { get; }

    /// <summary>As Slack names it, such as <c>channel_not_found</c>, or one of this class's constants.</summary>
    public string Error { get; }

    /// <summary>Null when there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The scope that the token lacks.</summary>
    public string? Needed { get; init; }

    /// <summary>The scopes that the token has.</summary>
    public string? Provided { get; init; }

    /// <summary>Whether Slack may have done what was asked although nobody heard of it.</summary>
    public bool IsOutcomeUnknown { get; init; }

    /// <summary>Whether the token is no longer good: the app was uninstalled or its token revoked.</summary>
    public bool IsTokenDead => Error is "invalid_auth" or "account_inactive" or "token_revoked" or "token_expired" or "not_authed";

    /// <summary>Whether the same in fewer blocks and characters may be taken.</summary>
    internal bool IsTooLong => Error is "msg_blocks_too_long" or "msg_too_long" or "invalid_blocks";
}
