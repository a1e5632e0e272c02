using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>How every model call is made: a few at once, each with a time-out, passing faults retried with growing, jittered waits. Thread-safe.</summary>
internal sealed partial class ModelCallPolicy(RemoteModelOptions options, string modelId, TimeProvider time, ILogger logger, Func<double>? jitter = null) : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>After so many failed calls in a row the model is left alone for a while, so that not every asker waits for it in vain.</summary>
    private const int FailuresBeforeRest = 3;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _slots = new(options.MaximumConcurrency, options.MaximumConcurrency);
    private readonly Func<double> _jitter = jitter ?? (() => RandomNumberGenerator.GetInt32(1000) / 1000.0);
    private int _failures;
    private DateTimeOffset _restsUntil = DateTimeOffset.MinValue;

    /// <exception cref="ModelException">The model gave nothing of use.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        ThrowIfResting();
        var started = time.GetTimestamp();
        using var total = new CancellationTokenSource(options.TotalTimeout, time);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, total.Token);
        for (var attempt = 0; ; attempt++)
        {
            ModelException failure;
            try
            {
                var result = await AttemptAsync(call, all.Token);
                Count(failed: false);
                return result;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                LogCancelled(modelId);
                throw;
            }
            catch (ModelException exception)
            {
                failure = exception;
            }
            var wait = failure.RetryAfter ?? Backoff(attempt);
            if (!failure.IsPassing || attempt >= options.MaximumRetries || time.GetElapsedTime(started) + wait >= options.TotalTimeout)
            {
                Count(failed: IsOfTheServer(failure.Fault));
                LogFailed(modelId, failure.Fault, attempt + 1, failure.Message);
                throw failure;
            }
            LogRetry(modelId, failure.Fault, wait.TotalMilliseconds);
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    public void Dispose() => _slots.Dispose();

    // What one prompt brought about says nothing of the next.
    private static bool IsOfTheServer(ModelFault fault) =>
        fault is ModelFault.Unreachable or ModelFault.TimedOut or ModelFault.Overloaded or ModelFault.RateLimited or ModelFault.QuotaExceeded;

    private void ThrowIfResting()
    {
        lock (_lock)
        {
            if (time.GetUtcNow() < _restsUntil)
                throw new ModelException(ModelFault.Unreachable, $"The model failed {FailuresBeforeRest} times in a row and is left alone for {Rest.TotalSeconds:0} s.");
        }
    }

    private void Count(bool failed)
    {
        lock (_lock)
        {
            _failures = failed ? _failures + 1 : 0;
            if (_failures >= FailuresBeforeRest)
                _restsUntil = time.GetUtcNow() + Rest;
        }
    }

    private async Task<T> AttemptAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var hasSlot = false;
        using var timeout = new CancellationTokenSource();
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await _slots.WaitAsync(cancellationToken);
            hasSlot = true;
            using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), timeout, options.CallTimeout, Timeout.InfiniteTimeSpan);
            ModelCall.Begin(attempt.Token);
            // Not every library gives up at once; the caller does.
            return await call(attempt.Token).WaitAsync(attempt.Token);
        }
        catch (Exception exception) when (exception is not ModelException)
        {
            if (!attempt.IsCancellationRequested)
                throw ModelFaults.Of(exception);
            if (!hasSlot)
                throw new ModelException(ModelFault.Busy, "Too many calls wait for the model; raise MaximumConcurrency or give it a faster server.", exception);
            throw new ModelException(ModelFault.TimedOut, $"The model did not finish within {options.CallTimeout.TotalSeconds:0.#} s; raise CallTimeout and TotalTimeout, or use a faster model.", exception);
        }
        finally
        {
            if (hasSlot)
                _slots.Release();
        }
    }

    // Half of a doubling wait is fixed, half is chance, so that many callers do not come back at once.
    private TimeSpan Backoff(int attempt)
    {
        var ceiling = Math.Min(FirstWait.TotalMilliseconds * Math.Pow(2, attempt), LongestWait.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(ceiling / 2 * (1 + _jitter()));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} gave nothing of use ({Fault}, attempts: {Attempts}): {Cause}")]
    private partial void LogFailed(string model, ModelFault fault, int attempts, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Model}: {Fault}; calling again in {Wait:0} ms")]
    private partial void LogRetry(string model, ModelFault fault, double wait);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A call to model {Model} was cancelled by its caller")]
    private partial void LogCancelled(string model);
}
