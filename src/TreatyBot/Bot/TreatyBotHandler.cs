using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Bot;

/// <summary>The bot: one turn, one reply. The same for every channel.</summary>
internal sealed class TreatyBotHandler(IAssistant assistant, ConversationMemory memory, BotCommands commands) : IBot
{
    public async Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        if (turn.Activity.Type != ActivityTypes.Message)
            return;
        var conversation = ConversationKey.Of(turn.Activity);
        await using var reply = turn.BeginReply();
        if (await commands.TryRunAsync(turn.Text, conversation, cancellationToken) is { } commanded)
        {
            await reply.CompleteAsync(commanded, cancellationToken);
            return;
        }
        var question = new Question(turn.Text) { History = memory.Recall(conversation) };
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, reply.Stopped);
        try
        {
            await foreach (var update in assistant.AskStreamingAsync(question, stopped.Token))
                await ShowAsync(update, conversation, reply, cancellationToken);
        }
        catch (OperationCanceledException) when (reply.Stopped.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The user asked the channel to stop; there is nobody to answer to.
        }
    }

    private async Task ShowAsync(AnswerUpdate update, string conversation, IReplyWriter reply, CancellationToken cancellationToken)
    {
        switch (update)
        {
            case StatusUpdate status:
                await reply.InformAsync(status.Text, cancellationToken);
                break;
            case TextUpdate text:
                await reply.AppendAsync(text.Text, cancellationToken);
                break;
            case CompletedUpdate { Answer: var answer }:
                if (answer.Abstention?.Reason != AbstentionReason.NotAQuestion)
                    memory.Remember(conversation, answer);
                await reply.CompleteAsync(ReplyComposer.Compose(answer), cancellationToken);
                break;
        }
    }
}
