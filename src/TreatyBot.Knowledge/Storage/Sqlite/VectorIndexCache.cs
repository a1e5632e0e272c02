using Microsoft.Extensions.Logging;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>Holds the vector index of the latest generation that was asked for, and reads only what has changed since the one before.</summary>
internal sealed partial class VectorIndexCache(ILogger logger)
{
    private readonly Lock _refreshing = new();
    private VectorIndex _current = VectorIndex.Empty;

    /// <summary>Null until something has been searched by vector.</summary>
    public VectorIndex? Loaded
    {
        get
        {
            var current = Volatile.Read(ref _current);
            return ReferenceEquals(current, VectorIndex.Empty) ? null : current;
        }
    }

    /// <summary>An index at least as new as the snapshot that <paramref name="session"/> reads.</summary>
    public VectorIndex For(SqliteSession session, CancellationToken cancellationToken)
    {
        var generation = Totals.Read(session).Generation;
        var current = Volatile.Read(ref _current);
        if (current.Generation >= generation)
            return current;
        lock (_refreshing)
        {
            if (_current.Generation >= generation)
                return _current;
            var refreshed = Refresh(session, _current, generation, cancellationToken);
            Volatile.Write(ref _current, refreshed);
            return refreshed;
        }
    }

    private VectorIndex Refresh(SqliteSession session, VectorIndex known, long generation, CancellationToken cancellationToken)
    {
        List<(long Key, string Id, string Model, long FirstPassage, int Passages)> present;
        using (var rows = session.Query("""
            SELECT key, id, embedding_model, first_passage, passage_count FROM documents
            WHERE vector_count > 0 AND embedding_model IS NOT NULL ORDER BY key
            """))
        {
            present = rows.ReadAll(row => (row.GetInt64(0), row.Text(1), row.Text(2), row.GetInt64(3), row.GetInt32(4)));
        }
        var documents = new List<IndexedDocument>(present.Count);
        var read = 0;
        foreach (var (key, id, model, firstPassage, passages) in present)
        {
            if (known.Document(key) is { } unchanged)
            {
                documents.Add(unchanged);
                continue;
            }
            cancellationToken.ThrowIfCancellationRequested();
            documents.Add(new(key, firstPassage, model, ReadPassages(session, key, id, passages)));
            read++;
        }
        LogRefreshed(generation, documents.Count, read);
        return new(generation, documents);
    }

    private static IndexedPassage[] ReadPassages(SqliteSession session, long documentKey, string documentId, int count)
    {
        var passages = new List<IndexedPassage>(count);
        using var rows = session.Query("""
            SELECT id, ordinal, count, data FROM passages LEFT JOIN passage_vectors ON passage_key = key
            WHERE document_key = $document ORDER BY key
            """, ("$document", documentKey));
        while (rows.Read())
        {
            passages.Add(new(documentId, rows.GetInt32(1), rows.Text(0),
                rows.IsDBNull(2) ? [] : RowExtensions.UnpackVectors(rows.Blob(3), rows.GetInt32(2))));
        }
        return [.. passages];
    }

    [LoggerMessage(LogLevel.Debug, "Vectors of store generation {Generation}: {Documents} documents, {Read} of them read anew.")]
    private partial void LogRefreshed(long generation, int documents, int read);
}
