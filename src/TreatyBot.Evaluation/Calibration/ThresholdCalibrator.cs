using TreatyBot.Evaluation.Runs;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Evaluation.Calibration;

/// <summary>What an abstention threshold brings and costs, next to the run as it was.</summary>
public sealed record Calibration
{
    /// <summary>Refuse below this evidence score.</summary>
    public required double Threshold { get; init; }

    public required double WantedFalseAnswerRate { get; init; }

    public required ThresholdEffect Before { get; init; }

    public required ThresholdEffect After { get; init; }

    /// <summary>Right answers that would be refused.</summary>
    public required int RightAnswersLost { get; init; }

    /// <summary>Wrong and false answers that would be refused.</summary>
    public required int WrongAnswersAvoided { get; init; }

    /// <summary>
    /// Lowest evidence score among the answers. Were questions refused below it, the run had a threshold of its own, and what a lower
    /// one would do cannot be told from this run.
    /// </summary>
    public required double? LowestScoreSeen { get; init; }
}

/// <param name="FalseAnswerRate">Over unanswerable questions; null when there are none.</param>
/// <param name="FalseRefusalRate">Over answerable questions; null when there are none.</param>
/// <param name="Answered">Share of all questions.</param>
public sealed record ThresholdEffect(double? FalseAnswerRate, double? FalseRefusalRate, double Answered);

/// <summary>Proposes the lowest abstention threshold that keeps false answers at a wanted rate.</summary>
public static class ThresholdCalibrator
{
    /// <param name="wantedFalseAnswerRate">Share of unanswerable questions that may be answered, 0 to 1.</param>
    /// <exception cref="ArgumentException">The run has no unanswerable questions, so there is nothing to calibrate by.</exception>
    public static Calibration Calibrate(EvaluationRun run, double wantedFalseAnswerRate)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfLessThan(wantedFalseAnswerRate, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wantedFalseAnswerRate, 1);
        var unanswerable = run.Entries.Count(entry => !entry.Expected.Answerable);
        if (unanswerable == 0)
            throw new ArgumentException("The run has no unanswerable questions. Add a set that has some.", nameof(run));
        double[] falseScores = [.. run.Entries.Where(entry => !entry.Expected.Answerable && IsAnswered(entry)).Select(entry => entry.Answer.EvidenceScore).OrderDescending()];
        var allowed = (int)Math.Floor((wantedFalseAnswerRate * unanswerable) + 1e-9);
        // The first answer that must not pass sets the bar: just above its score.
        var threshold = allowed >= falseScores.Length ? 0 : JustAbove(falseScores[allowed]);
        List<RunEntry> lost = [.. run.Entries.Where(entry => IsAnswered(entry) && entry.Answer.EvidenceScore < threshold)];
        return new Calibration
        {
            Threshold = threshold,
            WantedFalseAnswerRate = wantedFalseAnswerRate,
            Before = Effect(run, double.NegativeInfinity),
            After = Effect(run, threshold),
            RightAnswersLost = lost.Count(entry => entry.IsCorrect),
            WrongAnswersAvoided = lost.Count(entry => !entry.IsCorrect),
            LowestScoreSeen = run.Entries.Where(IsAnswered).Select(entry => (double?)entry.Answer.EvidenceScore).Min(),
        };
    }

    private static ThresholdEffect Effect(EvaluationRun run, double threshold)
    {
        return new(
            Rate(run.Entries.Where(entry => !entry.Expected.Answerable), Passes),
            Rate(run.Entries.Where(entry => entry.Expected.Answerable), entry => !Passes(entry)),
            Rate(run.Entries, Passes) ?? 0);

        bool Passes(RunEntry entry) => IsAnswered(entry) && entry.Answer.EvidenceScore >= threshold;
    }

    private static double? Rate(IEnumerable<RunEntry> entries, Func<RunEntry, bool> counts)
    {
        List<RunEntry> all = [.. entries];
        return all.Count == 0 ? null : (double)all.Count(counts) / all.Count;
    }

    // Four decimals are what a settings file should hold. A score such as 0.485 may be stored a hair above its decimals.
    private static double JustAbove(double score)
    {
        var step = Math.Floor(score * 10_000);
        while (step / 10_000 <= score)
            step++;
        return step / 10_000;
    }

    private static bool IsAnswered(RunEntry entry) => entry.Answer.Outcome == AnswerOutcome.Answered;
}
