using System.Text.Json;
using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Teams;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.BotFramework;

/// <summary>Teams, and whatever else Azure Bot Service connects. Thread-safe.</summary>
public sealed partial class BotFrameworkAdapter : ChannelAdapter
{
    private const string RepliesKey = "BotFramework.ExpectedReplies";
    private const int ParallelInvokes = 32;
    private static readonly Func<ILogger, string, IDisposable?> TurnScope = LoggerMessage.DefineScope<string>("Turn {TurnId}");
    private static readonly TimeSpan ExpectRepliesLimit = TimeSpan.FromMinutes(2);

    private readonly BotFrameworkOptions _options;
    private readonly InboundGate _gate;
    private readonly ActivitySender _sender;
    private readonly TurnQueue _queue;
    private readonly TimeProvider _time;
    private readonly ILogger<BotFrameworkAdapter> _logger;
    private readonly ExpectedResponses _expected = new();
    private int _invokes;

    internal BotFrameworkAdapter(
        BotFrameworkOptions options, InboundGate gate, ActivitySender sender, TurnQueue queue, MiddlewareSet middleware,
        TimeProvider time, ILogger<BotFrameworkAdapter> logger)
        : base(middleware)
    {
        _options = options;
        _gate = gate;
        _sender = sender;
        _queue = queue;
        _time = time;
        _logger = logger;
    }

    /// <summary>
    /// Verifies a request and takes its activity. Messages are answered 202 at once and worked on from the queue; invokes and
    /// <c>expectReplies</c> deliveries are answered when their turn has run. The token bounds the request, not the turn.
    /// </summary>
    public async Task<InboundResponse> ProcessAsync(InboundRequest request, IBot bot, CancellationToken cancellationToken)
    {
        var (status, activity) = await _gate.AdmitAsync(request, cancellationToken);
        if (activity is null)
            return new InboundResponse(status);
        if (activity.Type == ActivityTypes.Message && IsFromBot(activity))
            return new InboundResponse(200);
        if (activity.Type == ActivityTypes.Invoke)
            return await InvokeAsync(activity, bot);
        return activity.DeliveryMode == DeliveryModes.ExpectReplies
            ? await ReplyInResponseAsync(activity, bot, cancellationToken)
            : await AcceptAsync(activity, bot, cancellationToken);
    }

    /// <summary>Runs a turn in a conversation known from earlier, in which the bot speaks first.</summary>
    /// <exception cref="ConnectorException">The reference names a host that is not, or no longer, allowed.</exception>
    public async Task ContinueConversationAsync(ConversationReference reference, IBot bot, CancellationToken cancellationToken)
    {
        _sender.EnsureAllowed(reference.ServiceUrl);
        var activity = new Activity
        {
            Type = ActivityTypes.Event,
            Name = "continueConversation",
            ChannelId = reference.ChannelId,
            ServiceUrl = reference.ServiceUrl,
            From = reference.User,
            Recipient = reference.Bot,
            Conversation = reference.Conversation,
            Locale = reference.Locale,
        };
        await RunTurnAsync(new TurnContext(this, activity), bot, cancellationToken);
    }

    public override async Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(
        TurnContext turn, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        if (turn.Items.TryGetValue(RepliesKey, out var replies))
        {
            ((List<Activity>)replies).AddRange(activities.Where(activity => activity.Type != ActivityTypes.Typing));
            return [.. activities.Select(_ => new ResourceResponse())];
        }

        var responses = new List<ResourceResponse>(activities.Count);
        foreach (var activity in activities)
            responses.Add(await _sender.SendAsync(turn.Reference, activity, cancellationToken) ?? new ResourceResponse());
        return responses;
    }

    public override Task<ResourceResponse?> UpdateActivityAsync(TurnContext turn, Activity activity, CancellationToken cancellationToken) =>
        _sender.UpdateAsync(turn.Reference, activity, cancellationToken);

    public override Task DeleteActivityAsync(TurnContext turn, string activityId, CancellationToken cancellationToken) =>
        _sender.DeleteAsync(turn.Reference, activityId, cancellationToken);

    public override IReplyWriter BeginReply(TurnContext turn) => turn.Activity.ChannelId == ChannelIds.Teams
        ? new TeamsReplyWriter(turn, canStream: CanStream(turn), _time)
        : base.BeginReply(turn);

    private static bool CanStream(TurnContext turn) =>
        turn.Activity.Conversation?.ConversationType == ConversationTypes.Personal && !turn.Items.ContainsKey(RepliesKey);

    private bool IsFromBot(Activity activity) =>
        activity.From is { } from
        && (from.Role == "bot" || from.Id == activity.Recipient?.Id || (!_options.IsAnonymous && (from.Id == _options.AppId || from.Id == $"28:{_options.AppId}")));

    private async Task<InboundResponse> AcceptAsync(Activity activity, IBot bot, CancellationToken cancellationToken)
    {
        var result = await _queue.EnqueueAsync(
            Work(activity, KeyOf(activity), (delivery, token) => RunAsync(NewTurn(activity, delivery), bot, token)) with { Notice = NoticeOf(activity) }, cancellationToken);
        return new InboundResponse(result is EnqueueResult.ShuttingDown or EnqueueResult.Flooded ? 503 : 202);
    }

    private TurnNotice? NoticeOf(Activity activity)
    {
        // Talk of a channel that does not mention the bot is not for it, as far as can be told without running the turn.
        if (activity.Type != ActivityTypes.Message
            || (activity is { ChannelId: ChannelIds.Teams, Conversation.ConversationType: ConversationTypes.Channel } && !TeamsActivity.IsMentioned(activity)))
            return null;
        // What is remembered for a while is no more than it takes to reply.
        var address = activity with { Text = null, Attachments = null, Entities = null, Value = null, ChannelData = null };
        return new TurnNotice(
            $"{activity.ChannelId}\n{activity.Conversation!.Id}\n{activity.From?.Id}", (words, token) => TryTellAsync(NewTurn(address), words, token));
    }

