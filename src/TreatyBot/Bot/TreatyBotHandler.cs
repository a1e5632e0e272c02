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
        await reply.InformAsync("Searching the documents…", cancellationToken);
        var answer = await assistant.AskAsync(new Question(turn.Text) { History = memory.Recall(conversation) }, cancellationToken);
        if (answer.Abstention?.Reason != AbstentionReason.NotAQuestion)
            memory.Remember(conversation, answer);
        await reply.CompleteAsync(ReplyComposer.Compose(answer), cancellationToken);
    }
}
