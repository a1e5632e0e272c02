using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Qdrant;
using TreatyBot.Knowledge.Storage.Sqlite;

namespace TreatyBot.ScaleCheck;

/// <summary>One corpus in one store: how long it takes to come in, what room it takes, how quickly it is searched.</summary>
internal sealed class StoreMeasurement(DirectoryInfo folder, Uri? qdrant, int questions)
{
    private const int Candidates = 80;
    private static readonly TimeProvider Time = TimeProvider.System;

    public const string Header = """
        | passages | ingest, passages/s | file | resident | first search | after a write | terms p50 / p99 | vectors p50 / p99 | both with passages p50 / p99 |
        |---|---|---|---|---|---|---|---|---|
        """;

    public async Task<string> RunAsync(int passages, CancellationToken cancellationToken)
    {
        folder.Create();
        var path = Path.Combine(folder.FullName, $"scale-{passages}.db");
        var corpus = new SyntheticCorpus();
        var documents = passages / SyntheticCorpus.PassagesPerDocument;
        var rate = await FillAsync(path, corpus, documents, cancellationToken);
        GC.Collect();

        await using var store = await OpenAsync(path, cancellationToken);
        var asked = Enumerable.Range(0, questions).Select(i => corpus.Question(i, documents)).ToList();
        var first = await TimeAsync(() => SearchAsync(store, asked[0], cancellationToken));
        var (terms, vectors, both) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var question in asked)
            terms.Add(await TimeAsync(() => store.FindByTermsAsync(question.Terms, PassageFilter.None, Candidates, cancellationToken)));
        foreach (var question in asked)
            vectors.Add(await TimeAsync(() => store.FindByVectorAsync(question.Vector, SyntheticCorpus.Model, PassageFilter.None, Candidates, cancellationToken)));
        foreach (var question in asked)
            both.Add(await TimeAsync(() => SearchAsync(store, question, cancellationToken)));
        GC.Collect();
        var resident = Environment.WorkingSet;
        await store.ReplaceDocumentAsync(corpus.Document(documents / 2), cancellationToken);
        var after = await TimeAsync(() => SearchAsync(store, asked[1], cancellationToken));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {passages:N0} | {rate} | {Size(path)} | {resident >> 20:N0} MB | {first:N0} ms | {after:N0} ms | {Spread(terms)} | {Spread(vectors)} | {Spread(both)} |");
    }

    private async Task<string> FillAsync(string path, SyntheticCorpus corpus, int documents, CancellationToken cancellationToken)
    {
        await using var store = await OpenAsync(path, cancellationToken);
        if ((await store.GetInfoAsync(cancellationToken)).DocumentCount >= documents)
            return "was there";
        var spent = 0.0;
        for (var i = 0; i < documents; i++)
        {
            var entry = corpus.Document(i);
            spent += await TimeAsync(() => store.ReplaceDocumentAsync(entry, cancellationToken));
            if ((i + 1) % 500 == 0)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(i + 1) * SyntheticCorpus.PassagesPerDocument:N0} passages, {(i + 1) * SyntheticCorpus.PassagesPerDocument / spent * 1000:N0} a second"));
        }
        return (documents * SyntheticCorpus.PassagesPerDocument / spent * 1000).ToString("N0", CultureInfo.InvariantCulture);
    }

    private async Task<IPassageStore> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var options = Options.Create(new StoreOptions { Path = path, Endpoint = qdrant, Collection = Path.GetFileNameWithoutExtension(path) });
        IPassageStore store = qdrant is null
            ? new SqlitePassageStore(options, Time, NullLogger<SqlitePassageStore>.Instance)
            : new QdrantPassageStore(options, Options.Create(new QdrantOptions()), Time, NullLogger<QdrantPassageStore>.Instance);
        await store.OpenAsync(cancellationToken);
        return store;
    }

    private static async Task<object?> SearchAsync(IPassageStore store, (IReadOnlyList<string> Terms, float[] Vector) question, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(question.Terms, question.Vector, SyntheticCorpus.Model, PassageFilter.None, Candidates, cancellationToken);
        return await store.GetPassagesAsync(found, cancellationToken);
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Time.GetTimestamp();
        await work();
        return Time.GetElapsedTime(started).TotalMilliseconds;
    }

    private static string Size(string path) =>
        File.Exists(path) ? string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(path).Length / 1_000_000:N0} MB") : "on the server";

    private static string Spread(List<double> values)
    {
        values.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{values[values.Count / 2]:0.#} / {values[Math.Min(values.Count - 1, values.Count * 99 / 100)]:0} ms");
    }
}
