using Microsoft.Extensions.Options;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Turns;
using TreatyBot.Corpus;
using TreatyBot.Feedback;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Languages;
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

    private readonly KeptForms<Reply> _bare = new();
    private readonly KeptForms<Reply> _withFollowUps = new();

    public async Task RunAsync(TurnContext turn, IReplyWriter reply, Question question, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(reply.Stopped, cancellationToken);
        try
        {
            if (!await readiness.WaitAsync(LongestWait, time, stop.Token))
            {
                await reply.CompleteAsync(Reply.Notice(Texts.Of(StillReading)), cancellationToken);
                return;
            }
            LogAsked(question.Text);
            var answer = await AnswerAsync(question with { History = memory.Recall(ConversationKey.Of(turn.Activity)), Language = turn.IsLanguageChosen ? turn.Language : null }, reply, stop.Token);
            LogAnswered(answer.Outcome, answer.Abstention?.Reason, answer.Answerer, answer.Citations.Count, answer.Elapsed);
            LogAnswer(answer.Text);
            using (Language.Speak(answer.Language))
                await CompleteAsync(turn, reply, answer, stop.Token);
        }
        catch (OperationCanceledException) when (reply.Stopped.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            LogStopped();
        }
        catch (StoreException exception)
        {
            LogUnavailable(exception);
            await reply.CompleteAsync(Reply.Notice(Texts.Of(Unavailable)), cancellationToken);
        }
    }

    // A quick answer is neither announced nor shown in pieces: some channels make its end wait a second or two for that.
    private async Task<Answer> AnswerAsync(Question question, IReplyWriter reply, CancellationToken cancellationToken)
    {
        var patience = Task.Delay(options.Value.InformAfter, time, cancellationToken);
        var isInformed = false;
        var unshown = "";
        await using var updates = assistant.AskStreamingAsync(question, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var next = updates.MoveNextAsync().AsTask();
            if (!isInformed && await Task.WhenAny(next, patience) != next)
            {
                isInformed = true;
                await reply.InformAsync(Texts.Of(Searching), cancellationToken);
            }
            if (!await next)
                throw new InvalidOperationException("The assistant ended its updates without an answer.");
            switch (updates.Current)
            {
                case StatusUpdate status when isInformed:
                    await reply.InformAsync(status.Text, cancellationToken);
                    break;
                case TextUpdate text when patience.IsCompleted:
                    await reply.AppendAsync(unshown + text.Text, cancellationToken);
                    unshown = "";
                    break;
                case TextUpdate text:
                    unshown += text.Text;
                    break;
                case CompletedUpdate completed:
                    return completed.Answer;
            }
        }
    }

    private async Task CompleteAsync(TurnContext turn, IReplyWriter reply, Answer answer, CancellationToken cancellationToken)
    {
        if (answer.Abstention?.Reason == AbstentionReason.NotAQuestion)
        {
            // What was not said to the bot and asks nothing needs no answer.
            if (SlackOrigin.Of(turn) is { IsAddressed: false })
                return;
            await reply.CompleteAsync(ReplyComposer.Compose(answer) with { Suggestions = ["help"] }, cancellationToken);
            return;
        }
        memory.Remember(ConversationKey.Of(turn.Activity), answer);
        // Teams shows such buttons in one-to-one chats only.
        var composed = options.Value.SuggestFollowUps && !ConversationKey.IsShared(turn.Activity)
            ? await _withFollowUps.OfAsync(answer, async made => ReplyComposer.Compose(made) with { Suggestions = await followUps.AfterAsync(made, cancellationToken) })
            : _bare.Of(answer, ReplyComposer.Compose);
        var sent = await reply.CompleteAsync(composed, cancellationToken);
        await rated.RememberAsync(turn.Activity, sent?.Id, answer);
    }

    [LoggerMessage(LogLevel.Information, "{Outcome} ({Reason}) by {Answerer} with {Citations} citations in {Elapsed}.")]
    private partial void LogAnswered(AnswerOutcome outcome, AbstentionReason? reason, string answerer, int citations, TimeSpan elapsed);

    // User text: at Trace alone.
    [LoggerMessage(LogLevel.Trace, "Asked: {Question}")]
    private partial void LogAsked(string question);

    [LoggerMessage(LogLevel.Trace, "Answered: {Answer}")]
    private partial void LogAnswer(string answer);

    [LoggerMessage(LogLevel.Information, "The user stopped an answer.")]
    private partial void LogStopped();

    [LoggerMessage(LogLevel.Error, "The store cannot be used.")]
    private partial void LogUnavailable(Exception exception);
}
