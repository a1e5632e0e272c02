using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Sqlite;
using TreatyBot.ScaleCheck;

namespace TreatyBot.Benchmarks.Parts;

/// <summary>The store's searches by size of a synthetic corpus, beside what FTS5 and Lucene.NET need for the same terms.</summary>
public class StoreParts
{
    private const int Candidates = 80;
    private const int Questions = 200;

    private SqlitePassageStore _store = null!;
    private BareFts _fts = null!;
    private LuceneIndex _lucene = null!;
    private (IReadOnlyList<string> Terms, float[] Vector)[] _questions = [];
    private int _next;

    [Params(1_000, 10_000, 100_000, 500_000)]
    public int Passages { get; set; }

    private (IReadOnlyList<string> Terms, float[] Vector) Next => _questions[_next++ % Questions];

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var corpus = new SyntheticCorpus();
        var documents = Passages / SyntheticCorpus.PassagesPerDocument;
        var folder = Path.Combine(SeedStore.Repository, "data", "benchmarks");
        var path = Path.Combine(folder, $"synthetic-{Passages}.db");
        _store = new SqlitePassageStore(Options.Create(new StoreOptions { Path = path }), TimeProvider.System, NullLogger<SqlitePassageStore>.Instance);
        await _store.OpenAsync(default);
        for (var i = (await _store.GetInfoAsync(default)).DocumentCount; i < documents; i++)
            await _store.ReplaceDocumentAsync(corpus.Document(i), default);
        _fts = new BareFts(path);
        _lucene = new LuceneIndex(Path.Combine(folder, $"lucene-{Passages}"), () => Enumerable.Range(0, documents)
            .SelectMany(i => corpus.Document(i).Passages).Select(entry => (entry.Passage.Id, (IEnumerable<string>)entry.Terms)));
        _questions = [.. Enumerable.Range(0, Questions).Select(i => corpus.Question(i, documents))];
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _lucene.Dispose();
        _fts.Dispose();
        await _store.DisposeAsync();
    }

    [Benchmark(Baseline = true, Description = "bare FTS5 query")]
    public int BareQuery() => _fts.Find(Next.Terms);

    [Benchmark(Description = "Lucene.NET 4.8")]
    public int Lucene() => _lucene.Find(Next.Terms, Candidates).Count;

    [Benchmark(Description = "store by terms")]
    public async Task<int> ByTerms() => (await _store.FindByTermsAsync(Next.Terms, PassageFilter.None, Candidates, default)).Count;

    [Benchmark(Description = "store by vector")]
    public async Task<int> ByVector() => (await _store.FindByVectorAsync(Next.Vector, SyntheticCorpus.Model, PassageFilter.None, Candidates, default)).Count;

    [Benchmark(Description = "store by both, with passages")]
    public async Task<int> ByBoth()
    {
        var (terms, vector) = Next;
        IPassageStore store = _store;
        var found = await store.FindAsync(terms, vector, SyntheticCorpus.Model, PassageFilter.None, Candidates, default);
        return (await store.GetPassagesAsync(found, default)).Count;
    }
}
