namespace TreatyBot.Knowledge.Models;

public enum EmbeddingProvider
{
    /// <summary>The embedded model: no service, no key.</summary>
    Local,

    /// <summary>Search by words alone.</summary>
    None,
}

/// <summary>The <c>Models:Embeddings</c> section.</summary>
public sealed class EmbeddingOptions
{
    public const string Section = "Models:Embeddings";

    /// <value>The default is the embedded model.</value>
    public EmbeddingProvider Provider { get; set; } = EmbeddingProvider.Local;
}
