using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>A document's passages that have vectors, and the vectors rounded.</summary>
/// <param name="Key">The document's; never used twice.</param>
/// <param name="Ends">For each passage, how many vectors there are up to its last.</param>
/// <param name="Codes">The vectors one after the other, <paramref name="Dimensions"/> bytes each.</param>
internal sealed record IndexedDocument(
    long Key, string Id, string Model, int Dimensions, long[] PassageKeys, int[] Ordinals, int[] Ends, sbyte[] Codes, float[] Scales, float[] Errors);

/// <summary>
/// The vectors of one generation of the store, rounded to a byte a dimension. The rounded ones tell which few can be among the best;
/// those are compared by what the file holds, so that the order is that of the vectors themselves. Immutable.
/// </summary>
/// <param name="generation">Of the store.</param>
/// <param name="lastKey">The highest document key that has been looked at.</param>
/// <param name="documents">Ordered by key.</param>
internal sealed class VectorIndex(long generation, long lastKey, IndexedDocument[] documents)
{
    /// <summary>Below so many multiplications, handing out work costs more than it saves.</summary>
    private const long ParallelThreshold = 1 << 21;

    public static VectorIndex Empty { get; } = new(-1, 0, []);

    public long Generation => generation;

    public long LastKey => lastKey;

    public IReadOnlyList<IndexedDocument> Documents => documents;

    public long VectorCount { get; } = documents.Sum(document => (long)document.Scales.Length);

    /// <param name="session">Reads the snapshot that this index was made of.</param>
    /// <param name="filter">Keys of the documents to look in; null for all.</param>
    public IReadOnlyList<string> Find(
        SqliteSession session, ReadOnlyMemory<float> vector, string model, IReadOnlySet<long>? filter, int limit, CancellationToken cancellationToken)
    {
        var among = filter is null ? documents : [.. filter.Select(Document).OfType<IndexedDocument>()];
        if (limit <= 0 || among.Length == 0)
            return [];
        var found = Scan(among, new(vector.Span), model, limit, cancellationToken);
        var scored = PassageReader.ReadVectors(session, found.Select(candidate => candidate.Key), vectors =>
        {
            var best = float.NegativeInfinity;
            foreach (var candidate in vectors)
                best = Math.Max(best, TensorPrimitives.Dot(candidate, vector.Span));
            return best;
        });
        var best = found.Where(candidate => scored.ContainsKey(candidate.Key))
            .OrderByDescending(candidate => scored[candidate.Key])
            .ThenBy(candidate => candidate.Document.Id, StringComparer.Ordinal).ThenBy(candidate => candidate.Ordinal)
            .Take(limit);
        return PassageReader.ReadIds(session, [.. best.Select(candidate => candidate.Key)]);
    }

    private IndexedDocument? Document(long key)
    {
        var (low, high) = (0, documents.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (documents[middle].Key == key)
                return documents[middle];
            (low, high) = documents[middle].Key < key ? (middle + 1, high) : (low, middle - 1);
        }
        return null;
    }

    /// <summary>All that can be among the <paramref name="limit"/> best, and few that are not.</summary>
    private static List<Candidate> Scan(
        IndexedDocument[] among, QuantizedQuery query, string model, int limit, CancellationToken cancellationToken)
    {
        var dimensions = query.Parts.Length;
        var work = among.Sum(document => (long)document.Codes.Length);
        var workers = work < ParallelThreshold ? 1 : Math.Min(Environment.ProcessorCount, among.Length);
        var step = Math.Max(1, among.Length / (workers * 16));
        var parts = new ConcurrentBag<Shortlist>();
        var next = 0;
        Parallel.For(0, workers, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = workers }, _ =>
        {
            var part = new Shortlist(limit);
            for (var from = Interlocked.Add(ref next, step) - step; from < among.Length; from = Interlocked.Add(ref next, step) - step)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var document in among.AsSpan(from, Math.Min(step, among.Length - from)))
                {
                    if (document.Dimensions == dimensions && document.Model == model)
                        Scan(document, query, part);
                }
            }
            parts.Add(part);
        });
        return Shortlist.Merge(parts, limit);
    }

    private static void Scan(IndexedDocument document, QuantizedQuery query, Shortlist best)
    {
        var at = 0;
        for (var passage = 0; passage < document.Ends.Length; passage++)
        {
            var (least, most) = (double.NegativeInfinity, double.NegativeInfinity);
            for (; at < document.Ends[passage]; at++)
            {
                var bound = query.Bound(
                    document.Codes.AsSpan(at * document.Dimensions, document.Dimensions), document.Scales[at], document.Errors[at]);
                (least, most) = (Math.Max(least, bound.Least), Math.Max(most, bound.Most));
            }
            best.Add(new(most, document.PassageKeys[passage], document, document.Ordinals[passage]), least);
        }
    }

    /// <param name="Most">No better than this.</param>
    private readonly record struct Candidate(double Most, long Key, IndexedDocument Document, int Ordinal);

    /// <summary>Keeps whatever can be better than the worst of the best whose least scores are known.</summary>
    private sealed class Shortlist(int limit)
    {
        private readonly PriorityQueue<double, double> _leasts = new();
        private readonly List<Candidate> _candidates = [];
        private double _threshold = double.NegativeInfinity;

        public void Add(Candidate candidate, double least)
        {
            if (candidate.Most < _threshold)
                return;
            _candidates.Add(candidate);
            if (_leasts.Count < limit)
                _leasts.Enqueue(least, least);
            else if (least > _threshold)
                _leasts.EnqueueDequeue(least, least);
            if (_leasts.Count == limit)
                _threshold = _leasts.Peek();
        }

        public static List<Candidate> Merge(IReadOnlyCollection<Shortlist> parts, int limit)
        {
            var leasts = parts.SelectMany(part => part._leasts.UnorderedItems.Select(item => item.Element)).OrderDescending().Take(limit).ToList();
            var threshold = leasts.Count < limit ? double.NegativeInfinity : leasts[^1];
            return [.. parts.SelectMany(part => part._candidates).Where(candidate => candidate.Most >= threshold)];
        }
    }
}
