using TreatyBot.Channels.Turns;

namespace TreatyBot.Bot;

/// <summary>Counts events by key within a sliding window, approximated by two fixed ones. Bounded. Thread-safe.</summary>
internal sealed class SlidingCounter(int limit, TimeSpan window, TimeProvider time)
{
    private const int MostKeys = 50_000;
    private readonly Lock _lock = new();
    private Dictionary<string, int> _current = new(StringComparer.Ordinal);
    private Dictionary<string, int> _previous = new(StringComparer.Ordinal);
    private DateTimeOffset _start = time.GetSteadyNow();

    /// <summary>Counts one if there is room for it.</summary>
    public bool TryCount(string key)
    {
        lock (_lock)
        {
            var now = Roll();
            // So many keys at once are no persons: better to refuse than to forget whom was counted.
            if (!_current.ContainsKey(key) && _current.Count >= MostKeys)
                return false;
            var share = 1 - (now - _start) / window;
            var counted = _current.GetValueOrDefault(key) + _previous.GetValueOrDefault(key) * share;
            if (counted >= limit)
                return false;
            _current[key] = _current.GetValueOrDefault(key) + 1;
            return true;
        }
    }

    private DateTimeOffset Roll()
    {
        var now = time.GetSteadyNow();
        var passed = (now - _start) / window;
        if (passed >= 1)
        {
            _previous = passed < 2 ? _current : new(StringComparer.Ordinal);
            _current = new(StringComparer.Ordinal);
            _start += Math.Floor(passed) * window;
        }
        return now;
    }
}
