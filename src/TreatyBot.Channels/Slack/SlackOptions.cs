namespace TreatyBot.Channels.Slack;

/// <summary>The Slack app. Bound to <c>Channels:Slack</c>.</summary>
public sealed class SlackOptions
{
    public const string Section = "Channels:Slack";

    public const string DefaultApiBaseUrl = "https://slack.com/api/";

    /// <summary>With which Slack signs what it sends over HTTP; on the app's page under Basic Information.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>Accepted beside <see cref="SigningSecret"/> while it is being exchanged.</summary>
    public string? PreviousSigningSecret { get; set; }

    /// <summary>The bot's token (<c>xoxb-…</c>) for the one workspace in which the app is installed.</summary>
    public string? BotToken { get; set; }

    /// <summary>The app's token (<c>xapp-…</c>) for Socket Mode.</summary>
    public string? AppToken { get; set; }

    /// <summary>For installing in several workspaces.</summary>
    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>The one host, besides those of Slack's files and responses, that requests go to.</summary>
    public string ApiBaseUrl { get; set; } = DefaultApiBaseUrl;

    /// <value>The default is 15 seconds.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest picture or file that is uploaded.</summary>
    /// <value>The default is 5 MiB, many times a timeline's picture.</value>
    public int MaxUploadBytes { get; set; } = 5 * 1024 * 1024;

    internal Uri ApiBaseUri => new(ApiBaseUrl);
}
