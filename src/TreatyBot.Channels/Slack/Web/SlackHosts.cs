using TreatyBot.Channels.BotFramework;

namespace TreatyBot.Channels.Slack.Web;

/// <summary>Where requests may go besides the API itself: its sister hosts for files and responses, exactly.</summary>
internal sealed class SlackHosts(Uri apiBase)
{
    /// <summary>Addresses come from Slack's answers and, for responses, from requests that anybody may have sent.</summary>
    public bool AllowsFile(Uri uri) => Allows(uri, "files");

    public bool AllowsResponse(Uri uri) => Allows(uri, "hooks");

    private bool Allows(Uri uri, string sister)
    {
        if (!uri.IsAbsoluteUri || uri.UserInfo.Length > 0 || !ServiceUrlPolicy.IsHttpsOrLoopback(uri))
            return false;
        // A Slack on this machine is a test's; it has all of its parts on this machine.
        return apiBase.IsLoopback
            ? uri.IsLoopback
            : uri is { IsDefaultPort: true, IsLoopback: false } && uri.IdnHost.Equals($"{sister}.{apiBase.IdnHost}", StringComparison.OrdinalIgnoreCase);
    }
}
