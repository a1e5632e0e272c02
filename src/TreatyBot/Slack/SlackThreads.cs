using Microsoft.Extensions.Options;
using TreatyBot.Channels.Slack;

namespace TreatyBot.Slack;

/// <summary>Which threads are followed: from a mention on, until told to stop or long after the last mention.</summary>
internal sealed class SlackThreads(SlackDatabase database, SlackChannels channels, IOptions<SlackHostOptions> options, TimeProvider time) : ISlackThreads
{
    public ValueTask<bool> IsFollowedAsync(SlackWorkspace workspace, string channelId, string threadTs, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            !channels.Get(workspace, channelId).MentionOnly
            && database.Find("select at from threads where team = $team and channel = $channel and ts = $ts", Place(workspace, channelId, threadTs)) is [long at]
            && at >= (time.GetUtcNow() - options.Value.FollowFor).ToUnixTimeSeconds());

    public void Follow(SlackWorkspace workspace, string channelId, string threadTs) => database.Execute(
        "insert into threads (team, channel, ts, at) values ($team, $channel, $ts, $at) on conflict do update set at = $at", Place(workspace, channelId, threadTs));

    /// <summary>False when it was not followed.</summary>
    public bool Leave(SlackWorkspace workspace, string channelId, string threadTs) =>
        database.Execute("delete from threads where team = $team and channel = $channel and ts = $ts", Place(workspace, channelId, threadTs)) > 0;

    private static (string Name, object? Value)[] Place(SlackWorkspace workspace, string channelId, string ts) =>
        [("$team", workspace.TeamId ?? workspace.EnterpriseId ?? ""), ("$channel", channelId), ("$ts", ts)];
}
