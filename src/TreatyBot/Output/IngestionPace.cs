using System.Globalization;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Output;

/// <summary>How quickly an ingestion goes and when it will be done, by what has been done so far. Unchanged files do not count as work.</summary>
internal sealed class IngestionPace(TimeProvider time)
{
    private long _started = time.GetTimestamp();
    private long _passages;
    private int _files;

    public void Add(IngestionResult result)
    {
        if (result.Outcome != IngestionOutcome.Unchanged)
            (_files, _passages) = (_files + 1, _passages + result.PassageCount);
        else if (_files == 0)
            _started = time.GetTimestamp();
    }

    /// <summary>Such as "1,250 passages/s, 3 min left"; empty while there is nothing to go by.</summary>
    public string Describe(int filesLeft)
    {
        var elapsed = time.GetElapsedTime(_started);
        if (_files == 0 || elapsed < TimeSpan.FromSeconds(1))
            return "";
        return string.Create(CultureInfo.InvariantCulture, $"{_passages / elapsed.TotalSeconds:N0} passages/s, {Left(elapsed / _files * filesLeft)} left");
    }

    private static string Left(TimeSpan left) => left switch
    {
        { TotalSeconds: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(left.TotalSeconds):0} s"),
        { TotalMinutes: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(left.TotalMinutes):0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(left.TotalHours):0} h"),
    };
}
