namespace TreatyBot.Benchmarks.Load;

/// <summary>Conversations in Teams and in Slack by turns, on one host.</summary>
internal sealed class TwoChannels(Traffic even, Traffic odd) : ITraffic
{
    // Halved, so that each channel has all of its kinds of conversation.
    public Task<TurnResult> SendAsync(int conversation, CancellationToken cancellationToken) =>
        (conversation % 2 == 0 ? even : odd).SendAsync(conversation / 2, cancellationToken);
}
