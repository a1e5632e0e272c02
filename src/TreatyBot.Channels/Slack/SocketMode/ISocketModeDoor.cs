namespace TreatyBot.Channels.Slack.SocketMode;

/// <summary>Asks Slack where to connect.</summary>
internal interface ISocketModeDoor
{
    /// <summary>An address for one connection, soon to be used. It holds a ticket: a secret that is never logged.</summary>
    /// <exception cref="SocketModeRefusedException">There is none.</exception>
    Task<Uri> OpenAsync(CancellationToken cancellationToken);
}
