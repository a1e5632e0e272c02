using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Turns;

/// <summary>Sends to one channel and runs the turns that come from it.</summary>
public abstract class ChannelAdapter(MiddlewareSet middleware)
{
    /// <summary>Sends addressed activities in order; the responses are in the same order.</summary>
    public abstract Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(
        TurnContext turn, IReadOnlyList<Activity> activities, CancellationToken cancellationToken);

    /// <summary>Replaces the activity whose id <paramref name="activity"/> has.</summary>
    public abstract Task<ResourceResponse?> UpdateActivityAsync(
        TurnContext turn, Activity activity, CancellationToken cancellationToken);

    public abstract Task DeleteActivityAsync(TurnContext turn, string activityId, CancellationToken cancellationToken);

    /// <summary>Unless overridden: shows typing at the first sign of life and sends the whole reply as Markdown text.</summary>
    public virtual IReplyWriter BeginReply(TurnContext turn) => new PlainReplyWriter(turn);

    protected Task RunTurnAsync(TurnContext turn, IBot bot, CancellationToken cancellationToken) =>
        middleware.RunAsync(turn, bot, cancellationToken);
}
