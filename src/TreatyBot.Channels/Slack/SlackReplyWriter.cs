using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack;

/// <summary>
/// Shows a reply while it is made: as a stream where Slack allows it, elsewhere as a message that is changed now and then. What was shown is
/// continued or replaced in the end, never said twice. Call it from one turn; only <see cref="StopAsync"/> may come from elsewhere.
/// </summary>
internal sealed partial class SlackReplyWriter : IReplyWriter
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly TurnContext _turn;
    private readonly SlackWebClient _web;
    private readonly SlackDestination _destination;
    private readonly SlackStreams _streams;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SlackStream _stream = new();
    private readonly SlackDraft _draft;
    private readonly SlackWorkingSign _sign;
    // Not disposed of: it holds nothing, and a Stop may come while the reply ends.
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationToken _stoppedToken;
    private bool _completed;

    public SlackReplyWriter(
        TurnContext turn, SlackWebClient web, SlackDestination destination, SlackStreams streams, TimeProvider time, ILogger<SlackReplyWriter> logger)
    {
        // What one was to see alone must not be shown to all for want of a name.
        if (destination is { IsPrivate: true, ResponseUrl: null, UserId: null or "" })
            throw new ArgumentException("A private reply needs a response address or the user who is to see it.", nameof(destination));
        _turn = turn;
        _web = web;
        _destination = destination;
        _streams = streams;
        _time = time;
        _logger = logger;
        _draft = new SlackDraft(web, destination, time);
        _sign = new SlackWorkingSign(web, destination, time, logger);
        _stoppedToken = _stopped.Token;
        streams.Add(this);
    }

    public CancellationToken Stopped => _stoppedToken;

    private SlackForm Form => new(
        _destination.ShareKey, _destination.ReplaceTs is not null || _destination.ResponseUrl is not null || _destination.IsPrivate);

    private bool Streams => _destination.CanStream && _stream.State != SlackStreamState.Refused;

    public Task InformAsync(string text, CancellationToken cancellationToken) =>
        _stream.Ts is null && _draft.Ts is null ? _sign.ShowAsync(text, cancellationToken) : Task.CompletedTask;

    public async Task AppendAsync(string text, CancellationToken cancellationToken)
    {
        await _sign.ShowAsync(null, cancellationToken);
        _stream.Append(text);
        _draft.Append(text);
        if (_stoppedToken.IsCancellationRequested)
            return;
        if (Streams)
            await ShowNextAsync(cancellationToken);
        if (!Streams && _destination.CanRefresh)
            await _draft.ShowAsync(cancellationToken);
    }

    public async Task<ResourceResponse?> CompleteAsync(Reply reply, CancellationToken cancellationToken)
    {
        if (_stoppedToken.IsCancellationRequested)
            return null;
        var form = new SlackReply(reply, Form);
        await _turn.MarkSendingAsync(cancellationToken);
        var last = await CompleteFirstAsync(form, cancellationToken);
        _completed = true;
        Record(form, last);
        for (int i = 1; i < form.Count; i++)
            last = await SendAsync(form, i, PostAsync, cancellationToken);
        await ShowPictureAsync(reply, cancellationToken);
        await _sign.ClearAsync(posted: true, cancellationToken);
        return last is null ? null : new ResourceResponse { Id = last };

        Task<string?> PostAsync(SlackMessage message) =>
            _web.PostMessageAsync(_destination.Installation, _destination.ChannelId, message, _destination.ThreadTs, cancellationToken);
    }

    /// <summary>The user wants no more of it.</summary>
    internal Task StopAsync() => _stopped.CancelAsync();

    internal bool IsIn(string channelId, string? threadTs, IReadOnlyCollection<string> streamingTs) =>
        channelId == _destination.ChannelId
        && (streamingTs.Count > 0 ? _stream.Ts is { } ts && streamingTs.Contains(ts) : threadTs is not null && threadTs == _destination.ThreadTs);

    /// <summary>Ends what was shown and not completed, so that the user is not left looking at it.</summary>
    public async ValueTask DisposeAsync()
    {
        _streams.Remove(this);
        try
        {
            using var limit = new CancellationTokenSource(EndLimit, _time);
            await _sign.ClearAsync(posted: _completed, limit.Token);
            if (!_completed)
                await EndUnfinishedAsync(limit.Token);
        }
        catch (Exception exception) when (exception is SlackApiException or OperationCanceledException)
        {
            LogUnended(exception);
        }
    }

    private async Task EndUnfinishedAsync(CancellationToken cancellationToken)
    {
        var words = _stoppedToken.IsCancellationRequested ? "Stopped." : "I stopped before this was finished.";
        if (_stream.State is SlackStreamState.Open or SlackStreamState.Diverged)
            await _web.StopStreamAsync(_destination.Installation, _destination.ChannelId, _stream.Ts!, $"\n\n_{words}_", null, null, cancellationToken);
        else if (_draft.Ts is not null)
            await _draft.EndAsync(words, cancellationToken);
    }

    private async Task ShowNextAsync(CancellationToken cancellationToken)
    {
        if (_stream.Next(_time.GetUtcNow()) is not { } delta)
            return;
        var (installation, channel) = (_destination.Installation, _destination.ChannelId);
        try
        {
            if (_stream.Ts is { } ts)
            {
                await _web.AppendStreamAsync(installation, channel, ts, delta, cancellationToken);
                _stream.Sent(delta, _time.GetUtcNow());
            }
            else
            {
                var started = await _web.StartStreamAsync(installation, channel, _destination.ThreadTs!, _destination.TeamId, _destination.UserId, delta, cancellationToken);
                _stream.Started(delta, started, _time.GetUtcNow());
            }
        }
        catch (SlackApiException refusal)
        {
            LogNotStreamed(refusal.Method, refusal.Error);
            _stream.Failed(refusal, _time.GetUtcNow());
        }
    }

    private void Record(SlackReply form, string? ts)
    {
        _turn.Responded = true;
        _turn.Sent?.Invoke(_turn.Reference.Address(new Activity { Type = ActivityTypes.Message, Id = ts, Text = form.Summary(), TextFormat = TextFormats.Plain }));
    }

    private async Task ShowPictureAsync(Reply reply, CancellationToken cancellationToken)
    {
        // A file is seen by a whole channel: beside a private reply it would tell what only one asked.
        if (reply.Timeline is not { Png.Length: > 0, PictureUrl: null } timeline || _destination.ResponseUrl is not null || _destination.IsPrivate)
            return;
        try
        {
            var file = new SlackFile("timeline.png", timeline.Title, $"Timeline: {timeline.Title}", timeline.Png);
            await _web.UploadAsync(_destination.Installation, file, _destination.ChannelId, _destination.ThreadTs, cancellationToken);
        }
        catch (SlackApiException refusal)
        {
            // The same stands in words above.
            LogNoPicture(refusal.Method, refusal.Error);
        }
    }

    [LoggerMessage(LogLevel.Information, "A reply is not streamed any further: {Method} answered {Error}.")]
    private partial void LogNotStreamed(string method, string error);

    [LoggerMessage(LogLevel.Warning, "A picture was not shown: {Method} answered {Error}.")]
    private partial void LogNoPicture(string method, string error);

    [LoggerMessage(LogLevel.Information, "An unfinished reply could not be ended.")]
    private partial void LogUnended(Exception exception);
}
