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
    private readonly Lock _refreshing = new();
    private FrequencyCache _frequencies = new(-1);
    private TermPostings _postings = TermPostings.Empty;

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
        if (tokens.Count == 0 || limit <= 0)
            return [];
        var totals = Totals.Read(session);
        var counts = CountPassages(session, tokens, totals.Generation);
        tokens = [.. tokens.Where(token => counts[token] > 0).OrderBy(token => counts[token]).Take(MaxQueryTerms)];
        if (tokens.Count == 0)
            return [];
        var postings = PostingsFor(session, totals);
        // A term that more than half of the passages hold adds nothing to FTS5's BM25 (its idf is cut off at 0), and most of the work.
        var telling = tokens.Where(token => counts[token] * 2 <= totals.Passages).ToList();
        if (telling.Count > 0 && telling.Count < tokens.Count)
        {
            var found = Search(telling);
            if (found.Count == limit)
                return found;
        }
        return Search(tokens);

        IReadOnlyList<string> Search(List<string> wanted) => postings is null
            ? Match(session, wanted, filter, limit)
            : PassageReader.ReadIds(session, postings.Find(session, totals, wanted, DocumentFilter.From(filter)?.ReadPassages(session), limit));
    }

    /// <summary>Postings of this very snapshot; null when another reader has gone on to a later one.</summary>
    private TermPostings? PostingsFor(SqliteSession session, Totals totals)
    {
        var current = Volatile.Read(ref _postings);
        if (current.Generation < totals.Generation)
        {
            lock (_refreshing)
            {
                current = _postings;
                if (current.Generation < totals.Generation)
                    Volatile.Write(ref _postings, current = current.Refresh(session, totals));
            }
        }
        return current.Generation == totals.Generation ? current : null;
    }

    /// <summary>The same from FTS5 itself: slower, and needs nothing in memory.</summary>
    internal static IReadOnlyList<string> Match(SqliteSession session, IReadOnlyList<string> tokens, PassageFilter filter, int limit)
    {
        var match = string.Join(" OR ", tokens.Select(token => $"\"{token}\""));
        var documents = DocumentFilter.From(filter);
        // The plus sign keeps SQLite from asking FTS5 anew for every passage of the list.
        var condition = documents is null
            ? ""
            : $"AND +rowid IN (SELECT key FROM passages INDEXED BY passages_by_document WHERE document_key IN ({documents.Sql}))";
        using var rows = session.Query($"""
            WITH hits AS MATERIALIZED (
                SELECT rowid AS key, rank AS score FROM passage_terms WHERE passage_terms MATCH $match {condition} ORDER BY rank LIMIT $limit)
            SELECT passages.id FROM hits JOIN passages ON passages.key = hits.key ORDER BY hits.score, hits.key
            """, [("$match", match), ("$limit", limit), .. documents?.Parameters ?? []]);
        return rows.ReadAll(row => row.Text(0));
    }

    public TermStatistics GetStatistics(SqliteSession session, IReadOnlyCollection<string> terms)
    {
        var tokens = terms.Distinct(StringComparer.Ordinal).ToDictionary(term => term, Encode, StringComparer.Ordinal);
        var totals = Totals.Read(session);
        var counts = CountPassages(session, tokens.Values, totals.Generation);
        return new(
            totals.Passages,
            totals.Passages == 0 ? 0 : (double)totals.Terms / totals.Passages,
            tokens.ToDictionary(pair => pair.Key, pair => counts[pair.Value], StringComparer.Ordinal));
    }

    // FTS5 counts by walking a term's whole list: what has been counted is kept until the store changes.
    private Dictionary<string, long> CountPassages(SqliteSession session, IReadOnlyCollection<string> tokens, long generation)
    {
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
