using System.Text.Json;

namespace TreatyBot.Knowledge.Storage.Qdrant;

// What makes a collection, and what the server says of one. Of each pair such as Memory and OnDisk, the first is for servers from
// 1.19 on and the other for older ones.
internal sealed record CreateCollection
{
    public required IReadOnlyDictionary<string, DenseParameters> Vectors { get; init; }

    public required IReadOnlyDictionary<string, SparseParameters> SparseVectors { get; init; }

    public int? ShardNumber { get; init; }

    public int? ReplicationFactor { get; init; }

    public int? WriteConsistencyFactor { get; init; }

    public Placement? Payload { get; init; }

    public bool? OnDiskPayload { get; init; }

    public Quantization? QuantizationConfig { get; init; }
}

internal sealed record Placement(string Memory);

internal sealed record DenseParameters
{
    public required int Size { get; init; }

    public required string Distance { get; init; }

    public Comparison? MultivectorConfig { get; init; }

    public string? Memory { get; init; }

    public bool? OnDisk { get; init; }
}

internal sealed record Comparison(string Comparator);

internal sealed record SparseParameters(string? Modifier = null);

internal sealed record Quantization(ScalarQuantization? Scalar);

internal sealed record ScalarQuantization(string Type, float? Quantile, string? Memory = null, bool? AlwaysRam = null);

internal sealed record AddVector(DenseParameters Dense);

internal sealed record CreateIndex(string FieldName, object FieldSchema);

/// <summary>An index over integers, for equality, for order, or for both.</summary>
internal sealed record IntegerIndex(string Type, bool Lookup, bool Range);

internal sealed record CollectionInfo(string Status, CollectionConfig Config, IReadOnlyDictionary<string, IndexInfo>? PayloadSchema);

internal sealed record IndexInfo(string DataType);

internal sealed record CollectionConfig(CollectionParameters Params, Quantization? QuantizationConfig);

internal sealed record CollectionParameters
{
    /// <summary>By name, or a single nameless one.</summary>
    public JsonElement? Vectors { get; init; }

    public IReadOnlyDictionary<string, SparseParameters>? SparseVectors { get; init; }

    public int? ShardNumber { get; init; }

    public int? ReplicationFactor { get; init; }

    public int? WriteConsistencyFactor { get; init; }

    public IReadOnlyDictionary<string, DenseParameters> Dense() => Vectors switch
    {
        null => new Dictionary<string, DenseParameters>(),
        { } single when single.TryGetProperty("distance", out var distance) && distance.ValueKind == JsonValueKind.String =>
            new Dictionary<string, DenseParameters> { [""] = single.Deserialize<DenseParameters>(QdrantJson.Options)! },
        { } named => named.Deserialize<Dictionary<string, DenseParameters>>(QdrantJson.Options)!,
    };
}
