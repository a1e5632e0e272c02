using TreatyBot.Evaluation.Runs;
using TreatyBot.Output;

namespace TreatyBot.Measuring;

/// <summary>How far a run is, on a terminal; silent elsewhere.</summary>
internal sealed class EvaluationProgressBar(TextWriter error) : IProgress<EvaluationProgress>, IDisposable
{
    private const int Width = 30;
    private readonly bool _isTerminal = Terminal.IsTerminal(error);
    private int _shown = -1;

    public void Report(EvaluationProgress value)
    {
        if (!_isTerminal || value.Total == 0)
            return;
        lock (error)
        {
            var filled = Width * value.Done / value.Total;
            if (value.Done * 200L / value.Total == _shown && value.Done < value.Total)
                return;
            _shown = (int)(value.Done * 200L / value.Total);
            error.Write($"\r[{new string('#', filled)}{new string('.', Width - filled)}] {value.Done}/{value.Total}, {100.0 * value.Correct / Math.Max(1, value.Done):0} % correct ");
        }
    }

    public void Dispose()
    {
        if (_isTerminal)
            error.Write($"\r{new string(' ', Width + 50)}\r");
    }
}
