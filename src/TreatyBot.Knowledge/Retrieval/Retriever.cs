using System.Numerics.Tensors;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>A retrieved passage with what ranking computes from.</summary>
public sealed record RetrievedPassage(PassageHit Hit, AnalyzedPassage Analysis, IReadOnlyList<float[]> Vectors);

/// <summary>
/// Question → ranked passages: candidates by words and by vector, both scored by the same code and fused as
/// <c>bm25/qmax + w·cosine</c>. Never calls a chat model. Thread-safe.
/// </summary>
public sealed class Retriever(
    IPassageStore store, IEmbeddingModel embeddings, DocumentDirectory directory, PassageCache cache, IOptions<RetrievalOptions> options)
{
    public async Task<IReadOnlyList<RetrievedPassage>> RetrieveAsync(
        Query query, PassageFilter filter, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var terms = query.Terms.Select(term => term.Term).ToList();
        var ids = await store.FindAsync(
            terms, query.Vector, embeddings.Profile?.ModelId, filter, settings.Candidates, cancellationToken);
        var stored = await store.GetPassagesAsync(ids, cancellationToken);

        var weight = settings.FusionWeight ?? embeddings.Profile?.FusionWeight ?? 0;
        var scored = new List<(RetrievedPassage Passage, double Score)>(stored.Count);
        foreach (var (passage, vectors) in stored)
        {
            var analysis = cache.GetOrAdd(passage, await directory.GetTitleAsync(passage.DocumentId, cancellationToken));
            var lexical = Lexical(query, analysis, settings);
            var cosine = vectors.Count == 0 || query.Vector.IsEmpty ? 0 : vectors.Max(vector => Cosine(query.Vector.Span, vector));
            var score = lexical + weight * cosine;
            scored.Add((new(new(passage, score, lexical, cosine, 0), analysis, vectors), score));
        }
        return [.. scored
            .OrderByDescending(entry => entry.Score).ThenBy(entry => entry.Passage.Hit.Passage.Id, StringComparer.Ordinal)
            .Take(settings.Passages)
            .Select((entry, index) => entry.Passage with { Hit = entry.Passage.Hit with { Rank = index + 1 } })];
    }

    /// <summary>Vectors have unit length, so that the dot product is the cosine; a vector of another length counts as unrelated.</summary>
    public static double Cosine(ReadOnlySpan<float> question, ReadOnlySpan<float> vector) =>
        question.Length == vector.Length ? TensorPrimitives.Dot(question, vector) : 0;

    private static double Lexical(Query query, AnalyzedPassage passage, RetrievalOptions settings)
    {
        if (query.MaxLexical <= 0)
            return 0;
        var sum = 0.0;
        foreach (var (term, idf) in query.Terms)
        {
            sum += Bm25.TermScore(
                idf, passage.TermCounts.GetValueOrDefault(term), passage.Length, query.AverageLength, settings.K1, settings.B);
        }
        return sum / query.MaxLexical;
    }
}
