namespace TreatyBot.Channels.Slack;

/// <summary>Knows which threads the bot takes part in. Thread-safe.</summary>
public interface ISlackThreads
{
    /// <summary>Whether messages there that mention nobody are meant for the bot as well.</summary>
    ValueTask<bool> IsFollowedAsync(SlackWorkspace workspace, string channelId, string threadTs, CancellationToken cancellationToken);
}
