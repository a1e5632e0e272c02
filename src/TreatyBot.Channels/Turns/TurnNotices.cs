using Microsoft.Extensions.Logging;
using TreatyBot.Channels.BotFramework;

namespace TreatyBot.Channels.Turns;

/// <summary>
/// Tells askers that their turns were not taken, so that refusing costs less than answering and nobody waits in vain: the first time at
/// once, and for all that they ask within the next half minute once more at its end. What does not arrive is tried again. Thread-safe; bounded.
/// </summary>
internal sealed partial class TurnNotices(TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>Askers that are remembered; for more there is no promise, and none is made.</summary>
    internal const int MostAskers = 20_000;

    /// <summary>Between two sentences to one asker, and before another try.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private const int AtOnce = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Asker> _askers = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Asker, DateTimeOffset> _due = new();
    private readonly Queue<Asker> _ready = new();
    private readonly CancellationTokenSource _stop = new();
    private ITimer? _timer;
    private TaskCompletionSource? _drained;
    private int _tellers;

    /// <summary>How many are remembered.</summary>
    internal int Askers
    {
        get
        {
            lock (_lock)
                return _askers.Count;
        }
    }

    /// <summary>Whether nobody is being told at the moment.</summary>
    internal bool IsAtRest
    {
        get
        {
            lock (_lock)
                return _tellers == 0;
        }
    }

    /// <summary>False when no more can be remembered: the channel is to deliver again.</summary>
    /// <param name="notice">Whom to tell, and how.</param>
    /// <param name="firstWords">What to say to an asker who was not told anything lately.</param>
    /// <param name="isLater">Not before a pause: what was to be sent just now did not arrive, and may yet.</param>
    public bool TryOwe(TurnNotice notice, string firstWords, bool isLater = false)
    {
        lock (_lock)
        {
            if (_drained is not null)
                return false;
            if (_askers.TryGetValue(notice.Asker, out var asker))
            {
                asker.Owe(notice, time.GetSteadyNow());
                return true;
            }

            if (_askers.Count >= MostAskers)
                return false;
            _askers[notice.Asker] = asker = new Asker(notice.Asker, firstWords);
            asker.Owe(notice, time.GetSteadyNow());
            if (isLater)
                Later(asker, time.GetSteadyNow() + Pause);
            else
                Ready(asker);
            return true;
        }
    }

    /// <summary>What was to be said with these words alone need not be: it has come right.</summary>
    public void Withdraw(string askerKey, string firstWords)
    {
        lock (_lock)
        {
            if (_askers.TryGetValue(askerKey, out var asker) && asker.Words == firstWords)
                asker.Owed = null;
        }
    }

    /// <summary>Takes nothing more and tells at once whoever is still to be told. Ends with the token at the latest.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        Task drained;
        lock (_lock)
        {
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            while (_due.TryDequeue(out var asker, out _))
            {
                // A channel that took no answer just now is not worth holding the program's end back for.
                if (asker is { Owed: not null, Words: ChannelTexts.NotSent })
                {
                    asker.Owed = null;
                    LogNeverTold();
                }

                Ready(asker);
            }

            EndIfDrained();
            drained = _drained.Task;
        }

        try
        {
            await drained.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _stop.CancelAsync();
            int left;
            lock (_lock)
                left = _askers.Count;
            LogLeft(left);
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _stop.Dispose();
    }

    private void Ready(Asker asker)
    {
        _ready.Enqueue(asker);
        if (_tellers >= AtOnce)
            return;
        _tellers++;
        // It belongs to no request.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(TellAllAsync);
    }

    private async Task TellAllAsync()
    {
        while (Next() is var (asker, notice))
        {
            var told = await TryTellAsync(notice, asker.Words);
            lock (_lock)
            {
                var now = time.GetSteadyNow();
                if (told)
                    asker.Words = ChannelTexts.NotAllTaken;
                else if (_drained is null && now - asker.Since < Patience)
                    asker.Owed ??= notice;
                else
                    LogNeverTold();
                Later(asker, now + Pause);
            }
        }
    }

    // Whoever is owed nothing when the pause is over is forgotten.
    private (Asker Asker, TurnNotice Notice)? Next()
    {
        lock (_lock)
        {
            while (_ready.TryDequeue(out var asker))
            {
                if (asker.Owed is { } notice && !_stop.IsCancellationRequested)
                {
                    asker.Owed = null;
                    return (asker, notice);
                }

                _askers.Remove(asker.Key);
            }

            _tellers--;
            EndIfDrained();
            return null;
        }
    }

    private void Later(Asker asker, DateTimeOffset when)
    {
        if (_drained is not null)
        {
            if (asker.Owed is not null)
                _ready.Enqueue(asker);
            else
                _askers.Remove(asker.Key);
            return;
        }

        _due.Enqueue(asker, when);
        if (_due.Peek() == asker)
            Wake();
    }

    private void Wake()
    {
        if (!_due.TryPeek(out _, out var when))
            return;
        var wait = when - time.GetSteadyNow();
        if (wait < TimeSpan.Zero)
            wait = TimeSpan.Zero;
        if (_timer is null)
            _timer = time.CreateTimer(_ => OnDue(), null, wait, Timeout.InfiniteTimeSpan);
        else
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void OnDue()
    {
        lock (_lock)
        {
            var now = time.GetSteadyNow();
            while (_due.TryPeek(out _, out var when) && when <= now)
                Ready(_due.Dequeue());
            Wake();
        }
    }

    private void EndIfDrained()
    {
        if (_tellers == 0 && _ready.Count == 0)
            _drained?.TrySetResult();
    }

    private async Task<bool> TryTellAsync(TurnNotice notice, string words)
    {
        try
        {
            return await notice.TellAsync(words, _stop.Token);
        }
#pragma warning disable CA1031 // The others are still to be told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotTold(exception);
            return false;
        }
    }

    /// <summary>Somebody who was told not long ago, or is to be told.</summary>
    private sealed class Asker(string key, string words)
    {
        public string Key { get; } = key;

        public string Words { get; set; } = words;

        public TurnNotice? Owed { get; set; }

        /// <summary>Since when something is owed.</summary>
        public DateTimeOffset Since { get; private set; }

        public void Owe(TurnNotice notice, DateTimeOffset now)
        {
            if (Owed is null)
                Since = now;
            Owed = notice;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A user could not be told that a turn was not taken.")]
    private partial void LogNotTold(Exception exception);

    [LoggerMessage(LogLevel.Error, "A user was never told that a turn was not taken.")]
    private partial void LogNeverTold();

    [LoggerMessage(LogLevel.Warning, "The program ended before {Count} users could be told that their turns were not taken.")]
    private partial void LogLeft(int count);
}
