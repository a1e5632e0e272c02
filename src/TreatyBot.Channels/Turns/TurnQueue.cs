using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TreatyBot.Channels.BotFramework;

namespace TreatyBot.Channels.Turns;

/// <summary>
/// Runs turns in the background: one at a time per conversation in order, several conversations in parallel,
/// each delivery once, and never more than its bounds. Thread-safe.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue.")]
public sealed partial class TurnQueue : IAsyncDisposable
{
    private static readonly TimeSpan AbandonLimit = TimeSpan.FromSeconds(5);

    private readonly TurnQueueOptions _options;
    private readonly IDeliveryLog _deliveries;
    private readonly TimeProvider _time;
    private readonly ILogger<TurnQueue> _logger;
    private readonly TurnNotices _notices;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TurnLane> _lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TurnPlace> _places = new(StringComparer.Ordinal);
    private readonly Channel<TurnLane> _ready = Channel.CreateUnbounded<TurnLane>();
    private readonly CancellationTokenSource _abandon = new();
    private readonly Task[] _workers;
    private int _pending;
    private bool _closed;
    private bool _disposed;

    public TurnQueue(TurnQueueOptions options, IDeliveryLog deliveries, TimeProvider time, ILogger<TurnQueue> logger)
    {
        _options = options;
        _deliveries = deliveries;
        _time = time;
        _logger = logger;
        _notices = new TurnNotices(time, logger);
        // Turns belong to no request: the one that happens to make the queue must not be the parent of all later ones.
        using (ExecutionContext.SuppressFlow())
            _workers = [.. Enumerable.Range(0, options.Parallelism).Select(_ => Task.Run(WorkAsync))];
    }

    /// <summary>Whether a drain ran out of grace: turns are being cancelled because the program stops.</summary>
    internal bool IsAbandoning => _abandon.IsCancellationRequested;

