using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Output;

/// <summary>A bar on a terminal; elsewhere, such as in a log, a line every ten seconds. A run that is quickly done leaves nothing.</summary>
internal sealed class IngestionProgressBar(TextWriter error, bool isTerminal, TimeProvider time) : IProgress<IngestionProgress>
{
    private const int BarWidth = 30;
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);
    private readonly IngestionPace _pace = new(time);
    private long _last = time.GetTimestamp();
    private int _shown;

    public void Report(IngestionProgress value)
    {
        lock (error)
        {
            _pace.Add(value.Latest);
            if (value.Latest.Outcome == IngestionOutcome.Unchanged)
                return;
            var pace = _pace.Describe(value.Total - value.Done);
            if (isTerminal)
                Draw(value, pace);
            else if (pace.Length > 0 && time.GetElapsedTime(_last) >= BetweenLines)
            {
                error.WriteLine($"{value.Done} of {value.Total} files, {pace}");
                _last = time.GetTimestamp();
            }
        }
    }

    public void Clear()
    {
        if (_shown > 0)
            error.Write($"\r{new string(' ', _shown)}\r");
    }

    private void Draw(IngestionProgress value, string pace)
    {
        var filled = value.Total == 0 ? BarWidth : BarWidth * value.Done / value.Total;
        var path = value.Latest.Path.Length > 30 ? "…" + value.Latest.Path[^29..] : value.Latest.Path;
        var line = $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] {value.Done}/{value.Total} {pace} {path}";
        error.Write($"\r{line.PadRight(_shown)}");
        _shown = line.Length;
    }
}
