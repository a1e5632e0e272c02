using TreatyBot.Evaluation.Metrics;

namespace TreatyBot.Evaluation.Runs;

/// <summary>How run B differs from run A on the questions both were asked.</summary>
public sealed record RunComparison
{
    public required EvaluationRun A { get; init; }

    public required EvaluationRun B { get; init; }

    public required int QuestionsInBoth { get; init; }

    public required int OnlyInA { get; init; }

    public required int OnlyInB { get; init; }

    public required IReadOnlyList<MetricDifference> Metrics { get; init; }

    /// <summary>Questions whose correctness changed: those that B lost first, then those it gained.</summary>
    public required IReadOnlyList<Flip> Flips { get; init; }

    /// <summary>What else differs between the runs: corpus, judge, settings, models, prompts, sets; one line each.</summary>
    public required IReadOnlyList<string> Circumstances { get; init; }
}

/// <param name="A">Mean over the questions that have the metric in both runs.</param>
/// <param name="Difference">B − A over the same questions, with the interval of the paired bootstrap.</param>
public sealed record MetricDifference(MetricDefinition Metric, double A, double B, MetricValue Difference)
{
    /// <summary>Whether the interval leaves out zero.</summary>
    public bool IsClear => Difference.Low > 0 || Difference.High < 0;
}

/// <summary>One question answered correctly in only one of the runs.</summary>
public sealed record Flip(RunEntry A, RunEntry B)
{
    public bool IsLoss => A.IsCorrect;
}