    /// <summary>Turns waiting or running.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
                return _pending;
        }
    }

    /// <summary>Takes the turn or says why not; does not wait for it to run.</summary>
    public async ValueTask<EnqueueResult> EnqueueAsync(TurnWork work, CancellationToken cancellationToken)
    {
        if (await TurnDelivery.ClaimAsync(_deliveries, work.Deliveries, cancellationToken) is not { } delivery)
            return EnqueueResult.Duplicate;

        var result = TryAdd(work, delivery);
        if (result != EnqueueResult.Accepted)
        {
            if (ChannelTexts.ForRefusal(result) is { } words && work.Notice is { } notice && !_notices.TryOwe(notice, words))
                result = EnqueueResult.Flooded;
            LogRefused(result);
            ChannelTelemetry.NotTaken(result);
            // A user who is told to try again is answered; one whose delivery the channel repeats is not yet.
            await SettleAsync(delivery, result is EnqueueResult.ShuttingDown or EnqueueResult.Flooded ? TurnEnd.HandedBack : TurnEnd.Completed);
        }

        return result;
    }

    /// <summary>
    /// Takes nothing more, finishes what was taken and tells those whose turns were not. When <paramref name="cancellationToken"/> is
    /// cancelled first, running turns are cancelled and waiting ones handed back to the delivery log.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await DrainTurnsAsync(cancellationToken);
        await _notices.DrainAsync(cancellationToken);
    }

    /// <summary>Drains without grace.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await DrainAsync(new CancellationToken(canceled: true));
        _abandon.Dispose();
        _notices.Dispose();
    }

    private async Task DrainTurnsAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _closed = true;
            if (_pending == 0)
                _ready.Writer.TryComplete();
        }

        var finished = Task.WhenAll(_workers);
        try
        {
            await finished.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _abandon.CancelAsync();
            // A turn that does not heed its token must not hold the program back.
            if (await Task.WhenAny(finished, Task.Delay(AbandonLimit, _time, CancellationToken.None)) != finished)
                LogAbandoned(Pending);
        }
    }

    private EnqueueResult TryAdd(TurnWork work, TurnDelivery delivery)
    {
        lock (_lock)
        {
            if (_closed)
                return EnqueueResult.ShuttingDown;
            if (_pending >= _options.Capacity)
                return EnqueueResult.Overloaded;
            if (work.Place is not null && _places.TryGetValue(work.Place, out var known) && known.Pending >= TurnPlace.ShareOf(_options.Capacity))
                return EnqueueResult.Overloaded;
            if (_lanes.TryGetValue(work.ConversationKey, out var lane) && lane.Waiting.Count >= _options.CapacityPerConversation)
                return EnqueueResult.ConversationBusy;

            if (lane is null)
                _lanes[work.ConversationKey] = lane = new TurnLane(work.ConversationKey, PlaceOf(work));
            if (lane.Place is { } place)
                place.Pending++;
            _pending++;
            ChannelTelemetry.Enqueued(1);
            lane.Waiting.Enqueue((work, delivery));
            if (lane.Waiting.Count == 1)
                Ready(lane);
            return EnqueueResult.Accepted;
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var lane in _ready.Reader.ReadAllAsync())
        {
            (TurnWork Work, TurnDelivery Delivery) next;
            lock (_lock)
                next = lane.Waiting.Peek();
            var end = await RunAsync(next.Work, next.Delivery);
            // The channel was told that the delivery is taken, and may repeat it or not.
            if (end == TurnEnd.Unanswered && next.Work.Notice is { } notice)
                _notices.TryOwe(notice, ChannelTexts.NotSent, isLater: true);
            else if (end == TurnEnd.Completed && next.Work.Notice is { } answered)
                _notices.Withdraw(answered.Asker, ChannelTexts.NotSent);
            // The next turn of the conversation waits until this one is settled; the worker need not.
            _ = SettleAsync(lane, next.Delivery, end);
        }
    }

    private async Task SettleAsync(TurnLane lane, TurnDelivery delivery, TurnEnd end)
    {
        await SettleAsync(delivery, end);
        Advance(lane);
    }

    // The running turn stays at the head of its lane, so that the lane is ready only once.
    private void Advance(TurnLane lane)
    {
        lock (_lock)
        {
            lane.Waiting.Dequeue();
            _pending--;
            ChannelTelemetry.Enqueued(-1);
            // The next of the place goes before this conversation's next.
            if (lane.Place?.End() is { } parked)
                Ready(parked);
            if (lane.Waiting.Count > 0)
                Ready(lane);
            else
                _lanes.Remove(lane.Key);
            if (lane.Place is { Pending: 0 } place)
                _places.Remove(place.Key);
            if (_closed && _pending == 0)
                _ready.Writer.TryComplete();
        }
    }

    private TurnPlace? PlaceOf(TurnWork work)
    {
        if (work.Place is null)
            return null;
        if (!_places.TryGetValue(work.Place, out var place))
            _places[work.Place] = place = new TurnPlace(work.Place, TurnPlace.ShareOf(_options.Parallelism));
        return place;
    }

    private void Ready(TurnLane lane)
    {
        if (lane.Place is null || lane.Place.TryBegin(lane))
            _ready.Writer.TryWrite(lane);
    }

    private async Task<TurnEnd> RunAsync(TurnWork work, TurnDelivery delivery)
    {
        try
        {
            _abandon.Token.ThrowIfCancellationRequested();
            using var limit = new CancellationTokenSource(_options.TurnTimeout, _time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _abandon.Token);
            await work.RunAsync(delivery, both.Token);
            return TurnEnd.Completed;
        }
        catch (OperationCanceledException) when (_abandon.IsCancellationRequested)
        {
            LogHandedBack();
            return TurnEnd.HandedBack;
        }
        catch (OperationCanceledException)
        {
            LogCancelled(_options.TurnTimeout);
            return TurnEnd.Completed;
        }
        catch (TurnUnansweredException exception)
        {
            LogUnanswered(exception);
            return TurnEnd.Unanswered;
        }
#pragma warning disable CA1031 // A worker outlives every turn; whoever made the work has told the user.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
            return TurnEnd.Completed;
        }
    }

    private async Task SettleAsync(TurnDelivery delivery, TurnEnd end)
    {
        try
        {
            await delivery.SettleAsync(end);
        }
#pragma warning disable CA1031 // A log that fails costs a repeated answer at worst; it must not stop a worker.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogUnsettled(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A turn was refused: {Result}.")]
    private partial void LogRefused(EnqueueResult result);

    [LoggerMessage(LogLevel.Information, "A turn was handed back unfinished because the program is stopping.")]
    private partial void LogHandedBack();

    [LoggerMessage(LogLevel.Warning, "A turn was cancelled; the limit is {Limit}.")]
    private partial void LogCancelled(TimeSpan limit);

    [LoggerMessage(LogLevel.Warning, "{Count} turns did not stop in time and are left behind.")]
    private partial void LogAbandoned(int count);

    [LoggerMessage(LogLevel.Error, "A turn was handed back: nothing reached the asker.")]
    private partial void LogUnanswered(Exception exception);

    [LoggerMessage(LogLevel.Error, "A turn failed.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "A delivery could not be settled in the delivery log.")]
    private partial void LogUnsettled(Exception exception);
}
