using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>
/// Keeps everything in one Qdrant collection behind an alias: passages with dense multivectors and sparse vectors, and beside them
/// documents, texts, events and the manifest that says which of them show.
/// </summary>
public sealed partial class QdrantPassageStore : IPassageStore
{
    /// <summary>The first version whose upserts take a condition.</summary>
    private static readonly Version Comparing = new(1, 16);

    /// <summary>The first version with multivectors, the idf modifier and batches of queries.</summary>
    private static readonly Version Oldest = new(1, 10);

    private readonly StoreOptions _store;
    private readonly QdrantOptions _options;
    private readonly QdrantTransport _transport;
    private readonly QdrantClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string? _buildTarget;
    private readonly IEmbeddingModel? _embeddings;
    private volatile Parts? _parts;
    private volatile Cache _cache = new("", 0);
    private bool _disposed;

    /// <param name="embeddings">Whose vectors a new collection has room for on servers that cannot add it later, those before 1.19.</param>
    public QdrantPassageStore(
        IOptions<StoreOptions> store, IOptions<QdrantOptions> options, TimeProvider time, ILogger<QdrantPassageStore> logger,
        IEmbeddingModel? embeddings = null)
        : this(store.Value, options.Value, null, time, logger, embeddings) { }

    private QdrantPassageStore(
        StoreOptions store, QdrantOptions options, string? buildTarget, TimeProvider time, ILogger logger, IEmbeddingModel? embeddings)
    {
        (_store, _options, _buildTarget, _time, _logger, _embeddings) = (store, options, buildTarget, time, logger, embeddings);
        _transport = new(store, options, time, logger);
        _client = new(_transport, options);
    }

    /// <summary>For what the contract has no word for.</summary>
    internal QdrantClient Client => _client;

