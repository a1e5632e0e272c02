using System.Numerics.Tensors;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>A passage as the vector search sees it.</summary>
internal sealed record IndexedPassage(string DocumentId, int Ordinal, string Id, float[][] Vectors);

/// <summary>A document's passages in the order of their keys, those without vectors among them.</summary>
internal sealed record IndexedDocument(long Key, long FirstPassage, string Model, IndexedPassage[] Passages);

/// <summary>The vectors of one generation of the store. Immutable: a change makes another index that shares what has stayed.</summary>
internal sealed class VectorIndex
{
    /// <summary>Below so many multiplications, handing out work costs more than it saves.</summary>
    private const long ParallelThreshold = 1 << 20;

    private readonly Dictionary<long, IndexedDocument> _documents;
    private readonly Dictionary<string, IndexedPassage[]> _byModel;

    public VectorIndex(long generation, IEnumerable<IndexedDocument> documents)
    {
        Generation = generation;
        _documents = documents.ToDictionary(document => document.Key);
        _byModel = _documents.Values.GroupBy(document => document.Model, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group => group.SelectMany(document => document.Passages).Where(passage => passage.Vectors.Length > 0).ToArray(),
            StringComparer.Ordinal);
    }

    public static VectorIndex Empty { get; } = new(-1, []);

    public long Generation { get; }

    public IndexedDocument? Document(long key) => _documents.GetValueOrDefault(key);

    /// <summary>The vectors themselves, not copies; null when the document is not in this index.</summary>
    public float[][]? VectorsOf(long documentKey, long passageKey) =>
        Document(documentKey) is { } document ? document.Passages[passageKey - document.FirstPassage].Vectors : null;

    /// <param name="documents">Keys of the documents to look in; null for all.</param>
    public IReadOnlyList<string> Find(
        ReadOnlyMemory<float> vector, string model, IReadOnlySet<long>? documents, int limit, CancellationToken cancellationToken)
    {
        var passages = Candidates(model, documents);
        if (limit <= 0 || passages.Length == 0)
            return [];
        var work = (long)passages.Length * vector.Length * passages[0].Vectors.Length;
        var parts = work < ParallelThreshold ? 1 : Math.Min(Environment.ProcessorCount, passages.Length);
        var found = new List<Scored>[parts];
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = parts };
        Parallel.For(0, parts, options, part =>
        {
            var from = (int)((long)passages.Length * part / parts);
            var to = (int)((long)passages.Length * (part + 1) / parts);
            found[part] = Scan(passages.AsSpan(from..to), vector.Span, limit, cancellationToken);
        });
        return [.. found.SelectMany(part => part).Order().Take(limit).Select(scored => scored.Passage.Id)];
    }

    private IndexedPassage[] Candidates(string model, IReadOnlySet<long>? documents)
    {
        if (documents is null)
            return _byModel.GetValueOrDefault(model, []);
        return [.. documents.Select(Document).OfType<IndexedDocument>().Where(document => document.Model == model)
            .SelectMany(document => document.Passages).Where(passage => passage.Vectors.Length > 0)];
    }

    private static List<Scored> Scan(
        ReadOnlySpan<IndexedPassage> passages, ReadOnlySpan<float> vector, int limit, CancellationToken cancellationToken)
    {
        // The queue's head is the worst that is kept.
        var best = new PriorityQueue<IndexedPassage, Scored>(Comparer<Scored>.Create((left, right) => right.CompareTo(left)));
        for (var i = 0; i < passages.Length; i++)
        {
            if (i % 4096 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var passage = passages[i];
            var score = float.NegativeInfinity;
            foreach (var candidate in passage.Vectors)
            {
                if (candidate.Length == vector.Length)
                    score = Math.Max(score, TensorPrimitives.Dot(candidate, vector));
            }
            if (float.IsNegativeInfinity(score))
                continue;
            if (best.Count < limit)
                best.Enqueue(passage, new(score, passage));
            else
                best.EnqueueDequeue(passage, new(score, passage));
        }
        return [.. best.UnorderedItems.Select(item => item.Priority)];
    }

    /// <summary>Orders the better one first; equals by document and place, so that every run and every store agrees.</summary>
    private readonly record struct Scored(float Score, IndexedPassage Passage) : IComparable<Scored>
    {
        public int CompareTo(Scored other)
        {
            var byScore = other.Score.CompareTo(Score);
            if (byScore != 0)
                return byScore;
            var byDocument = string.CompareOrdinal(Passage.DocumentId, other.Passage.DocumentId);
            return byDocument != 0 ? byDocument : Passage.Ordinal.CompareTo(other.Passage.Ordinal);
        }
    }
}
