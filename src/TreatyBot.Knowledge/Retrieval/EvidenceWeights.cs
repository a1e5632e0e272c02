namespace TreatyBot.Knowledge.Retrieval;

/// <summary>
/// Weights of <see cref="EvidenceFeatures"/>. Ranking: a listwise softmax regression over SQuAD 2.0 development articles, rounded; each
/// half of the articles was fitted and tested on the other half, and the rounded weights do as well as either fit. Sufficiency: a
/// logistic regression that tells a question asked with its article in the corpus from the same question without it.
/// </summary>
public sealed record EvidenceWeights
{
    /// <summary>What the best sentence's ranking score adds to its passage's fused score.</summary>
    public const double BestSentence = 0.2;

    private static readonly EvidenceWeights WithVectors = new()
    {
        Ranking = new() { PassageLexical = 5, SentenceCoverage = 3.5, NeighbourCoverage = 2.3, PassageCoverage = 4.5, Sequence = 0.8, MissingNames = -1.4, MissingNumbers = -1.9, SentenceCosine = 3.8, PassageCosine = 12 },
        TypeMatch = new() { [AnswerType.Date] = 2.3, [AnswerType.Number] = 2.5, [AnswerType.Person] = 1, [AnswerType.Place] = 1, [AnswerType.Reason] = 1.5 },
        Sufficiency = new() { SentenceLexical = -4.95, PassageLexical = 9.73, SentenceCoverage = 3.48, NeighbourCoverage = 2.96, PassageCoverage = -0.86, TypeMatch = 0.15, Sequence = 2.07, MissingNames = -2.47, MissingNumbers = -0.81, SentenceCosine = 4.66, PassageCosine = 3.71 },
        SufficiencyBias = -9.52,
    };

    private static readonly EvidenceWeights WordsOnly = new()
    {
        Ranking = new() { SentenceLexical = 2.5, PassageLexical = 8.7, SentenceCoverage = 2.5, NeighbourCoverage = 2.3, PassageCoverage = 4.3, Sequence = 1, MissingNames = -1.8, MissingNumbers = -1.6 },
        TypeMatch = new() { [AnswerType.Date] = 2.1, [AnswerType.Number] = 2.5, [AnswerType.Person] = 1.1, [AnswerType.Place] = 1, [AnswerType.Reason] = 1.2 },
        Sufficiency = new() { SentenceLexical = -1.45, PassageLexical = 16.17, SentenceCoverage = 1.77, NeighbourCoverage = 3.38, PassageCoverage = -3.56, Sequence = 0.96, MissingNames = -2.73, MissingNumbers = -0.6 },
        SufficiencyBias = -5.91,
    };

    public required EvidenceFeatures Ranking { get; init; }

    /// <summary>Weight of a type match for each kind of answer.</summary>
    public required Dictionary<AnswerType, double> TypeMatch { get; init; }

    public required EvidenceFeatures Sufficiency { get; init; }

    public required double SufficiencyBias { get; init; }

    public static EvidenceWeights For(Query query) => query.Vector.IsEmpty ? WordsOnly : WithVectors;

    public double RankingScore(EvidenceFeatures features, AnswerType type) =>
        Ranking.Dot(features) + TypeMatch.GetValueOrDefault(type) * features.TypeMatch;

    /// <summary>How likely it is that the corpus speaks of what is asked, 0 to 1.</summary>
    public double SufficiencyScore(EvidenceFeatures features) =>
        1 / (1 + Math.Exp(-Sufficiency.Dot(features) - SufficiencyBias));
}
