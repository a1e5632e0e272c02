namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>Candidates as one manifest shows them, and term statistics.</summary>
internal sealed class QdrantSearch(QdrantClient client, QdrantOptions options)
{
    /// <summary>Up to so many terms are counted one by one; of more, most are usually not there at all.</summary>
    private const int CountedSingly = 64;

    private const int CountedTogether = 1_000;

    private static readonly string[] Identity = ["passage", "document", "ordinal"];

    /// <summary>Both searches in one request; either may be absent.</summary>
    public async Task<(IReadOnlyList<string> ByTerms, IReadOnlyList<string> ByVector)> FindAsync(
        Manifest manifest, IReadOnlyCollection<string> terms, ReadOnlyMemory<float> vector, string? embeddingModel, PassageFilter filter, int limit,
        CancellationToken cancellationToken)
    {
        if (limit <= 0 || QdrantFilters.From(filter) is not { } conditions)
            return ([], []);
        var visible = QdrantFilters.Visible(manifest, PointKind.Passage, conditions);
        var space = embeddingModel is null || vector.IsEmpty ? null : manifest.SpaceOf(embeddingModel, vector.Length);
        var searches = new List<QueryRequest>();
        if (terms.Count > 0)
            searches.Add(new(SparseEncoder.EncodeQuery(terms), PointMapper.SparseVectorName, visible, limit, Identity));
        if (space is not null)
            searches.Add(new(new[] { vector.ToArray() }, space.Name, visible, limit, Identity, Parameters()));
        if (searches.Count == 0)
            return ([], []);
        var results = await client.QueryAsync(manifest.Home, searches, cancellationToken);
        return (terms.Count > 0 ? Order(results[0]) : [], space is not null ? Order(results[^1]) : []);
    }

    /// <summary>In how many passages each term occurs.</summary>
    public async Task<Dictionary<string, long>> CountAsync(Manifest manifest, IReadOnlyCollection<string> terms, CancellationToken cancellationToken)
    {
        var present = terms.Distinct(StringComparer.Ordinal).ToList();
        var counts = present.ToDictionary(term => term, _ => 0L, StringComparer.Ordinal);
        for (var together = CountedTogether; present.Count > CountedSingly && together > 1; together /= 8)
            present = await DropAbsentAsync(manifest, present, together, cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(present, parallel, async (term, token) =>
        {
            var count = await CountAnyAsync(manifest, [term], token);
            lock (counts)
                counts[term] = count;
        });
        return counts;
    }

    private async Task<List<string>> DropAbsentAsync(Manifest manifest, List<string> terms, int together, CancellationToken cancellationToken)
    {
        var present = new List<string>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(terms.Chunk(together), parallel, async (chunk, token) =>
        {
            if (await CountAnyAsync(manifest, chunk, token) == 0)
                return;
            lock (present)
                present.AddRange(chunk);
        });
        return present;
    }

    private Task<long> CountAnyAsync(Manifest manifest, IReadOnlyList<string> terms, CancellationToken cancellationToken) => client.CountAsync(
        manifest.Home,
        QdrantFilters.Visible(manifest, PointKind.Passage, QdrantFilters.IsAny("terms", terms.Select(SparseEncoder.Key))),
        cancellationToken);

    private SearchParameters? Parameters() => options switch
    {
        { ExactSearch: true } => new(Exact: true),
        { Quantization: VectorQuantization.Scalar } => new(Quantization: new(Rescore: true, options.Oversampling)),
        _ => null,
    };

    // Equal scores come in any order from the server; here as from the other store.
    private static List<string> Order(QueryResult result) =>
    [
        .. result.Points.Where(point => point.Payload?.Passage is not null)
            .OrderByDescending(point => point.Score)
            .ThenBy(point => StoredText.Decode(point.Payload!.Document!), StringComparer.Ordinal).ThenBy(point => point.Payload!.Ordinal)
            .Select(point => StoredText.Decode(point.Payload!.Passage!)),
    ];
}
