using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;
using TreatyBot.Feedback;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Bot;

/// <summary>The bot: one turn, one reply. The same for every channel.</summary>
internal sealed class TreatyBotHandler(
    BotCommands commands, QuestionTurn questions, WelcomeTurn welcome, FeedbackTurn feedback, ForgetTurn forget) : IBot
{
    public Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken) => turn.Activity switch
    {
        { Type: ActivityTypes.Message } => MessageAsync(turn, cancellationToken),
        { Type: ActivityTypes.ConversationUpdate } => welcome.RunAsync(turn, cancellationToken),
        { Type: ActivityTypes.InstallationUpdate, Action: "remove" } => forget.LeaveAsync(turn, cancellationToken),
        { Type: ActivityTypes.Invoke } => feedback.RunAsync(turn, cancellationToken),
        // Others are legal, and mean nothing to this bot.
        _ => Task.CompletedTask,
    };

    private async Task MessageAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        await using var reply = turn.BeginReply();
        if (ForgetTurn.IsAsked(turn.Text))
        {
            await forget.RunAsync(turn, reply, cancellationToken);
            return;
        }
        switch (await commands.ReadAsync(turn.Text, ConversationKey.Of(turn.Activity), cancellationToken))
        {
            case { Reply: { } said }:
                await reply.CompleteAsync(said, cancellationToken);
                break;
            case { Question: { } meant }:
                await questions.RunAsync(turn, reply, meant, cancellationToken);
                break;
            default:
                await questions.RunAsync(turn, reply, new Question(turn.Text), cancellationToken);
                break;
        }
    }
}
