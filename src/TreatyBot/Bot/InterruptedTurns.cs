using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Bot;

/// <summary>
/// In place of an answer that may have left before the program was ended: a sentence by which the asker gets one in any case, and
/// none in full twice. What nobody asked for is not said again.
/// </summary>
internal sealed class InterruptedTurns : IMiddleware
{
    public const string Interrupted = "I was interrupted while answering. If no whole answer stands above, please ask again.";

    // What is longer does not fit on a button.
    private const int LongestSuggestion = 300;

    public Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken)
    {
        if (!turn.MayBeAnswered)
            return next(cancellationToken);
        return turn.Activity.Type == ActivityTypes.Message
            ? turn.SendReplyAsync(Reply.Notice(Interrupted, Suggestions(turn)), cancellationToken)
            : Task.CompletedTask;
    }

    // Teams shows such buttons in one-to-one chats only.
    private static string[] Suggestions(TurnContext turn) =>
        turn.Text.Length is > 0 and <= LongestSuggestion && !ConversationKey.IsShared(turn.Activity) ? [turn.Text] : [];
}
