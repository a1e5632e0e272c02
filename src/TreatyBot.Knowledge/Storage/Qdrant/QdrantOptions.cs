using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Knowledge.Storage.Qdrant;

public enum VectorQuantization
{
    None,

    /// <summary>One byte a dimension, rescored with the originals.</summary>
    Scalar,
}

/// <summary>The <c>Store:Qdrant</c> section. What shapes the collection counts when it is made; a collection of another shape is refused.</summary>
public sealed class QdrantOptions
{
    public const string Section = "Store:Qdrant";

    /// <summary>Fixed when the collection is made; null leaves it to the server.</summary>
    [Range(1, 1024)]
    public int? Shards { get; set; }

    [Range(1, 32)]
    public int? Replicas { get; set; }

    /// <summary>How many replicas must have taken a write before it counts.</summary>
    [Range(1, 32)]
    public int? WriteConsistency { get; set; }

    /// <summary>How many replicas must agree on a read: a number, <c>majority</c>, <c>quorum</c> or <c>all</c>; null asks one.</summary>
    [RegularExpression("[1-9][0-9]?|majority|quorum|all")]
    public string? ReadConsistency { get; set; }

    public VectorQuantization Quantization { get; set; } = VectorQuantization.None;

    /// <summary>How many times the wanted number is fetched by quantized vectors before rescoring.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 20)]
    public double Oversampling { get; set; } = 3;

    /// <summary>Compares every vector instead of walking the graph: exact and slow.</summary>
    public bool ExactSearch { get; set; }

    /// <value>The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The wait before the second attempt; it doubles from attempt to attempt.</summary>
    /// <value>The default is 200 milliseconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The largest request in bytes. Qdrant takes 32 MiB unless it is set up otherwise.</summary>
    /// <value>The default is 8 MiB.</value>
    [Range(65_536, 33_554_432)]
    public int BatchBytes { get; set; } = 8 << 20;

    /// <summary>How many requests of one document or question are under way at a time.</summary>
    /// <value>The default is 4.</value>
    [Range(1, 64)]
    public int Parallelism { get; set; } = 4;

    /// <summary>
    /// How long what a document was replaced by or deleted from is kept for readers that have begun before. At least twice
    /// <see cref="Timeout"/>.
    /// </summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A SQLite store that answers while Qdrant cannot; made by <c>store copy --to sqlite</c>. Null means none.</summary>
    public string? LocalCopy { get; set; }
}
