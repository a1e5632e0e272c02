namespace TreatyBot.Benchmarks.Load;

/// <summary>So many calls within a span, then <c>429</c> with the seconds to wait. Thread-safe.</summary>
internal sealed class SlackQuota(int count, TimeSpan span)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _taken = new();

    /// <summary>Null when there is room; it is taken.</summary>
    public int? SecondsToWait()
    {
        lock (_lock)
        {
            while (_taken.TryPeek(out var oldest) && TimeProvider.System.GetElapsedTime(oldest) >= span)
                _taken.Dequeue();
            if (_taken.Count >= count)
                return (int)Math.Ceiling((span - TimeProvider.System.GetElapsedTime(_taken.Peek())).TotalSeconds);
            _taken.Enqueue(TimeProvider.System.GetTimestamp());
            return null;
        }
    }
}
