using TreatyBot.Bot;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Teams;
using TreatyBot.Channels.Turns;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Retention;

namespace TreatyBot.Feedback;

/// <summary>Stores a vote on an answer with what was voted on.</summary>
internal sealed partial class FeedbackTurn(
    RatedAnswers rated, ConversationMemory memory, VoteFile votes, TimeProvider time, ILogger<FeedbackTurn> logger)
{
    private const int LongestComment = 4000;

    /// <summary>Leaves invokes that are no votes unanswered.</summary>
    public async Task RunAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        if (!TeamsFeedback.TryRead(turn.Activity, out var feedback))
            return;
        // Another body, or a refusal, is an error on the user's screen, who can mend nothing.
        turn.InvokeResponse = InvokeResponse.EmptyObject;
        if (await AnswerOfAsync(turn.Activity, feedback) is not { } answer)
        {
            LogUnknown();
            return;
        }
        await votes.AppendAsync(
            new FeedbackVote
            {
                At = time.GetUtcNow(),
                Channel = turn.Activity.ChannelId ?? "",
                Question = answer.Question,
                Answer = answer.Text,
                ShortAnswer = answer.ShortAnswer,
                Citations = answer.Citations,
                Answerer = answer.Answerer,
                Reason = answer.Reason,
                Conversation = RecordKey.Conversation(turn.Activity.ChannelId, turn.Activity.Conversation?.Id),
                User = RecordKey.User(turn.Activity.ChannelId, turn.Activity.From?.Id),
                Vote = feedback.IsLike ? VoteKind.Up : VoteKind.Down,
                Comment = feedback.Comment is { Length: > LongestComment } comment ? comment[..LongestComment] : feedback.Comment,
            },
            cancellationToken);
    }

    // A client that does not say which message means the one that the user sees last.
    private async Task<RatedAnswer?> AnswerOfAsync(Activity activity, TeamsFeedback feedback) => feedback.MessageId is { Length: > 0 } message
        ? await rated.FindAsync(activity, message)
        : memory.Latest(ConversationKey.Of(activity)) is { } latest ? RatedAnswer.Of(latest) : await rated.FindLatestAsync(activity);

    [LoggerMessage(LogLevel.Warning, "A vote was dropped: the answer that it is about is no longer remembered.")]
    private partial void LogUnknown();
}
