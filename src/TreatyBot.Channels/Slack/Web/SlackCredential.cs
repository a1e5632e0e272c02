namespace TreatyBot.Channels.Slack.Web;

/// <summary>Who calls.</summary>
/// <param name="Token">A secret; null for calls that carry their secret otherwise.</param>
/// <param name="Quota">Calls with the same quota share Slack's rate limits.</param>
internal sealed record SlackCredential(string? Token, string Quota)
{
    public static SlackCredential Of(SlackInstallation installation) =>
        new(installation.BotToken, $"{installation.Workspace.EnterpriseId}/{installation.Workspace.TeamId}");

    public override string ToString() => Quota;
}
