using TreatyBot.Evaluation.Calibration;
using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.QuestionSets;

namespace TreatyBot.Evaluation.Runs;

/// <summary>One scored pass over one or more sets, as it is kept: enough to compare it, report on it and calibrate from it later.</summary>
public sealed record EvaluationRun
{
    public const int CurrentVersion = 1;

    /// <summary>Version of the file's form.</summary>
    public int Version { get; init; } = CurrentVersion;

    public required DateTimeOffset StartedAt { get; init; }

    public required double DurationSeconds { get; init; }

    public required IReadOnlyList<SetRecord> Sets { get; init; }

    /// <summary>Of the store that was asked; null when the run had none at hand.</summary>
    public string? CorpusHash { get; init; }

    public DateOnly? AsOf { get; init; }

    public required string Judge { get; init; }

    public required IReadOnlyDictionary<string, string> Configuration { get; init; }

    public required IReadOnlyDictionary<string, string> Models { get; init; }

    public required IReadOnlyDictionary<string, string> Prompts { get; init; }

    /// <summary>
    /// SHA-256 over all answers and scores but no times: equal for two runs exactly when they came to the same results.
    /// </summary>
    public required string ResultHash { get; init; }

    public required MetricSummary Metrics { get; init; }

    public required RiskCoverageCurve RiskCoverage { get; init; }

    /// <summary>In the order of the sets and their files.</summary>
    public required IReadOnlyList<RunEntry> Entries { get; init; }
}

/// <param name="Problems">Lines that were left out.</param>
public sealed record SetRecord(string Name, string Path, string ContentHash, int Questions, IReadOnlyList<QaSetProblem> Problems);
