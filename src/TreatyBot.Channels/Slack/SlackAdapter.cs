using Microsoft.Extensions.Logging;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Channels.Slack.Inbound;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack;

/// <summary>Slack, over HTTP or sockets: the same payloads become the same turns. Thread-safe.</summary>
public sealed partial class SlackAdapter : ChannelAdapter
{
    private const int FewestWords = 4;

    private readonly SlackOptions _options;
    private readonly SlackGate _gate;
    private readonly SlackIntake _intake;
    private readonly SlackTurnRunner _runner;
    private readonly SlackWebClient _web;
    private readonly SlackStreams _streams;
    private readonly SlackPrivateReplies _privateReplies;
    private readonly TurnQueue _queue;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;

    internal SlackAdapter(
        SlackOptions options, SlackGate gate, SlackIntake intake, ISlackTokens tokens, ISlackReplies replies, SlackWebClient web, SlackStreams streams,
        TurnQueue queue, MiddlewareSet middleware, TimeProvider time, ILoggerFactory loggers)
        : base(middleware)
    {
        _options = options;
        _gate = gate;
        _intake = intake;
        _web = web;
        _streams = streams;
        _queue = queue;
        _time = time;
        _loggers = loggers;
        _logger = loggers.CreateLogger<SlackAdapter>();
        _privateReplies = new SlackPrivateReplies();
        _runner = new SlackTurnRunner(this, web, tokens, replies, _privateReplies, () => queue.IsAbandoning, loggers.CreateLogger<SlackTurnRunner>());
    }

    /// <summary>
    /// Verifies a request and takes what it brings; answers at once, as the turn runs from the queue. A status of 503 asks Slack to
    /// deliver again. The token bounds the request, not the turn.
    /// </summary>
    public async Task<SlackResponse> ProcessAsync(SlackRequest request, IBot bot, CancellationToken cancellationToken)
    {
        var (status, payload) = await _gate.AdmitAsync(request, cancellationToken);
        return payload is null ? new SlackResponse(status) : await TakeAsync(payload, bot, Task.CompletedTask, cancellationToken);
    }

    /// <summary>Takes a payload that is known to come from Slack. Its turns begin when <paramref name="acknowledged"/> ends.</summary>
    internal async Task<SlackResponse> TakeAsync(SlackPayload payload, IBot bot, Task acknowledged, CancellationToken cancellationToken)
    {
        try
        {
            var (response, requests) = await _intake.ReadAsync(payload, cancellationToken);
            foreach (var request in requests)
            {
                var result = await _queue.EnqueueAsync(Work(request, bot, acknowledged), cancellationToken);
                if (result == EnqueueResult.Flooded)
                    return SlackResponse.Unavailable;
                if (result == EnqueueResult.ShuttingDown)
                    return request.Origin.Kind == SlackOriginKind.Command ? SlackIntake.Json(SlackIntake.Whisper(ChannelTexts.Stopping)) : SlackResponse.Unavailable;
                if (ChannelTexts.ForRefusal(result) is { } text && request.Origin.Kind == SlackOriginKind.Command)
                    return SlackIntake.Json(SlackIntake.Whisper(text));
            }

            return response;
        }
        catch (SlackApiException exception)
        {
            // Whose token it is could not be found out; Slack delivers again.
            LogNotTaken(exception);
            return SlackResponse.Unavailable;
        }
    }

    public override async Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(
        TurnContext turn, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        var responses = new List<ResourceResponse>(activities.Count);
        foreach (var activity in activities)
            responses.Add(new ResourceResponse { Id = activity.Type == ActivityTypes.Message ? await PostAsync(turn, activity, cancellationToken) : null });
        return responses;
    }

    public override async Task<ResourceResponse?> UpdateActivityAsync(TurnContext turn, Activity activity, CancellationToken cancellationToken)
    {
        var destination = Destination(turn);
        await _web.UpdateAsync(destination.Installation, destination.ChannelId, activity.Id!, Form(activity), cancellationToken);
        return new ResourceResponse { Id = activity.Id };
    }

    public override Task DeleteActivityAsync(TurnContext turn, string activityId, CancellationToken cancellationToken)
    {
        var destination = Destination(turn);
        return _web.DeleteAsync(destination.Installation, destination.ChannelId, activityId, cancellationToken);
    }

    public override IReplyWriter BeginReply(TurnContext turn)
    {
        var destination = Destination(turn);
        var writer = new SlackReplyWriter(turn, _web, destination, _streams, _time, _loggers.CreateLogger<SlackReplyWriter>());
        return destination.ShareKey is { } key ? new SlackPrivateReplyWriter(writer, _privateReplies, key, turn.Text) : writer;
    }

    internal Task RunAsync(TurnContext turn, IBot bot, CancellationToken cancellationToken) => RunTurnAsync(turn, bot, cancellationToken);

    /// <summary>Bounds a courtesy.</summary>
    internal CancellationTokenSource NewSendLimit() => new(_options.SendTimeout, _time);

    private TurnWork Work(SlackTurnRequest request, IBot bot, Task acknowledged) => new(
        $"{ChannelIds.Slack}\n{request.ConversationId}", request.Delivery,
        async (delivery, token) =>
        {
            await acknowledged.WaitAsync(token);
            await _runner.RunAsync(request, delivery, bot, token);
        })
    {
        Alias = request.Alias,
        Notice = NoticeOf(request),
        // Responses to commands have addresses of their own.
        Place = request.Origin.Kind == SlackOriginKind.Command || request.Origin.ChannelId.Length == 0 ? null : $"{ChannelIds.Slack}\n{request.Origin.Workspace}\n{request.Origin.ChannelId}",
    };

    // In a thread that the bot follows, a few words that ask nothing ("thanks, all!") are not for it.
    private TurnNotice? NoticeOf(SlackTurnRequest request)
    {
        if (request.Origin.Kind == SlackOriginKind.Command || request.Activity.Type != ActivityTypes.Message
            || !(request.Origin.IsAddressed || MayAsk(request.Activity.Text ?? "")))
            return null;
        // What is remembered for a while is no more than it takes to reply.
        var address = request with { Activity = request.Activity with { Text = null } };
        return new TurnNotice($"{ChannelIds.Slack}\n{request.ConversationId}\n{request.Origin.UserId}", (words, token) => _runner.TellAsync(address, words, token));
    }

    private static bool MayAsk(string text) => text.Contains('?', StringComparison.Ordinal) || text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= FewestWords;

    private async Task<string?> PostAsync(TurnContext turn, Activity activity, CancellationToken cancellationToken)
    {
        var destination = Destination(turn);
        var message = Form(activity);
        if (destination.ResponseUrl is { } address)
            await _web.RespondAsync(address, message, inChannel: !destination.IsPrivate, replacesOriginal: false, cancellationToken);
        else if (destination is { IsPrivate: true, UserId: { } user })
            await _web.PostEphemeralAsync(destination.Installation, destination.ChannelId, user, message, destination.ThreadTs, cancellationToken);
        else
            return await _web.PostMessageAsync(destination.Installation, destination.ChannelId, message, destination.ThreadTs, cancellationToken);
        return null;
    }

    private static SlackMessage Form(Activity activity) => new(SlackMrkdwn.Escape(activity.Text ?? ""));

    private static SlackDestination Destination(TurnContext turn) =>
        SlackOrigin.DestinationOf(turn) ?? throw new InvalidOperationException("The turn has nobody to answer.");

    [LoggerMessage(LogLevel.Warning, "A payload was not taken; Slack is asked to deliver it again.")]
    private partial void LogNotTaken(Exception exception);
}
