using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Channels.Slack.SocketMode;

/// <summary>Asks by the app's token.</summary>
internal sealed class SlackSocketDoor(SlackWebClient web, SlackOptions options) : ISocketModeDoor
{
    public async Task<Uri> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await web.OpenConnectionAsync(options.AppToken ?? "", cancellationToken);
        }
        catch (SlackApiException refusal)
        {
            throw new SocketModeRefusedException(refusal.Error, inner: refusal);
        }
    }
}
