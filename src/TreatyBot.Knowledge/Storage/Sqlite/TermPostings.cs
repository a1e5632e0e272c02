using System.Collections.Concurrent;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>The passages that hold a term, and how often each does.</summary>
/// <param name="Passages">Keys, ascending.</param>
internal sealed record Postings(int[] Passages, ushort[] Counts);

/// <summary>
/// Postings and passage lengths of one generation of the store, each term's read from FTS5 when it is first asked for. Scores are
/// FTS5's own bm25(), operation by operation, so that the order is the one FTS5 gives; it only does not walk the file for each question.
/// </summary>
internal sealed class TermPostings
{
    /// <summary>Kept in memory at 6 bytes each; the whole of half a million passages of 60 terms.</summary>
    private const long Capacity = 40_000_000;

    private const double K1 = 1.2;
    private const double B = 0.75;

    /// <summary>Of more new documents than this, one walk over all lengths is quicker than one look-up each.</summary>
    private const int LookedUpSingly = 2_000;

    private readonly ConcurrentDictionary<string, Postings> _terms = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<double[]> _scratch = [];
    private readonly int[] _lengths;
    private long _kept;

    private TermPostings(long generation, long lastDocument, int[] lengths)
    {
        (Generation, LastDocument, _lengths) = (generation, lastDocument, lengths);
    }

    public static TermPostings Empty { get; } = new(-1, 0, []);

    public long Generation { get; }

    private long LastDocument { get; }

    /// <summary>The same for a later snapshot. Lengths stay: keys of documents only grow, and a passage key that is used again is read again.</summary>
    public TermPostings Refresh(SqliteSession session, Totals totals)
    {
        var last = session.Scalar<long>("SELECT coalesce(max(key), 0) FROM documents");
        var size = checked((int)session.Scalar<long>("SELECT coalesce(max(key), 0) + 1 FROM passages"));
        var lengths = new int[Math.Max(size, _lengths.Length)];
        _lengths.CopyTo(lengths, 0);
        List<(long First, long Count)> added;
        using (var rows = session.Query("SELECT first_passage, passage_count FROM documents WHERE key > $last LIMIT $limit",
            ("$last", LastDocument), ("$limit", LookedUpSingly)))
        {
            added = rows.ReadAll(row => (row.GetInt64(0), row.GetInt64(1)));
        }
        if (added.Count == LookedUpSingly)
            added = [(0, size)];
        foreach (var (first, count) in added)
        {
            using var rows = session.Query("SELECT id, sz FROM passage_terms_docsize WHERE id >= $first AND id < $end",
                ("$first", first), ("$end", first + count));
            while (rows.Read())
                lengths[rows.GetInt64(0)] = ReadVarint(rows.Blob(1));
        }
        return new(totals.Generation, Math.Max(last, LastDocument), lengths);
    }

    /// <param name="session">Reads the snapshot of <see cref="Generation"/>.</param>
    /// <param name="tokens">In the order in which FTS5 would add up their scores.</param>
    /// <param name="allowed">Ranges of passages to look in; null for all.</param>
    /// <returns>Keys, best first, and of equals the lower first.</returns>
    public IReadOnlyList<long> Find(
        SqliteSession session, Totals totals, IReadOnlyList<string> tokens, IReadOnlyList<(long First, long Count)>? allowed, int limit)
    {
        var scores = _scratch.TryTake(out var used) ? used : new double[_lengths.Length];
        var touched = new List<int>();
        var average = (double)totals.Terms / totals.Passages;
        foreach (var token in tokens)
        {
            var postings = Read(session, token);
            var weight = Math.Log((totals.Passages - postings.Passages.Length + 0.5) / (postings.Passages.Length + 0.5));
            if (weight <= 0)
                weight = 1e-6;
            for (var i = 0; i < postings.Passages.Length; i++)
            {
                var passage = postings.Passages[i];
                var count = (double)postings.Counts[i];
                if (scores[passage] == 0)
                    touched.Add(passage);
                scores[passage] += weight * (count * (K1 + 1.0) / (count + K1 * (1 - B + B * _lengths[passage] / average)));
            }
        }
        var best = Best(scores, touched, allowed is null ? null : Mark(allowed), limit);
        foreach (var passage in touched)
            scores[passage] = 0;
        _scratch.Add(scores);
        return best;
    }

    private static List<long> Best(double[] scores, List<int> touched, bool[]? allowed, int limit)
    {
        // The queue's head is the worst that is kept.
        var best = new PriorityQueue<int, (double Score, int Passage)>(
            Comparer<(double Score, int Passage)>.Create((left, right) => left.Score == right.Score ? right.Passage.CompareTo(left.Passage) : left.Score.CompareTo(right.Score)));
        var threshold = 0.0;
        foreach (var passage in touched)
        {
            if (scores[passage] < threshold || (allowed is not null && !allowed[passage]))
                continue;
            if (best.Count < limit)
                best.Enqueue(passage, (scores[passage], passage));
            else
                best.EnqueueDequeue(passage, (scores[passage], passage));
            if (best.Count == limit)
                threshold = scores[best.Peek()];
        }
        var ordered = new List<long>(best.Count);
        while (best.TryDequeue(out var passage, out _))
            ordered.Add(passage);
        ordered.Reverse();
        return ordered;
    }

    private bool[] Mark(IReadOnlyList<(long First, long Count)> allowed)
    {
        var marks = new bool[_lengths.Length];
        foreach (var (first, count) in allowed)
            marks.AsSpan((int)first, (int)count).Fill(true);
        return marks;
    }

    private Postings Read(SqliteSession session, string token)
    {
        if (_terms.TryGetValue(token, out var known))
            return known;
        var (passages, counts) = (new List<int>(), new List<ushort>());
        using (var rows = session.Query("SELECT doc FROM temp.passage_instances WHERE term = $term", ("$term", token)))
        {
            while (rows.Read())
            {
                var passage = (int)rows.GetInt64(0);
                if (passages.Count > 0 && passages[^1] == passage)
                {
                    counts[^1] = (ushort)Math.Min(ushort.MaxValue, counts[^1] + 1);
                    continue;
                }
                passages.Add(passage);
                counts.Add(1);
            }
        }
        var read = new Postings([.. passages], [.. counts]);
        if (Interlocked.Add(ref _kept, read.Passages.Length) > Capacity)
        {
            _terms.Clear();
            Interlocked.Exchange(ref _kept, read.Passages.Length);
        }
        return _terms[token] = read;
    }

    // SQLite's: seven bits a byte, the highest first.
    private static int ReadVarint(ReadOnlySpan<byte> bytes)
    {
        var value = 0;
        foreach (var part in bytes)
        {
            value = (value << 7) | (part & 0x7F);
            if (part < 0x80)
                break;
        }
        return value;
    }
}
