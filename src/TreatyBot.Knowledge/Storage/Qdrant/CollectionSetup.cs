namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>Makes collections in the shape the store needs and tells whether one that exists has it.</summary>
internal sealed class CollectionSetup(QdrantClient client, QdrantOptions options, Version server)
{
    /// <summary>From here on <c>memory</c> takes the place of <c>on_disk</c> and <c>always_ram</c>, and vectors can be added to a collection.</summary>
    public static readonly Version Placements = new(1, 19);

    private static readonly (string Field, object Schema)[] Indexes =
    [
        ("kind", "keyword"),
        ("generation", new IntegerIndex("integer", Lookup: true, Range: true)),
        ("document", "keyword"),
        ("passage", "keyword"),
        ("terms", new IntegerIndex("integer", Lookup: true, Range: false)),
        ("treaties", "keyword"),
        ("tier", "keyword"),
        ("language", "keyword"),
        ("published", new IntegerIndex("integer", Lookup: false, Range: true)),
        ("treaty", "keyword"),
        ("act", "keyword"),
        ("parties", "keyword"),
    ];

    /// <summary>Makes the collection with its indexes before anything is in it; one that is there is left as it is.</summary>
    /// <param name="name">The collection's own name, not an alias.</param>
    /// <param name="expected">Made room for now where that cannot be done when the first vectors come.</param>
    /// <param name="cancellationToken">Stops between requests.</param>
    public async Task CreateAsync(string name, VectorSpace? expected, CancellationToken cancellationToken)
    {
        var isNew = server >= Placements;
        VectorSpace[] spaces = isNew || expected is null ? [] : [expected];
        await client.CreateCollectionAsync(name, new()
        {
            Vectors = spaces.ToDictionary(space => space.Name, Dense),
            SparseVectors = new Dictionary<string, SparseParameters> { [PointMapper.SparseVectorName] = new("idf") },
            ShardNumber = options.Shards,
            ReplicationFactor = options.Replicas,
            WriteConsistencyFactor = options.WriteConsistency,
            Payload = isNew ? new("cold") : null,
            OnDiskPayload = isNew ? null : true,
            QuantizationConfig = options.Quantization == VectorQuantization.None
                ? null
                : new(new("int8", 0.99f, isNew ? "pinned" : null, isNew ? null : true)),
        }, cancellationToken);
        foreach (var (field, schema) in Indexes)
            await client.CreateIndexAsync(name, new(field, schema), cancellationToken);
    }

    /// <summary>Adds what a collection lacks without touching what is in it.</summary>
    public async Task CompleteAsync(string name, CollectionInfo info, CancellationToken cancellationToken)
    {
        foreach (var (field, schema) in Indexes.Where(index => info.PayloadSchema?.ContainsKey(index.Field) != true))
            await client.CreateIndexAsync(name, new(field, schema), cancellationToken);
    }

    /// <exception cref="StoreException">The collection has another shape; the message names each difference.</exception>
    public void Verify(string name, CollectionInfo info)
    {
        var differences = Differences(info.Config).ToList();
        if (differences.Count > 0)
        {
            throw new StoreException($"The collection '{name}' (setting Store:Collection) at {client.Endpoint} does not fit: {string.Join("; ", differences)}. "
                + "It was left as it is. Set Store:Collection to another name and ingest again, or set Store:Qdrant to what the collection has.");
        }
    }

    /// <exception cref="StoreException">The server is too old to take another model's vectors beside those it has.</exception>
    public async Task AddSpaceAsync(string name, VectorSpace space, CancellationToken cancellationToken)
    {
        var info = await client.GetCollectionAsync(name, cancellationToken);
        if (info?.Config.Params.Dense().ContainsKey(space.Name) == true)
            return;
        if (server < Placements)
        {
            throw new StoreException($"Qdrant {server} at {client.Endpoint} cannot take vectors of another embedding model ({StoredText.Decode(space.Model)}, {space.Dimensions} dimensions) into '{name}'. "
                + "Ingest the whole corpus with that model in Models:Embeddings, which builds a new collection, or run Qdrant 1.19 or newer.");
        }
        await client.AddVectorAsync(name, space.Name, Dense(space) with { Memory = null }, cancellationToken);
    }

    private DenseParameters Dense(VectorSpace space) => new()
    {
        Size = space.Dimensions,
        // Unit vectors: the dot product is the cosine, and unlike with Cosine they come back as they were sent.
        Distance = "Dot",
        MultivectorConfig = new("max_sim"),
        Memory = server >= Placements ? "cached" : null,
        OnDisk = server >= Placements ? null : true,
    };

    private IEnumerable<string> Differences(CollectionConfig config)
    {
        var found = config.Params;
        if (found.SparseVectors?.GetValueOrDefault(PointMapper.SparseVectorName) is not { } sparse)
            yield return $"it has no sparse vector '{PointMapper.SparseVectorName}'";
        else if (sparse.Modifier != "idf")
            yield return $"its sparse vector '{PointMapper.SparseVectorName}' has the modifier {sparse.Modifier ?? "none"} instead of idf";
        foreach (var (name, dense) in found.Dense())
        {
            if (name.Split('_') is not ["dense", var size, _] || size != FormattableString.Invariant($"{dense.Size}"))
                yield return $"its vector '{name}' of {dense.Size} dimensions is not one of ours";
            else if (dense.Distance != "Dot" || dense.MultivectorConfig?.Comparator != "max_sim")
                yield return $"its vector '{name}' is compared by {dense.Distance} and {dense.MultivectorConfig?.Comparator ?? "as one vector"} instead of Dot and max_sim";
        }
        if (options.Shards is { } shards && found.ShardNumber != shards)
            yield return $"it has {found.ShardNumber} shards and Store:Qdrant:Shards is {shards}";
        if (options.Replicas is { } replicas && found.ReplicationFactor != replicas)
            yield return $"its replication factor is {found.ReplicationFactor} and Store:Qdrant:Replicas is {replicas}";
        if (options.WriteConsistency is { } consistency && found.WriteConsistencyFactor != consistency)
            yield return $"its write consistency factor is {found.WriteConsistencyFactor} and Store:Qdrant:WriteConsistency is {consistency}";
        var quantized = config.QuantizationConfig?.Scalar is not null;
        if (quantized != (options.Quantization == VectorQuantization.Scalar))
            yield return $"its vectors are {(quantized ? "" : "not ")}quantized and Store:Qdrant:Quantization is {options.Quantization}";
    }
}
