using System.Globalization;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>A <see cref="PassageFilter"/> as a query for the keys of the documents that pass it.</summary>
internal sealed record DocumentFilter(string Sql, (string Name, object? Value)[] Parameters)
{
    /// <returns>Null when every document passes.</returns>
    public static DocumentFilter? From(PassageFilter filter)
    {
        var conditions = new List<string>();
        var parameters = new List<(string, object?)>();
        if (filter.DocumentIds is not null)
        {
            conditions.Add("id IN (SELECT value FROM json_each($documents))");
            parameters.Add(("$documents", StoredJson.Write(filter.DocumentIds)));
        }
        if (filter.TreatyIds is not null)
        {
            conditions.Add("key IN (SELECT document_key FROM document_treaties WHERE treaty_id IN (SELECT value FROM json_each($treaties)))");
            parameters.Add(("$treaties", StoredJson.Write(filter.TreatyIds)));
        }
        if (filter.Tiers is not null)
        {
            conditions.Add("tier IN (SELECT value FROM json_each($tiers))");
            parameters.Add(("$tiers", StoredJson.Write(filter.Tiers)));
        }
        if (filter.Language is not null)
        {
            conditions.Add("language = $language");
            parameters.Add(("$language", StoredText.Encode(filter.Language)));
        }
        // A document dated "2023" passes from the first day of 2023 on: it may have been there.
        if (filter.PublishedBy is { } day)
        {
            conditions.Add("(published_from IS NULL OR published_from <= $published)");
            parameters.Add(("$published", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }
        return conditions.Count == 0 ? null : new($"SELECT key FROM documents WHERE {string.Join(" AND ", conditions)}", [.. parameters]);
    }

    public HashSet<long> ReadKeys(SqliteSession session)
    {
        using var rows = session.Query(Sql, Parameters);
        return [.. rows.ReadAll(row => row.GetInt64(0))];
    }

    /// <summary>The keys of the documents' passages as ranges.</summary>
    public IReadOnlyList<(long First, long Count)> ReadPassages(SqliteSession session)
    {
        using var rows = session.Query($"SELECT first_passage, passage_count FROM documents WHERE key IN ({Sql})", Parameters);
        return rows.ReadAll(row => (row.GetInt64(0), row.GetInt64(1)));
    }
}
