using TreatyBot.Channels.Turns;

namespace TreatyBot.Tests.Slack;

internal sealed class ScriptedSlackBot(Func<TurnContext, CancellationToken, Task> onTurn) : IBot
{
    public Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken) => onTurn(turn, cancellationToken);
}
