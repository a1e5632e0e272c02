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

    /// <summary>Sockets of Socket Mode. Slack takes ten at most over all programs that use the app's token.</summary>
    /// <value>The default is 2: while one is replaced, the other takes what comes.</value>
    public int SocketConnections { get; set; } = 2;

    /// <summary>Whether anything of Slack is set, so that it is to be served.</summary>
    public bool IsOn => IsOnHttp || IsOnSockets;

    /// <summary>Whether Slack may deliver over HTTP.</summary>
    public bool IsOnHttp => !string.IsNullOrEmpty(SigningSecret);

    public bool IsOnSockets => !string.IsNullOrEmpty(AppToken);

    /// <summary>Whether it can be installed by a web page, in many workspaces.</summary>
    public bool IsDistributed => !string.IsNullOrEmpty(ClientId);

    internal Uri ApiBaseUri => new(ApiBaseUrl);
}
