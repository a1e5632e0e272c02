using TreatyBot.Evaluation.Gates;

namespace TreatyBot.Measuring;

/// <summary>What <c>evaluate</c> was asked to do.</summary>
internal sealed record EvaluationPlan
{
    public required IReadOnlyList<string> Sets { get; init; }

    public required string Output { get; init; }

    public required IReadOnlyList<GateExpression> Gates { get; init; }

    public bool IsStrict { get; init; }

    public DateOnly? AsOf { get; init; }

    public required int Parallelism { get; init; }

    public double? WantedFalseAnswerRate { get; init; }
}
