using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.Turns;

/// <summary>An adapter that keeps what is sent.</summary>
internal sealed class ScriptedAdapter(params IMiddleware[] middleware) : ChannelAdapter(new MiddlewareSet(middleware))
{
    public List<Activity> Sent { get; } = [];

    public override Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(
        TurnContext turn, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        Sent.AddRange(activities);
        return Task.FromResult<IReadOnlyList<ResourceResponse>>([.. activities.Select(_ => new ResourceResponse { Id = $"{Sent.Count}" })]);
    }

    public override Task<ResourceResponse?> UpdateActivityAsync(TurnContext turn, Activity activity, CancellationToken cancellationToken)
    {
        Sent.Add(activity);
        return Task.FromResult<ResourceResponse?>(new ResourceResponse { Id = activity.Id });
    }

    public override Task DeleteActivityAsync(TurnContext turn, string activityId, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task RunAsync(TurnContext turn, IBot bot) => RunTurnAsync(turn, bot, CancellationToken.None);
}

internal sealed class ScriptedBot(Func<TurnContext, CancellationToken, Task> onTurn) : IBot
{
    public Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken) => onTurn(turn, cancellationToken);
}
