namespace TreatyBot.Knowledge.Storage;

/// <summary>
/// A read whose result many may have. Who asks while it runs shares the next one, which begins after they asked: nobody gets what was
/// read before they asked. Thread-safe.
/// </summary>
internal sealed class SharedRead<T>(Func<Task<T>> read)
{
    private readonly Lock _lock = new();
    private Task<T>? _running;
    private Task<T>? _next;

    public Task<T> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_next is null && (_running?.IsCompleted ?? true))
                return (_running = read()).WaitAsync(cancellationToken);
            return (_next ??= NextAsync(_running!)).WaitAsync(cancellationToken);
        }
    }

    private async Task<T> NextAsync(Task<T> running)
    {
        // Not at once: the caller holds the lock. How it ended is for those who waited for it.
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<T> mine;
        lock (_lock)
        {
            // Whoever asks from here on came too late for it.
            _next = null;
            mine = _running = read();
        }
        return await mine;
    }
}
