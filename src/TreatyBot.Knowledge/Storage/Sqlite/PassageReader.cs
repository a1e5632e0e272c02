using Microsoft.Data.Sqlite;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>Reads passages, with their vectors from memory where they are there.</summary>
internal static class PassageReader
{
    private const string Columns = """
        passages.key, passages.document_key, passages.id, documents.id, passages.ordinal, passages.start, passages.length,
        passages.locator, passages.headings, passages.sentences, passages.text
        """;

    public static IReadOnlyList<StoredPassage> Get(SqliteSession session, IReadOnlyList<string> passageIds, VectorIndex? index)
    {
        var slots = new StoredPassage?[passageIds.Count];
        using (var rows = session.Query($"""
            SELECT {Columns}, wanted.key FROM json_each($ids) AS wanted
            CROSS JOIN passages ON passages.id = wanted.value CROSS JOIN documents ON documents.key = passages.document_key
            """, ("$ids", StoredJson.Write(passageIds))))
        {
            while (rows.Read())
                slots[rows.GetInt32(11)] = Read(session, rows, index);
        }
        return [.. slots.OfType<StoredPassage>()];
    }

    public static IReadOnlyList<StoredPassage> OfDocument(SqliteSession session, string documentId, VectorIndex? index)
    {
        using var rows = session.Query($"""
            SELECT {Columns} FROM documents JOIN passages ON passages.document_key = documents.key
            WHERE documents.id = $id ORDER BY passages.ordinal
            """, ("$id", StoredText.Encode(documentId)));
        return rows.ReadAll(row => Read(session, row, index));
    }

    private static StoredPassage Read(SqliteSession session, SqliteDataReader row, VectorIndex? index)
    {
        var start = row.GetInt32(5);
        var headings = row.GetString(8);
        return new(
            new()
            {
                Id = row.Text(2),
                DocumentId = row.Text(3),
                Ordinal = row.GetInt32(4),
                Start = start,
                Length = row.GetInt32(6),
                Locator = row.Text(7),
                Headings = headings == "[]" ? [] : StoredJson.Read<string[]>(headings),
                Sentences = RowExtensions.UnpackSentences(row.GetFieldValue<byte[]>(9), start),
                Text = row.Text(10),
            },
            index?.VectorsOf(row.GetInt64(1), row.GetInt64(0)) ?? ReadVectors(session, row.GetInt64(0)));
    }

    private static float[][] ReadVectors(SqliteSession session, long passageKey)
    {
        using var row = session.Query("SELECT count, data FROM passage_vectors WHERE passage_key = $key", ("$key", passageKey));
        return row.Read() ? RowExtensions.UnpackVectors(row.Blob(1), row.GetInt32(0)) : [];
    }
}
