using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.QuestionSets;

namespace TreatyBot.Evaluation.Runs;

/// <summary>What to ask, and what a run notes about who was asked.</summary>
public sealed record EvaluationRequest
{
    public required IReadOnlyList<QaSet> Sets { get; init; }

    /// <summary>Questions asked at once; results do not depend on it.</summary>
    /// <value>The default is the number of processors.</value>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>The day questions without an <c>asOf</c> are asked for; null means today, and answers may then change overnight.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Settings that bear on the answers, by their full path (<c>Retrieval:Top</c>). No secrets: the run file keeps them.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();

    /// <summary>Models by their use: <c>chat</c>, <c>embeddings</c>.</summary>
    public IReadOnlyDictionary<string, string> Models { get; init; } = new Dictionary<string, string>();

    /// <summary>Prompt name to the hash of its files.</summary>
    public IReadOnlyDictionary<string, string> Prompts { get; init; } = new Dictionary<string, string>();

    public Bootstrap Bootstrap { get; init; } = new();
}

/// <param name="Done">Questions answered and scored.</param>
/// <param name="Total">Questions of all sets.</param>
/// <param name="Correct">Of those done.</param>
public sealed record EvaluationProgress(int Done, int Total, int Correct);
