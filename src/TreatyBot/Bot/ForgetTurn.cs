using TreatyBot.Channels.Turns;
using TreatyBot.Retention;
using TreatyBot.Transcripts;

namespace TreatyBot.Bot;

/// <summary>"forget": erases what is kept of a conversation that the user has alone with the bot; of a shared one, what is the user's.</summary>
internal sealed class ForgetTurn(Forgetting forgetting)
{
    public static bool IsAsked(string text) => CommandWords.English(BotCommands.Words(text)) == "forget";

    public async Task RunAsync(TurnContext turn, IReplyWriter reply, CancellationToken cancellationToken)
    {
        var (erased, isWhole) = await forgetting.EraseAsync(ErasureScope.AskedBy(turn.Activity), cancellationToken);
        TranscriptMiddleware.LeaveOut(turn);
        var stored = erased.Count == 0 ? "" : $" Erased: {string.Join(", ", erased.Select(place => $"{place.Count} {place.Name}"))}.";
        await reply.CompleteAsync(
            Reply.Notice(isWhole
                ? Texts.Format($"Done: I have forgotten what we said here.{stored}")
                : Texts.Format($"I have forgotten what we said here, but not all of what is stored could be erased.{stored} Please ask again later, or tell whoever runs me.")),
            cancellationToken);
    }

    /// <summary>The bot is removed: nothing of the conversation is kept.</summary>
    public async Task LeaveAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        await forgetting.EraseAsync(ErasureScope.WholeConversation(turn.Activity), cancellationToken);
        TranscriptMiddleware.LeaveOut(turn);
    }
}
