using TreatyBot.Bot;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Slack;

/// <summary>Adds to the help what can be said in Slack alone.</summary>
internal sealed class SlackHelp : IMiddleware
{
    private const string More = """
        In Slack:
        - **/treaty QUESTION** – an answer for you alone, with a button to share it
        - **/treaty settings** – how I behave in a channel: follow threads, only when mentioned, quiet, language
        - **stop** – in a thread: I stop following it until I am mentioned again

        Edit your question, and I change my answer. I speak English, French, German, Spanish and Russian, as you ask or as the channel is set; quotes stay in their document's language.
        """;

    public Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken) =>
        SlackOrigin.Of(turn) is not null && turn.Activity.Type == ActivityTypes.Message && BotCommands.AsksForHelp(turn.Text)
            ? turn.SendReplyAsync(Reply.Notice($"{Texts.Of(BotCommands.Help)}\n\n{Texts.Of(More)}"), cancellationToken)
            : next(cancellationToken);
}