    // The answer leaves in the response alone: who delivers again did not get it, or wants it again, and gets the same one.
    private async Task<InboundResponse> ReplyInResponseAsync(Activity activity, IBot bot, CancellationToken cancellationToken)
    {
        var key = KeyOf(activity);
        var made = new TaskCompletionSource<InboundResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (key is { } known && _expected.GetOrAdd(known, made.Task) is var earlier && earlier != made.Task)
            return await earlier.WaitAsync(ExpectRepliesLimit, _time, cancellationToken);

        var turn = NewTurn(activity);
        var replies = new List<Activity>();
        turn.Items[RepliesKey] = replies;
        var isWhole = false;
        try
        {
            var result = await _queue.EnqueueAsync(Work(activity, key: null, (_, token) => RunExpectedAsync(turn, bot, replies, made, token)), CancellationToken.None);
            isWhole = result == EnqueueResult.Accepted;
            if (ChannelTexts.ForRefusal(result) is { } text)
            {
                await TryTellAsync(turn, text, CancellationToken.None);
                made.TrySetResult(Expected(replies));
            }
            else if (!isWhole)
                made.TrySetResult(new InboundResponse(503));
            var response = await made.Task.WaitAsync(ExpectRepliesLimit, _time, cancellationToken);
            isWhole &= response.Status == 200;
            return response;
        }
        finally
        {
            if (!isWhole && key is { } taken)
                _expected.Remove(taken);
        }
    }

    private async Task RunExpectedAsync(
        TurnContext turn, IBot bot, List<Activity> replies, TaskCompletionSource<InboundResponse> made, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(turn, bot, cancellationToken);
        }
        finally
        {
            made.TrySetResult(_queue.IsAbandoning && replies.Count == 0 ? new InboundResponse(503) : Expected(replies));
        }
    }

    private static InboundResponse Expected(List<Activity> replies) =>
        new(200, JsonSerializer.SerializeToUtf8Bytes(new ExpectedReplies([.. replies]), ProtocolJson.Context.ExpectedReplies));

    private async Task<InboundResponse> InvokeAsync(Activity activity, IBot bot)
    {
        var turn = NewTurn(activity);
        try
        {
            if (Interlocked.Increment(ref _invokes) > ParallelInvokes)
                return new InboundResponse(429);
            using var limit = new CancellationTokenSource(_options.InvokeTimeout, _time);
            await RunTurnAsync(turn, bot, limit.Token);
        }
        catch (OperationCanceledException)
        {
            LogInvokeTimedOut(activity.Name);
            return new InboundResponse(504);
        }
#pragma warning disable CA1031 // The boundary: what went wrong is logged and a bare status leaves.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogTurnFailed(exception, ChannelTexts.TurnId(activity));
            return new InboundResponse(500);
        }
        finally
        {
            Interlocked.Decrement(ref _invokes);
        }

        var response = turn.InvokeResponse ?? InvokeResponse.NotImplemented;
        return new InboundResponse(response.Status, response.Body is { } body ? JsonSerializer.SerializeToUtf8Bytes(body, ProtocolJson.Context.JsonElement) : default);
    }

    private TurnContext NewTurn(Activity activity, TurnDelivery? delivery = null)
    {
        // There is no looking for an earlier answer in Teams.
        var turn = new TurnContext(this, activity) { Delivery = delivery, MayBeAnswered = delivery?.WasInterrupted ?? false };
        if (activity.ChannelId == ChannelIds.Teams)
            turn.Text = TeamsInboundText.Of(activity);
        else if (turn.Text.Length == 0)
            turn.Text = TeamsInboundText.Said(activity) ?? "";
        return turn;
    }

    private static TurnWork Work(Activity activity, DeliveryKey? key, Func<TurnDelivery, CancellationToken, Task> runAsync) =>
        new($"{activity.ChannelId}\n{activity.Conversation!.Id}", key, runAsync);

    private static DeliveryKey? KeyOf(Activity activity) =>
        activity.Id is { Length: > 0 } id ? new DeliveryKey(activity.ChannelId ?? "", activity.Conversation!.Id!, id) : null;

    private async Task RunAsync(TurnContext turn, IBot bot, CancellationToken cancellationToken)
    {
        var turnId = ChannelTexts.TurnId(turn.Activity);
        using var scope = TurnScope(_logger, turnId);
        try
        {
            await RunTurnAsync(turn, bot, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (!_queue.IsAbandoning)
                await TryTellAsync(turn, Texts.In(turn.Language, ChannelTexts.TookTooLong), CancellationToken.None);
            throw;
        }
        catch (ConnectorException exception)
        {
            // The way to the user is what failed: there is no saying so.
            LogTurnFailed(exception, turnId);
        }
#pragma warning disable CA1031 // The boundary: the user gets a fixed sentence and the id under which the log has the rest.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogTurnFailed(exception, turnId);
            await TryTellAsync(turn, ChannelTexts.Failed(turnId, turn.Language), CancellationToken.None);
        }
    }

    private async Task<bool> TryTellAsync(TurnContext turn, string text, CancellationToken cancellationToken)
    {
        if (turn.Activity.Type != ActivityTypes.Message)
            return true;
        try
        {
            using var limit = new CancellationTokenSource(_options.SendTimeout, _time);
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

    [LoggerMessage(LogLevel.Warning, "The invoke {Name} was not answered in time.")]
    private partial void LogInvokeTimedOut(string? name);

    [LoggerMessage(LogLevel.Warning, "The user could not be told.")]
    private partial void LogNotTold(Exception exception);
}
