using Microsoft.Data.Sqlite;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>Reads passages with their vectors.</summary>
internal static class PassageReader
{
    private const string Columns = """
        passages.id, documents.id, passages.ordinal, passages.start, passages.length, passages.locator, passages.headings,
        passages.sentences, passages.text, passage_vectors.count, passage_vectors.data
        """;

    public static IReadOnlyList<StoredPassage> Get(SqliteSession session, IReadOnlyList<string> passageIds)
    {
        var slots = new StoredPassage?[passageIds.Count];
        using (var rows = session.Query($"""
            SELECT {Columns}, wanted.key FROM json_each($ids) AS wanted
            CROSS JOIN passages ON passages.id = wanted.value CROSS JOIN documents ON documents.key = passages.document_key
            LEFT JOIN passage_vectors ON passage_vectors.passage_key = passages.key
            """, ("$ids", StoredJson.Write(passageIds))))
        {
            while (rows.Read())
                slots[rows.GetInt32(11)] = Read(rows);
        }
        return [.. slots.OfType<StoredPassage>()];
    }

    public static IReadOnlyList<StoredPassage> OfDocument(SqliteSession session, string documentId)
    {
        using var rows = session.Query($"""
            SELECT {Columns} FROM documents JOIN passages ON passages.document_key = documents.key
            LEFT JOIN passage_vectors ON passage_vectors.passage_key = passages.key
            WHERE documents.id = $id ORDER BY passages.ordinal
            """, ("$id", StoredText.Encode(documentId)));
        return rows.ReadAll(Read);
    }

    /// <summary>The ids of the passages under these keys that exist, in the order asked for.</summary>
    public static IReadOnlyList<string> ReadIds(SqliteSession session, IReadOnlyCollection<long> keys)
    {
        using var rows = session.Query(
            "SELECT passages.id FROM json_each($keys) AS wanted CROSS JOIN passages ON passages.key = wanted.value ORDER BY wanted.key",
            ("$keys", StoredJson.Write(keys)));
        return rows.ReadAll(row => row.Text(0));
    }

    /// <summary>What <paramref name="read"/> makes of the vectors under each of these keys that exist.</summary>
    public static Dictionary<long, T> ReadVectors<T>(SqliteSession session, IEnumerable<long> keys, Func<float[][], T> read)
    {
        using var rows = session.Query("""
            SELECT passage_key, count, data FROM json_each($keys) AS wanted CROSS JOIN passage_vectors ON passage_key = wanted.value
            """, ("$keys", StoredJson.Write(keys)));
        var values = new Dictionary<long, T>();
        while (rows.Read())
            values[rows.GetInt64(0)] = read(RowExtensions.UnpackVectors(rows.Blob(2), rows.GetInt32(1)));
        return values;
    }

    private static StoredPassage Read(SqliteDataReader row)
    {
        var start = row.GetInt32(3);
        var headings = row.GetString(6);
        return new(
            new()
            {
                Id = row.Text(0),
                DocumentId = row.Text(1),
                Ordinal = row.GetInt32(2),
                Start = start,
                Length = row.GetInt32(4),
                Locator = row.Text(5),
                Headings = headings == "[]" ? [] : StoredJson.Read<string[]>(headings),
                Sentences = RowExtensions.UnpackSentences(row.GetFieldValue<byte[]>(7), start),
                Text = row.Text(8),
            },
            row.IsDBNull(9) ? [] : RowExtensions.UnpackVectors(row.Blob(10), row.GetInt32(9)));
    }
}
