using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>Keeps everything in one SQLite file: FTS5 for terms, vectors in memory for search, any number of processes beside each other.</summary>
public sealed class SqlitePassageStore : IPassageStore
{
    /// <summary>After so many a search goes by an index that is newer than its snapshot; it may then miss what has just gone or come.</summary>
    private const int SnapshotAttempts = 10;

    private readonly SqliteDatabase _database;
    private readonly TermIndex _terms = new();
    private readonly VectorIndexCache _vectors;
    private readonly TimeProvider _time;
    // Asked for in each turn.
    private readonly SharedRead<StoreInfo> _info;
    private DocumentReader.Description? _description;

    public SqlitePassageStore(IOptions<StoreOptions> options, TimeProvider time, ILogger<SqlitePassageStore> logger)
        : this(SqliteFile.Resolve(options.Value.Path), TimeSpan.FromSeconds(30), time, logger) { }

    internal SqlitePassageStore(string path, TimeSpan busyTimeout, TimeProvider time, ILogger logger)
    {
        _database = new(path, busyTimeout, logger);
        _vectors = new(logger);
        _time = time;
        _info = new(() => _database.ReadAsync(session => DocumentReader.Describe(session, _database.Path, ref _description), CancellationToken.None));
    }

    /// <summary>For what the contract has no word for.</summary>
    internal SqliteDatabase Database => _database;

    public Task OpenAsync(CancellationToken cancellationToken) =>
        _database.OpenAsync(SqliteSchema.Migrations, cancellationToken);

    public Task<StoreInfo> GetInfoAsync(CancellationToken cancellationToken) =>
        _info.ReadAsync(cancellationToken);

    public Task<IReadOnlyList<DocumentSummary>> ListDocumentsAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync(DocumentReader.List, cancellationToken);

    public Task<SourceDocument?> GetDocumentAsync(string documentId, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => DocumentReader.Get(session, documentId), cancellationToken);

    /// <exception cref="ArgumentException">The entry contradicts itself.</exception>
    public Task ReplaceDocumentAsync(DocumentEntry entry, CancellationToken cancellationToken)
    {
        DocumentEntryCheck.ThrowIfInconsistent(entry);
        return _database.WriteAsync(session => DocumentWriter.Replace(session, entry, _time.GetUtcNow()), cancellationToken);
    }

    public async Task<bool> DeleteDocumentAsync(string documentId, CancellationToken cancellationToken)
    {
        var deleted = false;
        await _database.WriteAsync(session => deleted = DocumentWriter.Delete(session, documentId), cancellationToken);
        return deleted;
    }

    public Task<IReadOnlyList<string>> FindByTermsAsync(
        IReadOnlyCollection<string> terms, PassageFilter filter, int limit, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => _terms.Find(session, terms, filter, limit), cancellationToken);

    public async Task<IReadOnlyList<string>> FindByVectorAsync(
        ReadOnlyMemory<float> vector, string embeddingModel, PassageFilter filter, int limit, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var found = await _database.ReadAsync(session =>
            {
                var totals = Totals.Read(session);
                var index = _vectors.For(session, totals, cancellationToken);
                // Another reader may have begun later and brought the index beyond this snapshot.
                if (index.Generation != totals.Generation && attempt < SnapshotAttempts)
                    return null;
                return index.Find(session, vector, embeddingModel, DocumentFilter.From(filter)?.ReadKeys(session), limit, cancellationToken);
            }, cancellationToken);
            if (found is not null)
                return found;
        }
    }

    public Task<IReadOnlyList<StoredPassage>> GetPassagesAsync(
        IReadOnlyList<string> passageIds, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => PassageReader.Get(session, passageIds), cancellationToken);

    public Task<IReadOnlyList<StoredPassage>> GetDocumentPassagesAsync(string documentId, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => PassageReader.OfDocument(session, documentId), cancellationToken);

    public Task<TermStatistics> GetTermStatisticsAsync(IReadOnlyCollection<string> terms, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => _terms.GetStatistics(session, terms), cancellationToken);

    public Task<IReadOnlyList<TreatyEvent>> GetEventsAsync(EventFilter filter, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => EventReader.Get(session, filter), cancellationToken);

    /// <summary>Each document comes whole and as it is when it is reached; one that leaves meanwhile is left out.</summary>
    public async IAsyncEnumerable<StoredPassage> ReadAllPassagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in await _database.ReadAsync(DocumentReader.ListIds, cancellationToken))
        {
            var passages = await _database.ReadAsync(session => PassageReader.OfDocument(session, id), cancellationToken);
            foreach (var passage in passages)
                yield return passage;
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
