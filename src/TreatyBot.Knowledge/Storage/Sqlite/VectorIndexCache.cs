using Microsoft.Extensions.Logging;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>Holds the vector index of the latest generation that was asked for, and reads only what has changed since the one before.</summary>
internal sealed partial class VectorIndexCache(ILogger logger)
{
    private readonly Lock _refreshing = new();
    private VectorIndex _current = VectorIndex.Empty;

    /// <summary>An index at least as new as the snapshot that <paramref name="session"/> reads.</summary>
    public VectorIndex For(SqliteSession session, Totals totals, CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref _current);
        if (current.Generation >= totals.Generation)
            return current;
        lock (_refreshing)
        {
            if (_current.Generation >= totals.Generation)
                return _current;
            var refreshed = Refresh(session, _current, totals, cancellationToken);
            Volatile.Write(ref _current, refreshed);
            return refreshed;
        }
    }

    // Keys of documents only grow, and what is stored under a key never changes: what is new lies behind the last key, and when the
    // vectors then do not add up, something has gone.
    private VectorIndex Refresh(SqliteSession session, VectorIndex known, Totals totals, CancellationToken cancellationToken)
    {
        var added = ReadDocuments(session, known.LastKey, cancellationToken);
        var stayed = known.Documents;
        if (known.VectorCount + added.Sum(document => (long)document.Scales.Length) != totals.Vectors)
        {
            using var rows = session.Query("SELECT key FROM documents");
            var present = rows.ReadAll(row => row.GetInt64(0)).ToHashSet();
            stayed = [.. known.Documents.Where(document => present.Contains(document.Key))];
        }
        var lastKey = session.Scalar<long>("SELECT coalesce(max(key), 0) FROM documents");
        LogRefreshed(totals.Generation, stayed.Count + added.Count, added.Count);
        return new(totals.Generation, Math.Max(known.LastKey, lastKey), [.. stayed, .. added]);
    }

    private static List<IndexedDocument> ReadDocuments(SqliteSession session, long after, CancellationToken cancellationToken)
    {
        List<(long Key, string Id, string Model, int Vectors)> present;
        using (var rows = session.Query("""
            SELECT key, id, embedding_model, vector_count FROM documents
            WHERE key > $after AND vector_count > 0 AND embedding_model IS NOT NULL ORDER BY key
            """, ("$after", after)))
        {
            present = rows.ReadAll(row => (row.GetInt64(0), row.Text(1), string.Intern(row.Text(2)), row.GetInt32(3)));
        }
        var documents = new List<IndexedDocument>(present.Count);
        using var passages = session.Query("""
            SELECT document_key, key, ordinal, count, data FROM passages INDEXED BY passages_by_document
            CROSS JOIN passage_vectors ON passage_key = key
            WHERE document_key > $after AND count > 0 ORDER BY document_key, ordinal
            """, ("$after", after));
        var more = passages.Read();
        foreach (var (key, id, model, vectors) in present)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (more && passages.GetInt64(0) < key)
                more = passages.Read();
            var builder = new Builder(vectors);
            for (; more && passages.GetInt64(0) == key; more = passages.Read())
                builder.Add(passages.GetInt64(1), passages.GetInt32(2), passages.GetInt32(3), passages.Blob(4));
            documents.Add(builder.Build(key, id, model));
        }
        return documents;
    }

    [LoggerMessage(LogLevel.Debug, "Vectors of store generation {Generation}: {Documents} documents, {Read} of them read anew.")]
    private partial void LogRefreshed(long generation, int documents, int read);

    private sealed class Builder(int vectors)
    {
        private readonly float[] _scales = new float[vectors];
        private readonly float[] _errors = new float[vectors];
        private readonly List<long> _keys = [];
        private readonly List<int> _ordinals = [];
        private readonly List<int> _ends = [];
        private sbyte[] _codes = [];
        private int _dimensions;
        private int _count;

        public void Add(long key, int ordinal, int count, ReadOnlySpan<byte> data)
        {
            if (_count == 0)
            {
                _dimensions = data.Length / count / sizeof(float);
                _codes = new sbyte[vectors * _dimensions];
            }
            // The bytes in SQLite's memory need not be aligned.
            var values = RowExtensions.UnpackFloats(data);
            for (var i = 0; i < count; i++, _count++)
            {
                (_scales[_count], _errors[_count]) = QuantizedVectors.Quantize(
                    values.AsSpan(i * _dimensions, _dimensions), _codes.AsSpan(_count * _dimensions, _dimensions));
            }
            _keys.Add(key);
            _ordinals.Add(ordinal);
            _ends.Add(_count);
        }

        public IndexedDocument Build(long key, string id, string model) =>
            new(key, id, model, _dimensions, [.. _keys], [.. _ordinals], [.. _ends], _codes, _scales, _errors);
    }
}
