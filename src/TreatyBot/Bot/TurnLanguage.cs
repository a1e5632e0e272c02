using Microsoft.Extensions.Options;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge.Languages;

namespace TreatyBot.Bot;

/// <summary>Speaks, for the rest of the turn, the language that is set, or that of what was said.</summary>
internal sealed class TurnLanguage(IOptions<ConversationOptions> options) : IMiddleware
{
    public async Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken)
    {
        var chosen = Language.Find(options.Value.Language);
        turn.IsLanguageChosen = chosen is not null;
        turn.Language = chosen ?? (turn.Activity.Type == ActivityTypes.Message ? CommandWords.LanguageOf(turn.Text) : Language.English);
        using var speaking = Language.Speak(turn.Language);
        await next(cancellationToken);
    }
}
