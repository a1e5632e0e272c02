using Microsoft.Extensions.Logging;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack.Inbound;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack;

/// <summary>Runs one turn and sees to it that the asker hears something, once.</summary>
internal sealed partial class SlackTurnRunner(
    SlackAdapter adapter, SlackWebClient web, ISlackTokens tokens, ISlackReplies replies, SlackPrivateReplies privateReplies, Func<bool> isAbandoning,
    ILogger<SlackTurnRunner> logger)
{
    private const string ShareForgotten = "I no longer have that answer. Please ask again and share it then.";
    private static readonly Func<ILogger, string, IDisposable?> TurnScope = LoggerMessage.DefineScope<string>("Turn {TurnId}");

    /// <exception cref="TurnUnansweredException">Nothing reached the asker: a redelivery is to be taken.</exception>
    public async Task RunAsync(SlackTurnRequest request, TurnDelivery delivery, IBot bot, CancellationToken cancellationToken)
    {
        using var scope = TurnScope(logger, ChannelTexts.TurnId(request.Activity));
        var turn = await PrepareAsync(request, delivery, cancellationToken);
        if (turn is null)
            return;
        if (QuestionOf(request) is not { } question)
        {
            await GuardedAsync(turn, request, bot, cancellationToken);
            return;
        }

        if (request.Origin.Kind == SlackOriginKind.Edit)
        {
            if (await replies.FindAsync(question, cancellationToken) is not { } shown)
                return;
            // What takes the place of an answer can do so twice.
            turn.MayBeAnswered = false;
            SlackOrigin.Direct(turn, SlackOrigin.DestinationOf(turn)! with { ReplaceTs = shown });
            await GuardedAsync(turn, request, bot, cancellationToken);
            return;
        }

        // Begun by a process that ended: what it was about to send may have been sent.
        bool isNew = await replies.BeginAsync(question, cancellationToken);
        if ((!isNew || delivery.WasInterrupted) && await WasAnsweredAsync(turn, question, cancellationToken))
            return;
        string? replyTs = null;
        turn.Sent += sent => replyTs ??= sent.Id;
        try
        {
            await GuardedAsync(turn, request, bot, cancellationToken);
        }
        catch (Exception exception) when (exception is TurnUnansweredException or OperationCanceledException && !turn.Responded)
        {
            await replies.AbandonAsync(question, CancellationToken.None);
            throw;
        }

        await replies.CompleteAsync(question, replyTs, CancellationToken.None);
    }

    /// <summary>Says something that is no answer; false when it did not arrive.</summary>
    public async Task<bool> TellAsync(SlackTurnRequest request, string text, CancellationToken cancellationToken) =>
        await PrepareAsync(request, null, cancellationToken) is not { } turn || await TryTellAsync(turn, text, cancellationToken);

    private static SlackQuestion? QuestionOf(SlackTurnRequest request) =>
        request.Origin is { Ts: { } ts, Kind: SlackOriginKind.Message or SlackOriginKind.Edit } origin ? new SlackQuestion(origin.Workspace, origin.ChannelId, ts) : null;

    private async Task<TurnContext?> PrepareAsync(SlackTurnRequest request, TurnDelivery? delivery, CancellationToken cancellationToken)
    {
        var origin = request.Origin;
        var turn = new TurnContext(adapter, request.Activity)
        {
            Text = SlackInboundText.Of(request.Activity.Text, request.Activity.Recipient?.Id),
            Delivery = delivery,
            MayBeAnswered = delivery?.WasInterrupted ?? false,
        };
        origin.Attach(turn);
        if (request.Activity.Type == ActivityTypes.InstallationUpdate)
            return turn;
        if (await tokens.FindAsync(origin.Workspace, cancellationToken) is not { } installation)
        {
            LogNotInstalled(origin.Workspace.TeamId ?? origin.Workspace.EnterpriseId);
            return null;
        }

        SlackOrigin.Direct(turn, new SlackDestination(installation, origin.ChannelId)
        {
            ThreadTs = origin.ThreadTs,
            QuestionTs = origin.Kind == SlackOriginKind.Message ? origin.Ts : null,
            UserId = origin.UserId,
            TeamId = origin.UserTeam ?? origin.Workspace.TeamId,
            ResponseUrl = request.ResponseUrl,
            IsPrivate = request.IsPrivate,
            ShareKey = request is { IsPrivate: true, ResponseUrl: not null } && !origin.IsDirect ? ChannelTexts.TurnId(request.Activity) : null,
        });
        return turn;
    }

    private async Task<bool> WasAnsweredAsync(TurnContext turn, SlackQuestion question, CancellationToken cancellationToken)
    {
        var destination = SlackOrigin.DestinationOf(turn)!;
        try
        {
            if (await web.FindAnswerAsync(destination.Installation, question.ChannelId, destination.ThreadTs, question.Ts, cancellationToken) is not { } found)
            {
                turn.MayBeAnswered = false;
                return false;
            }

            LogAnsweredBefore();
            await replies.CompleteAsync(question, found, cancellationToken);
            return true;
        }
        catch (SlackApiException exception)
        {
            LogNotLookedUp(exception);
            return false;
        }
    }

    private async Task GuardedAsync(TurnContext turn, SlackTurnRequest request, IBot bot, CancellationToken cancellationToken)
    {
        var turnId = ChannelTexts.TurnId(turn.Activity);
        try
        {
            if (request.Shares is { } key)
                await ShareAsync(turn, key, cancellationToken);
            else
                await adapter.RunAsync(turn, bot, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (!isAbandoning())
                await TryTellAsync(turn, Texts.In(turn.Language, ChannelTexts.TookTooLong), CancellationToken.None);
            throw;
        }
#pragma warning disable CA1031 // The boundary: the user gets a fixed sentence and the id under which the log has the rest.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogTurnFailed(exception, turnId);
            if (!await TryTellAsync(turn, ChannelTexts.Failed(turnId, turn.Language), CancellationToken.None) && !turn.Responded && turn.Activity.Type == ActivityTypes.Message)
                throw new TurnUnansweredException(exception);
        }
    }

    private async Task ShareAsync(TurnContext turn, string key, CancellationToken cancellationToken)
    {
        if (privateReplies.Find(key) is { } reply)
            await turn.SendReplyAsync(reply, cancellationToken);
        else
        {
            SlackOrigin.AnswerPrivately(turn);
            await turn.SendTextAsync(Texts.In(turn.Language, ShareForgotten), cancellationToken);
        }
    }

    private async Task<bool> TryTellAsync(TurnContext turn, string text, CancellationToken cancellationToken)
    {
        if (turn.Activity.Type == ActivityTypes.InstallationUpdate || SlackOrigin.Of(turn)?.Kind == SlackOriginKind.Event)
            return false;
        try
        {
            using var limit = adapter.NewSendLimit();
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await turn.SendTextAsync(text, both.Token);
            return true;
        }
#pragma warning disable CA1031 // A courtesy that fails is not worth more than a line in the log.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotTold(exception);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Turn {TurnId} failed.")]
    private partial void LogTurnFailed(Exception exception, string turnId);

    [LoggerMessage(LogLevel.Warning, "The user could not be told.")]
    private partial void LogNotTold(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Slack delivers what happened in {Workspace}, where the app is not installed, or not any more.")]
    private partial void LogNotInstalled(string? workspace);

    [LoggerMessage(LogLevel.Information, "A question was found answered by a process that ended before it could note so.")]
    private partial void LogAnsweredBefore();

    [LoggerMessage(LogLevel.Warning, "It could not be looked up whether a question was answered; it is answered now.")]
    private partial void LogNotLookedUp(Exception exception);
}
