using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.Runs;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Evaluation.Calibration;

/// <summary>Letting through only answers with at least this evidence score.</summary>
/// <param name="Threshold">The evidence score.</param>
/// <param name="Coverage">Share of all questions that are then answered.</param>
/// <param name="Risk">Share of those answers that are wrong, answers to unanswerable questions among them.</param>
public sealed record RiskCoveragePoint(double Threshold, double Coverage, double Risk);

/// <summary>
/// Risk over coverage as the evidence score orders the answers (El-Yaniv and Wiener, "On the Foundations of Noise-free Selective
/// Classification", JMLR 2010). Questions the assistant refused are covered at no threshold, so the curve ends where the run's own
/// threshold cut it: run with that at 0 to see all of it. Answers of equal score are let through together.
/// </summary>
/// <param name="Points">From the highest threshold to the lowest.</param>
/// <param name="Area">Mean risk over the answers' depths; 0 is best; null without answers.</param>
public sealed record RiskCoverageCurve(IReadOnlyList<RiskCoveragePoint> Points, double? Area)
{
    internal static RiskCoverageCurve Of(IReadOnlyList<RunEntry> entries)
    {
        var answers = Answers(entries);
        List<RiskCoveragePoint> points = [];
        int covered = 0, wrong = 0;
        foreach (var tie in answers.GroupBy(answer => answer.Score))
        {
            covered += tie.Count();
            wrong += tie.Count(answer => answer.IsWrong);
            points.Add(new(tie.Key, (double)covered / entries.Count, (double)wrong / covered));
        }
        return new(points, answers.Length == 0 ? null : AreaOf(answers));
    }

    internal static MetricValue? AreaOf(IReadOnlyList<RunEntry> entries, Bootstrap bootstrap)
    {
        var answers = Answers(entries);
        return bootstrap.Statistic(answers.Length, picked =>
        {
            // Both the sample and the picks are in the order of the score: no sorting is needed.
            var sample = new (double, bool)[picked.Length];
            for (var i = 0; i < picked.Length; i++)
                sample[i] = answers[picked[i]];
            return AreaOf(sample);
        });
    }

    private static (double Score, bool IsWrong)[] Answers(IReadOnlyList<RunEntry> entries) =>
        [.. entries
            .Where(entry => entry.Answer.Outcome == AnswerOutcome.Answered)
            .Select(entry => (entry.Answer.EvidenceScore, !entry.IsCorrect))
            .OrderByDescending(answer => answer.EvidenceScore)];

    private static double AreaOf(ReadOnlySpan<(double Score, bool IsWrong)> answers)
    {
        double area = 0;
        int covered = 0, wrong = 0;
        for (var start = 0; start < answers.Length;)
        {
            var end = start;
            while (end < answers.Length && answers[end].Score == answers[start].Score)
                wrong += answers[end++].IsWrong ? 1 : 0;
            covered = end;
            area += (end - start) * ((double)wrong / covered);
            start = end;
        }
        return answers.Length == 0 ? 0 : area / answers.Length;
    }
}
