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
        - **/treaty settings** – how I behave in a channel: follow threads, only when mentioned, quiet
        - **stop** – in a thread: I stop following it until I am mentioned again

        Edit your question, and I change my answer. My answers are in my documents' language and my notices in English; there is no other to choose.
        """;

    public Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken) =>
        SlackOrigin.Of(turn) is not null && turn.Activity.Type == ActivityTypes.Message && BotCommands.AsksForHelp(turn.Text)
            ? turn.SendReplyAsync(Reply.Notice(BotCommands.Help + More), cancellationToken)
            : next(cancellationToken);
}
