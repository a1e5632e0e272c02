using Microsoft.Extensions.Options;
using TreatyBot.Channels.Turns;
using TreatyBot.Corpus;
using TreatyBot.Feedback;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Bot;

/// <summary>A question and its answer.</summary>
internal sealed partial class QuestionTurn(
    IAssistant assistant, ConversationMemory memory, RatedAnswers rated, FollowUps followUps, CorpusReadiness readiness,
    IOptions<ConversationOptions> options, TimeProvider time, ILogger<QuestionTurn> logger)
{
    private const string Searching = "Searching the documents…";
    private const string StillReading = "I am still reading my documents. Please ask again in a minute.";
    private const string Unavailable = "I cannot reach my documents at the moment. Please ask again in a few minutes.";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(45);

    public async Task RunAsync(TurnContext turn, IReplyWriter reply, Question question, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(reply.Stopped, cancellationToken);
        try
        {
            var work = AnswerAsync(question with { History = memory.Recall(ConversationKey.Of(turn.Activity)) }, stop.Token);
            // A quick answer is not worth announcing: some channels make it wait for the announcement.
            if (await Task.WhenAny(work, Task.Delay(options.Value.InformAfter, time, stop.Token)) != work)
                await reply.InformAsync(Searching, stop.Token);
            if (await work is not { } answer)
            {
                await reply.CompleteAsync(Reply.Notice(StillReading), cancellationToken);
                return;
            }
            await CompleteAsync(turn, reply, answer, stop.Token);
        }
        catch (OperationCanceledException) when (reply.Stopped.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            LogStopped();
        }
        catch (StoreException exception)
        {
            LogUnavailable(exception);
            await reply.CompleteAsync(Reply.Notice(Unavailable), cancellationToken);
        }
    }

    private async Task<Answer?> AnswerAsync(Question question, CancellationToken cancellationToken) =>
        await readiness.WaitAsync(LongestWait, time, cancellationToken) ? await assistant.AskAsync(question, cancellationToken) : null;

    private async Task CompleteAsync(TurnContext turn, IReplyWriter reply, Answer answer, CancellationToken cancellationToken)
    {
        var composed = ReplyComposer.Compose(answer);
        if (answer.Abstention?.Reason == AbstentionReason.NotAQuestion)
        {
            await reply.CompleteAsync(composed with { Suggestions = ["help"] }, cancellationToken);
            return;
        }
        memory.Remember(ConversationKey.Of(turn.Activity), answer);
        var sent = await reply.CompleteAsync(composed with { Suggestions = await followUps.AfterAsync(answer, cancellationToken) }, cancellationToken);
        rated.Remember(turn.Activity, sent?.Id, answer);
    }

    [LoggerMessage(LogLevel.Information, "The user stopped an answer.")]
    private partial void LogStopped();

    [LoggerMessage(LogLevel.Error, "The store cannot be used.")]
    private partial void LogUnavailable(Exception exception);
}
