using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>Candidates and statistics from the FTS5 table of analysed terms.</summary>
internal sealed class TermIndex
{
    /// <summary>A question of more distinct terms is searched by its rarest ones.</summary>
    private const int MaxQueryTerms = 128;

    private const int MaxTokenBytes = 256;
    private const int FrequencyCacheLimit = 200_000;
    private FrequencyCache _frequencies = new(-1);

    /// <summary>
    /// The form in which a term stands in the index. FTS5's ASCII tokeniser keeps every character beyond ASCII; the others it could
    /// split at or fold are escaped, so that one term is one token, and a quoted token can hold no syntax.
    /// </summary>
    public static string Encode(string term)
    {
        var plain = true;
        foreach (var c in term)
            plain &= c is (>= 'a' and <= 'z') or (>= '0' and <= '9') || (c > '\u007F' && !char.IsSurrogate(c));
        var token = term;
        if (!plain || term.Length == 0)
        {
            var escaped = new StringBuilder("_");
            foreach (var c in term)
            {
                if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9') || (c > '\u007F' && !char.IsSurrogate(c)))
                    escaped.Append(c);
                else
                    escaped.Append(CultureInfo.InvariantCulture, $"_{(int)c:x4}");
            }
            token = escaped.ToString();
        }
        return Encoding.UTF8.GetByteCount(token) <= MaxTokenBytes
            ? token
            : "__" + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(term)));
    }

    public IReadOnlyList<string> Find(SqliteSession session, IReadOnlyCollection<string> terms, PassageFilter filter, int limit)
    {
        var tokens = terms.Select(Encode).Distinct(StringComparer.Ordinal).ToList();
        if (tokens.Count > MaxQueryTerms)
        {
            var counts = CountPassages(session, tokens);
            tokens = [.. tokens.Where(token => counts[token] > 0).OrderBy(token => counts[token]).Take(MaxQueryTerms)];
        }
        if (tokens.Count == 0 || limit <= 0)
            return [];
        var match = string.Join(" OR ", tokens.Select(token => $"\"{token}\""));
        var documents = DocumentFilter.From(filter);
        // CROSS JOIN keeps the search outermost; FTS5 hands out the rows ready ranked.
        using var rows = documents is null
            ? session.Query("""
                WITH hits AS MATERIALIZED (
                    SELECT rowid AS key, rank AS score FROM passage_terms WHERE passage_terms MATCH $match ORDER BY rank LIMIT $limit)
                SELECT passages.id FROM hits JOIN passages ON passages.key = hits.key ORDER BY hits.score, hits.key
                """, ("$match", match), ("$limit", limit))
            : session.Query($"""
                SELECT passages.id FROM passage_terms CROSS JOIN passages ON passages.key = passage_terms.rowid
                WHERE passage_terms MATCH $match AND passages.document_key IN ({documents.Sql})
                ORDER BY passage_terms.rank LIMIT $limit
                """, [("$match", match), ("$limit", limit), .. documents.Parameters]);
        return rows.ReadAll(row => StoredText.Decode(row.GetString(0)));
    }

    public TermStatistics GetStatistics(SqliteSession session, IReadOnlyCollection<string> terms)
    {
        var tokens = terms.Distinct(StringComparer.Ordinal).ToDictionary(term => term, Encode, StringComparer.Ordinal);
        var counts = CountPassages(session, tokens.Values);
        var totals = Totals.Read(session);
        return new(
            totals.Passages,
            totals.Passages == 0 ? 0 : (double)totals.Terms / totals.Passages,
            tokens.ToDictionary(pair => pair.Key, pair => counts[pair.Value], StringComparer.Ordinal));
    }

    // FTS5 counts by walking a term's whole list: what has been counted is kept until the store changes.
    private Dictionary<string, long> CountPassages(SqliteSession session, IReadOnlyCollection<string> tokens)
    {
        var generation = Totals.Read(session).Generation;
        var cache = Volatile.Read(ref _frequencies);
        if (cache.Generation != generation || cache.Counts.Count > FrequencyCacheLimit)
            Volatile.Write(ref _frequencies, cache = new(generation));
        var missing = tokens.Where(token => !cache.Counts.ContainsKey(token)).Distinct(StringComparer.Ordinal).ToList();
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        if (missing.Count > 0)
        {
            using var rows = session.Query("""
                SELECT wanted.value, passage_vocabulary.doc FROM json_each($tokens) AS wanted
                CROSS JOIN passage_vocabulary ON passage_vocabulary.term = wanted.value
                """, ("$tokens", StoredJson.Write(missing)));
            while (rows.Read())
                found[rows.GetString(0)] = rows.GetInt64(1);
        }
        foreach (var token in missing)
            cache.Counts[token] = found.GetValueOrDefault(token);
        return tokens.Distinct(StringComparer.Ordinal)
            .ToDictionary(token => token, token => cache.Counts.GetValueOrDefault(token), StringComparer.Ordinal);
    }

    private sealed record FrequencyCache(long Generation)
    {
        public ConcurrentDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);
    }
}
