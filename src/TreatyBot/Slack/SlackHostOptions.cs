using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using TreatyBot.Channels.Slack;

namespace TreatyBot.Slack;

/// <summary>Who is answered in channels that are shared with other organisations.</summary>
internal enum SharedChannelPolicy
{
    /// <summary>Nobody: what is answered there, outsiders read too.</summary>
    Nobody,

    /// <summary>Users of the workspace itself; outsiders read along.</summary>
    Members,
    Everyone,
}

/// <summary>The settings of the <c>Channels:Slack</c> section that are the program's: where things are kept, and who is served.</summary>
internal sealed class SlackHostOptions
{
    /// <summary>Where browsers reach this host, such as <c>https://bot.example.org</c>; needed to install in several workspaces.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>A small SQLite file: encrypted tokens, followed threads, channel settings, and which message answers which. No texts.</summary>
    /// <value>The default is <c>data/slack.db</c>.</value>
    [Required]
    public string StatePath { get; set; } = "data/slack.db";

    /// <summary>The folder of the keys with which tokens are encrypted. Whoever has both it and <see cref="StatePath"/> has the tokens.</summary>
    /// <value>The default is <c>data/keys</c>.</value>
    [Required]
    public string KeysPath { get; set; } = "data/keys";

    /// <summary>Team or enterprise ids (<c>T…</c>, <c>E…</c>) that are served and may install; every one when empty.</summary>
    public IList<string> AllowedWorkspaces { get; init; } = [];

    /// <summary>Ids of the channels (<c>C…</c>, <c>G…</c>) in which the bot answers; every channel when empty. Direct messages are not among them.</summary>
    public IList<string> AllowedChannels { get; init; } = [];

    /// <value>The default is <see cref="SharedChannelPolicy.Nobody"/>.</value>
    public SharedChannelPolicy SharedChannels { get; set; }

    /// <summary>Unasked answers in one followed thread within a minute; what goes on faster is a loop or a talk of others.</summary>
    /// <value>The default is 6.</value>
    [Range(1, 1000)]
    public int UnaskedPerThread { get; set; } = 6;

    /// <summary>How long a thread is followed after the last mention, and an answer can be changed by editing its question.</summary>
    /// <value>The default is 14 days.</value>
    [Range(typeof(TimeSpan), "00:10:00", "365.00:00:00")]
    public TimeSpan FollowFor { get; set; } = TimeSpan.FromDays(14);

    public Uri? PublicUri => Uri.TryCreate(PublicUrl, UriKind.Absolute, out var uri) ? uri : null;
}

/// <summary>Names every broken setting and how to mend it.</summary>
internal sealed class SlackHostOptionsValidator(IOptions<SlackOptions> slack) : IValidateOptions<SlackHostOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackHostOptions options)
    {
        List<string> failures = [.. Address(options), .. Lists(options)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Address(SlackHostOptions options)
    {
        if (string.IsNullOrEmpty(options.PublicUrl))
        {
            if (slack.Value is { IsOn: true, IsDistributed: true })
                yield return Failure(nameof(options.PublicUrl), "is missing although ClientId is set; give the address at which browsers reach this host, such as https://bot.example.org");
        }
        else if (options.PublicUri is not { } uri || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) || uri.Query.Length > 0 || uri.UserInfo.Length > 0)
        {
            yield return Failure(nameof(options.PublicUrl), "must be an https address such as https://bot.example.org");
        }
    }

    private static IEnumerable<string> Lists(SlackHostOptions options)
    {
        foreach (var id in options.AllowedWorkspaces.Where(id => !IsId(id, "TE")))
            yield return Failure(nameof(options.AllowedWorkspaces), $"has '{id}'; each entry must be a team's or an enterprise's id, such as T0123ABCD or E0123ABCD");
        foreach (var id in options.AllowedChannels.Where(id => !IsId(id, "CG")))
            yield return Failure(nameof(options.AllowedChannels), $"has '{id}'; each entry must be a channel's id, such as C0123ABCD (in Slack under the channel's name, About)");
    }

    private static bool IsId(string id, string initials) =>
        id.Length > 1 && initials.Contains(id[0], StringComparison.Ordinal) && id.All(character => char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character));

    private static string Failure(string setting, string what) => $"{SlackOptions.Section}:{setting} {what}.";
}
