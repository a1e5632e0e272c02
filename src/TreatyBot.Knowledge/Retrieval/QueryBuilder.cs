using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>Prepares a question for search: terms with their statistics, answer type, names, numbers and vector.</summary>
public sealed class QueryBuilder(IPassageStore store, IEmbeddingModel embeddings, IOptions<RetrievalOptions> options)
{
    /// <summary>Longer questions are cut here before anything is computed from them.</summary>
    private const int MaxCharacters = 2_000;

    private const int MaxTerms = 64;

    /// <param name="expanded">What is searched by: the question with other names added.</param>
    /// <param name="question">The question as it reads, from which the kind of answer is told.</param>
    public async Task<Query> BuildAsync(string expanded, string question, CancellationToken cancellationToken)
    {
        var text = expanded.Length > MaxCharacters ? expanded[..MaxCharacters] : expanded;
        var tokens = TextAnalyzer.Tokens(text).ToList();
        var terms = tokens.Where(token => !token.IsStopWord).Select(token => token.Term)
            .Distinct(StringComparer.Ordinal).Take(MaxTerms).ToList();
        if (terms.Count == 0)
            terms = [.. tokens.Select(token => token.Term).Distinct(StringComparer.Ordinal).Take(MaxTerms)];

        var (vector, isMissing) = await EmbedAsync(text, cancellationToken);
        var statistics = await store.GetTermStatisticsAsync(terms, cancellationToken);
        var weighted = terms
            .Select(term => new QueryTerm(term, Bm25.Idf(statistics.PassageCount, statistics.DocumentFrequencies.GetValueOrDefault(term))))
            .ToList();
        return new Query
        {
            Text = text,
            Terms = weighted,
            MaxLexical = weighted.Sum(term => term.Idf) * (options.Value.K1 + 1),
            AverageLength = statistics.AverageLength,
            AnswerType = AnswerTypeClassifier.Classify(question.Length > MaxCharacters ? question[..MaxCharacters] : question),
            Names = [.. NameTerms(text, tokens)],
            Numbers = [.. terms.Where(term => term.Any(char.IsDigit))],
            Vector = vector,
            IsVectorMissing = isMissing,
        };
    }

    private static IEnumerable<string> NameTerms(string text, List<AnalyzedToken> tokens) =>
        tokens.Skip(1).Where(token => !token.IsStopWord && char.IsUpper(text[token.Start]))
            .Select(token => token.Term).Distinct(StringComparer.Ordinal);

    // A model out of reach costs its share of the ranking, not the answer; its caller has logged why.
    private async Task<(ReadOnlyMemory<float> Vector, bool IsMissing)> EmbedAsync(string text, CancellationToken cancellationToken)
    {
        if (embeddings.Generator is not { } generator || string.IsNullOrWhiteSpace(text))
            return default;
        try
        {
            return (await generator.GenerateVectorAsync(text, cancellationToken: cancellationToken), false);
        }
        catch (ModelException)
        {
            return (default, true);
        }
    }
}