    internal string Collection => _store.Collection;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_parts is not null)
            return;
        var said = await _client.GetVersionAsync(cancellationToken);
        if (!Version.TryParse(said.Version.Split('-', '+')[0], out var version))
            throw QdrantErrors.NotQdrant(_client.Endpoint, $"it calls itself '{said.Title}', version '{said.Version}'.");
        if (version < Oldest)
            throw new StoreException($"Qdrant {version} at {_client.Endpoint} (setting Store:Endpoint) is too old: multivectors and batches of queries came with {Oldest}. Run a newer one.");
        var setup = new CollectionSetup(_client, _options, version);
        var info = await _client.GetCollectionAsync(Collection, cancellationToken) ?? await CreateAsync(setup, cancellationToken);
        setup.Verify(Collection, info);
        await setup.CompleteAsync(Collection, info, cancellationToken);
        var manifests = new ManifestStore(_client, Collection, version >= Comparing, _time);
        await SettleAsync(manifests, cancellationToken);
        var writer = new QdrantDocumentWriter(_client, manifests, setup, _options, _time, _logger);
        _parts = new(version, manifests, writer, new(_client), new(_client, _options));
    }

    public async Task<StoreInfo> GetInfoAsync(CancellationToken cancellationToken)
    {
        var manifest = await Opened().Manifests.ReadAsync(cancellationToken);
        var documents = await DocumentsAsync(manifest, cancellationToken);
        return new(
            nameof(StoreProvider.Qdrant), $"{_client.Endpoint} ({Collection})", manifest.Schema, manifest.Documents, manifest.Passages, manifest.Vectors,
            CorpusFingerprint.Of(documents.Select(document => (document.Id, document.ContentHash))));
    }

    public async Task<IReadOnlyList<DocumentSummary>> ListDocumentsAsync(CancellationToken cancellationToken) =>
        [.. (await DocumentsAsync(await Opened().Manifests.ReadAsync(cancellationToken), cancellationToken)).Select(document => document.ToSummary())];

    public async Task<SourceDocument?> GetDocumentAsync(string documentId, CancellationToken cancellationToken)
    {
        var found = await Opened().Reader.GetDocumentAsync(await RecentAsync(cancellationToken), documentId, cancellationToken);
        return found is not { } document ? null : new SourceDocument
        {
            Id = documentId,
            Path = document.Record.Path,
            ContentHash = document.Record.ContentHash,
            Metadata = document.Record.Metadata,
            Text = document.Text,
        };
    }

    /// <exception cref="ArgumentException">The entry contradicts itself.</exception>
    public Task ReplaceDocumentAsync(DocumentEntry entry, CancellationToken cancellationToken)
    {
        DocumentEntryCheck.ThrowIfInconsistent(entry);
        return Opened().Writer.ReplaceAsync(entry, cancellationToken);
    }

    public Task<bool> DeleteDocumentAsync(string documentId, CancellationToken cancellationToken) =>
        Opened().Writer.DeleteAsync(documentId, cancellationToken);

    public async Task<IReadOnlyList<string>> FindByTermsAsync(
        IReadOnlyCollection<string> terms, PassageFilter filter, int limit, CancellationToken cancellationToken) =>
        (await Opened().Search.FindAsync(await RecentAsync(cancellationToken), terms, default, null, filter, limit, cancellationToken)).ByTerms;

    public async Task<IReadOnlyList<string>> FindByVectorAsync(
        ReadOnlyMemory<float> vector, string embeddingModel, PassageFilter filter, int limit, CancellationToken cancellationToken) =>
        (await Opened().Search.FindAsync(await RecentAsync(cancellationToken), [], vector, embeddingModel, filter, limit, cancellationToken)).ByVector;

    public async Task<IReadOnlyList<string>> FindAsync(
        IReadOnlyCollection<string> terms, ReadOnlyMemory<float> vector, string? embeddingModel, PassageFilter filter, int limit,
        CancellationToken cancellationToken)
    {
        var (byTerms, byVector) = await Opened().Search.FindAsync(
            await RecentAsync(cancellationToken), terms, vector, embeddingModel, filter, limit, cancellationToken);
        return [.. byTerms.Union(byVector, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<StoredPassage>> GetPassagesAsync(IReadOnlyList<string> passageIds, CancellationToken cancellationToken)
    {
        var manifest = await RecentAsync(cancellationToken);
        var cache = CacheOf(manifest);
        var found = new Dictionary<string, StoredPassage>(StringComparer.Ordinal);
        foreach (var id in passageIds)
        {
            if (cache.Passages.TryGetValue(id, out var known))
                found[id] = known;
        }
        var missing = passageIds.Where(id => !found.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var passage in missing.Count == 0 ? [] : await Opened().Reader.GetPassagesAsync(manifest, missing, cancellationToken))
            found[passage.Passage.Id] = cache.Add(passage);
        return [.. passageIds.Select(id => found.GetValueOrDefault(id)).OfType<StoredPassage>()];
    }

    public async Task<IReadOnlyList<StoredPassage>> GetDocumentPassagesAsync(string documentId, CancellationToken cancellationToken) =>
        await Opened().Reader.GetDocumentPassagesAsync(await RecentAsync(cancellationToken), documentId, cancellationToken);

    public async Task<TermStatistics> GetTermStatisticsAsync(IReadOnlyCollection<string> terms, CancellationToken cancellationToken)
    {
        var manifest = await RecentAsync(cancellationToken);
        var cache = CacheOf(manifest);
        var wanted = terms.Distinct(StringComparer.Ordinal).ToList();
        var missing = wanted.Where(term => !cache.Frequencies.ContainsKey(term)).ToList();
        var counted = missing.Count == 0 ? [] : await Opened().Search.CountAsync(manifest, missing, cancellationToken);
        foreach (var (term, count) in counted)
            cache.Frequencies[term] = count;
        return new(
            manifest.Passages,
            manifest.Passages == 0 ? 0 : (double)manifest.Terms / manifest.Passages,
            wanted.ToDictionary(term => term, term => counted.TryGetValue(term, out var count) ? count : cache.Frequencies[term], StringComparer.Ordinal));
    }

    public async Task<IReadOnlyList<TreatyEvent>> GetEventsAsync(EventFilter filter, CancellationToken cancellationToken) =>
        await Opened().Reader.GetEventsAsync(await RecentAsync(cancellationToken), filter, cancellationToken);

    /// <summary>Each document comes whole and as it is when it is reached; one that leaves meanwhile is left out.</summary>
    public async IAsyncEnumerable<StoredPassage> ReadAllPassagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var document in await ListDocumentsAsync(cancellationToken))
        {
            foreach (var passage in await GetDocumentPassagesAsync(document.Id, cancellationToken))
                yield return passage;
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            _parts?.Writer.Dispose();
            _transport.Dispose();
        }
        return default;
    }

    private ValueTask<Manifest> RecentAsync(CancellationToken cancellationToken) => Opened().Manifests.ReadRecentAsync(cancellationToken);

    private Parts Opened()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _parts ?? throw new InvalidOperationException("The store has not been opened.");
    }

    private async Task<IReadOnlyList<DocumentRecord>> DocumentsAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        var cache = CacheOf(manifest);
        return cache.Documents ??= await Opened().Reader.ListDocumentsAsync(manifest, cancellationToken);
    }

    private Cache CacheOf(Manifest manifest)
    {
        var cache = _cache;
        return cache.Home == manifest.Home && cache.Revision == manifest.Revision ? cache : _cache = new(manifest.Home, manifest.Revision);
    }

    private sealed record Parts(Version Server, ManifestStore Manifests, QdrantDocumentWriter Writer, QdrantReader Reader, QdrantSearch Search);

    /// <summary>What has been read under one revision of the manifest.</summary>
    private sealed class Cache(string home, long revision)
    {
        private const int PassageLimit = 4_096;

        public string Home { get; } = home;

        public long Revision { get; } = revision;

        public IReadOnlyList<DocumentRecord>? Documents { get; set; }

        public ConcurrentDictionary<string, long> Frequencies { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, StoredPassage> Passages { get; } = new(StringComparer.Ordinal);

        public StoredPassage Add(StoredPassage passage)
        {
            if (Passages.Count >= PassageLimit)
                Passages.Clear();
            return Passages[passage.Passage.Id] = passage;
        }
    }
}
