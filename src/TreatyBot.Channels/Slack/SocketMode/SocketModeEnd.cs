namespace TreatyBot.Channels.Slack.SocketMode;

/// <summary>Why a connection ended.</summary>
internal enum SocketModeEnd
{
    /// <summary>The line broke, or Slack closed it.</summary>
    Dropped,

    /// <summary>We closed it.</summary>
    Closed,

    /// <summary>There are more connections than Slack takes.</summary>
    TooMany,

    /// <summary>Socket Mode was switched off for the app.</summary>
    Disabled,
}
