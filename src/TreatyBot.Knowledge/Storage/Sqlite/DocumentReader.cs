using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>Reads documents and the store's totals.</summary>
internal static class DocumentReader
{
    public static IReadOnlyList<DocumentSummary> List(SqliteSession session)
    {
        using var rows = session.Query("""
            SELECT id, path, content_hash, index_version, embedding_model, metadata, passage_count, ingested_at FROM documents
            """);
        var summaries = rows.ReadAll(row => new DocumentSummary
        {
            Id = row.Text(0),
            Path = row.Text(1),
            ContentHash = row.Text(2),
            IndexVersion = row.Text(3),
            EmbeddingModel = row.OptionalText(4),
            Metadata = StoredJson.Read<DocumentMetadata>(row.GetString(5)),
            PassageCount = row.GetInt32(6),
            IngestedAt = RowExtensions.ParseStamp(row.GetString(7)),
        });
        summaries.Sort((left, right) => string.CompareOrdinal(left.Id, right.Id));
        return summaries;
    }

    public static SourceDocument? Get(SqliteSession session, string documentId)
    {
        using var row = session.Query("""
            SELECT path, content_hash, metadata, text FROM documents JOIN document_texts ON document_key = key WHERE id = $id
            """, ("$id", StoredText.Encode(documentId)));
        return !row.Read() ? null : new SourceDocument
        {
            Id = documentId,
            Path = row.Text(0),
            ContentHash = row.Text(1),
            Metadata = StoredJson.Read<DocumentMetadata>(row.GetString(2)),
            Text = row.Text(3),
        };
    }

    public static List<string> ListIds(SqliteSession session)
    {
        using var rows = session.Query("SELECT id FROM documents");
        var ids = rows.ReadAll(row => row.Text(0));
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    /// <param name="session">Reads one snapshot.</param>
    /// <param name="path">Of the file.</param>
    /// <param name="latest">What was said at the latest call, and of which generation; taken over when nothing has changed since.</param>
    public static StoreInfo Describe(SqliteSession session, string path, ref Description? latest)
    {
        var totals = Totals.Read(session);
        if (Volatile.Read(ref latest) is { } known && known.Totals == totals)
            return known.Info;
        var info = Describe(session, path, totals);
        Volatile.Write(ref latest, new(totals, info));
        return info;
    }

    private static StoreInfo Describe(SqliteSession session, string path, Totals totals)
    {
        using var rows = session.Query("SELECT id, content_hash FROM documents");
        return new(
            nameof(StoreProvider.Sqlite),
            path,
            (int)session.Scalar<long>("PRAGMA user_version"),
            (int)totals.Documents,
            totals.Passages,
            totals.Vectors,
            CorpusFingerprint.Of(rows.ReadAll(row => (row.Text(0), row.Text(1)))));
    }

    /// <summary>What the store said of itself at some generation.</summary>
    internal sealed record Description(Totals Totals, StoreInfo Info);
}
