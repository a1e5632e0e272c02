namespace TreatyBot.Channels.Turns;

/// <summary>What a channel talks to. Called once per turn; never two at a time for one conversation.</summary>
public interface IBot
{
    Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken);
}

/// <summary>Runs the rest of the turn.</summary>
public delegate Task NextTurn(CancellationToken cancellationToken);

/// <summary>Wraps a turn. Not calling <c>next</c> ends it.</summary>
public interface IMiddleware
{
    Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken);
}
