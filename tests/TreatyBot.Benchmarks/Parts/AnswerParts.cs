using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Models.Local;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Benchmarks.Parts;

/// <summary>The steps of an answer over the shipped corpus and questions, each beside the bare FTS5 query for the same words.</summary>
public class AnswerParts
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private ServiceProvider _services = null!;
    private BareFts _fts = null!;
    private UnigramTokenizer? _tokenizer;
    private (TreatyCatalogue Catalogue, QuestionFramer Framer) _known;
    private Prepared[] _prepared = [];
    private int _next;

    private Prepared Next => _prepared[_next++ % _prepared.Length];

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _services = await SeedStore.OpenAsync();
        await Get<DocumentDirectory>().RefreshAsync(default);
        _known = Get<CatalogueProvider>().Get();
        _fts = new BareFts(SeedStore.Path);
        var folder = Path.Combine(AppContext.BaseDirectory, "models", "use-lite");
        _tokenizer = Directory.Exists(folder) ? UnigramTokenizer.FromJson(PublishedFiles.Read(folder, PublishedFiles.Vocabulary)) : null;
        var prepared = new List<Prepared>();
        foreach (var text in await SeedStore.QuestionsAsync())
        {
            var frame = _known.Framer.Frame(text, Today);
            if (Abstainer.Decline(frame, Get<DocumentDirectory>().Documents.Count) is not null || frame.Parts.Count > 1)
                continue;
            var expanded = await Get<QueryExpansion>().ExpandAsync(frame, _known.Catalogue, default);
            var query = await Get<QueryBuilder>().BuildAsync(expanded, text, default);
            var passages = await Get<Retriever>().RetrieveAsync(query, PassageFilter.None, default);
            var evidence = Get<EvidenceRanker>().Rank(query, passages);
            var context = new AnswerContext
            {
                Question = new(text), Text = text, Frame = frame, Catalogue = _known.Catalogue, Query = query, Evidence = evidence, AsOf = Today, IsAsOfGiven = false,
                Fitting = await Get<EvidenceFitter>().FitAsync(frame, query, _known.Catalogue, evidence, null, default),
            };
            AnswerDraft? draft = null;
            foreach (var answerer in _services.GetServices<IAnswerer>())
                draft ??= (await answerer.AnswerAsync(context, default))?.Draft;
            if (draft is not null)
                prepared.Add(new(context, expanded, query with { Vector = default }, passages, draft));
        }
        _prepared = [.. prepared];
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _fts.Dispose();
        await _services.DisposeAsync();
    }

    [Benchmark(Baseline = true, Description = "bare FTS5 query")]
    public int BareQuery() => _fts.Find(Next.Context.Query.Terms.Select(term => term.Term));

    [Benchmark(Description = "tokenizer")]
    public int Tokenize() => TextAnalyzer.Terms(Next.Context.Text).Count + (_tokenizer?.Encode(Next.Context.Text).Count ?? 0);

    [Benchmark(Description = "spelling")]
    public Task<string> Mend() => Get<SpellingMender>().MendAsync(Next.Context.Text, _known.Catalogue, default);

    [Benchmark(Description = "framing")]
    public QuestionFrame Frame() => _known.Framer.Frame(Next.Context.Text, Today);

    [Benchmark(Description = "embedding a question")]
    public async Task<int> Embed() => Get<IEmbeddingModel>().Generator is { } generator ? (await generator.GenerateVectorAsync(Next.Expanded)).Length : 0;

    [Benchmark(Description = "query: terms, statistics, vector")]
    public Task<Query> Query()
    {
        var next = Next;
        return Get<QueryBuilder>().BuildAsync(next.Expanded, next.Context.Text, default);
    }

    [Benchmark(Description = "retrieval without vectors")]
    public Task<IReadOnlyList<RetrievedPassage>> RetrieveByTerms() => Get<Retriever>().RetrieveAsync(Next.Lexical, PassageFilter.None, default);

    [Benchmark(Description = "retrieval with vectors")]
    public Task<IReadOnlyList<RetrievedPassage>> Retrieve() => Get<Retriever>().RetrieveAsync(Next.Context.Query, PassageFilter.None, default);

    [Benchmark(Description = "ranking")]
    public RankedEvidence Rank()
    {
        var next = Next;
        return Get<EvidenceRanker>().Rank(next.Context.Query, next.Passages);
    }

    [Benchmark(Description = "fitting")]
    public Task<IReadOnlyList<FittedSentence>> Fit()
    {
        var context = Next.Context;
        return Get<EvidenceFitter>().FitAsync(context.Frame, context.Query, context.Catalogue, context.Evidence, null, default);
    }

    [Benchmark(Description = "composing")]
    public async Task<int> Compose()
    {
        var context = Next.Context;
        foreach (var answerer in _services.GetServices<IAnswerer>())
        {
            if ((await answerer.AnswerAsync(context, default))?.Draft is not null)
                return 1;
        }
        return 0;
    }

    [Benchmark(Description = "checking")]
    public Task<AnswerDraft?> Check() => Get<CitationChecker>().CheckAsync(Next.Draft, default);

    [Benchmark(Description = "whole answer")]
    public Task<Answer> Ask() => Get<IAssistant>().AskAsync(Next.Context.Question, default);

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    private sealed record Prepared(AnswerContext Context, string Expanded, Query Lexical, IReadOnlyList<RetrievedPassage> Passages, AnswerDraft Draft);
}
