namespace TreatyBot.Channels.Turns;

/// <summary>Middleware in the order in which it sees a turn coming; it sees it leaving in the reverse order.</summary>
public sealed class MiddlewareSet(IEnumerable<IMiddleware> middleware)
{
    private readonly IMiddleware[] _middleware = [.. middleware];

    public static MiddlewareSet Empty { get; } = new([]);

    public async Task RunAsync(TurnContext turn, IBot bot, CancellationToken cancellationToken)
    {
        using var measured = ChannelTelemetry.Turn(turn.Activity.ChannelId, turn.Activity.Type, turn.Id);
        await RunFromAsync(0, turn, bot, cancellationToken);
        measured?.Succeed();
    }

    private Task RunFromAsync(int index, TurnContext turn, IBot bot, CancellationToken cancellationToken) =>
        index == _middleware.Length
            ? bot.OnTurnAsync(turn, cancellationToken)
            : _middleware[index].OnTurnAsync(turn, next => RunFromAsync(index + 1, turn, bot, next), cancellationToken);
}
