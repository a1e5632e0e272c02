using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>What retrieval found for a question: passages and sentences, each best first.</summary>
public sealed record RankedEvidence(IReadOnlyList<RetrievedPassage> Passages, IReadOnlyList<RankedSentence> Sentences)
{
    public static RankedEvidence None { get; } = new([], []);
}

/// <summary>A sentence with the features that placed it.</summary>
public sealed record RankedSentence(RetrievedPassage Passage, int Index, EvidenceFeatures Features, double Score)
{
    public AnalyzedSentence Analysis => Passage.Analysis.Sentences[Index];

    public EvidenceSentence ToEvidence() => new(Passage.Hit, Analysis.Sentence, Analysis.Text, Score);
}

/// <summary>
/// Ranks the sentences of retrieved passages by weighted features, and the passages anew by their best sentence. Pure; thread-safe.
/// </summary>
public sealed class EvidenceRanker(IOptions<RetrievalOptions> options)
{
    /// <summary>Sentences kept; the recipe was measured on the best few dozen.</summary>
    private const int MaxSentences = 40;

    public RankedEvidence Rank(Query query, IReadOnlyList<RetrievedPassage> passages)
    {
        var weights = EvidenceWeights.For(query);
        var extractor = new EvidenceFeatureExtractor(query, options.Value);
        var sentences = new List<RankedSentence>();
        var reranked = new List<(RetrievedPassage Passage, double Score)>(passages.Count);
        foreach (var passage in passages)
        {
            var best = 0.0;
            for (var index = 0; index < passage.Analysis.Sentences.Count; index++)
            {
                var features = extractor.Extract(passage, index);
                var score = weights.RankingScore(features, query.AnswerType);
                sentences.Add(new(passage, index, features, score));
                best = index == 0 ? score : Math.Max(best, score);
            }
            reranked.Add((passage, passage.Hit.Score + EvidenceWeights.BestSentence * best));
        }
        return new(
            [.. reranked
                .OrderByDescending(entry => entry.Score).ThenBy(entry => entry.Passage.Hit.Passage.Id, StringComparer.Ordinal)
                .Select((entry, index) => entry.Passage with { Hit = entry.Passage.Hit with { Rank = index + 1 } })],
            [.. sentences
                .OrderByDescending(sentence => sentence.Score)
                .ThenBy(sentence => sentence.Passage.Hit.Rank).ThenBy(sentence => sentence.Index)
                .Take(MaxSentences)]);
    }
}
