namespace TreatyBot.Channels.Slack;

/// <summary>Finds the bot's credentials by workspace. Thread-safe.</summary>
public interface ISlackTokens
{
    /// <summary>Null when the app is not installed there. A team's own installation goes before its organisation's.</summary>
    ValueTask<SlackInstallation?> FindAsync(SlackWorkspace workspace, CancellationToken cancellationToken);
}

/// <param name="Workspace">Where it is installed.</param>
/// <param name="BotToken">A secret (<c>xoxb-…</c>): never logged, never sent anywhere but to Slack's API.</param>
/// <param name="BotUserId">The bot's own user, whose mention is stripped and whose messages are ignored.</param>
/// <param name="BotId">The bot's own id in messages it posts.</param>
public sealed record SlackInstallation(SlackWorkspace Workspace, string BotToken, string BotUserId, string? BotId)
{
    public override string ToString() => $"{Workspace.EnterpriseId}/{Workspace.TeamId} as {BotUserId}";
}
