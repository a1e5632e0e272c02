using TreatyBot.Channels.Slack;

namespace TreatyBot.Slack;

/// <summary>Which message answers which question, across restarts.</summary>
internal sealed class SlackReplies(SlackDatabase database) : ISlackReplies
{
    public ValueTask<bool> BeginAsync(SlackQuestion question, CancellationToken cancellationToken) => ValueTask.FromResult(database.Execute(
        "insert into replies (team, channel, ts, done, at) values ($team, $channel, $ts, 0, $at) on conflict do nothing", Place(question)) > 0);

    public ValueTask AbandonAsync(SlackQuestion question, CancellationToken cancellationToken)
    {
        database.Execute("delete from replies where team = $team and channel = $channel and ts = $ts and done = 0", Place(question));
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(SlackQuestion question, string? replyTs, CancellationToken cancellationToken)
    {
        database.Execute(
            "update replies set reply = $reply, done = 1, at = $at where team = $team and channel = $channel and ts = $ts", [.. Place(question), ("$reply", replyTs)]);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string?> FindAsync(SlackQuestion question, CancellationToken cancellationToken) => ValueTask.FromResult(
        database.Find("select reply from replies where team = $team and channel = $channel and ts = $ts and done = 1", Place(question)) is [string reply] ? reply : null);

    private static (string Name, object? Value)[] Place(SlackQuestion question) =>
        [("$team", question.Workspace.TeamId ?? question.Workspace.EnterpriseId ?? ""), ("$channel", question.ChannelId), ("$ts", question.Ts)];
}
