using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Knowledge.Models;

public enum EmbeddingProvider
{
    /// <summary>The embedded model: no service, no key.</summary>
    Local,

    /// <summary>Search by words alone.</summary>
    None,
    Ollama,
    AzureOpenAI,

    /// <summary>OpenAI itself or anything that speaks its interface.</summary>
    OpenAI,
}

/// <summary>The <c>Models:Embeddings</c> section.</summary>
public sealed class EmbeddingOptions : RemoteModelOptions
{
    public const string Section = "Models:Embeddings";

    /// <value>The default is the embedded model.</value>
    public EmbeddingProvider Provider { get; set; } = EmbeddingProvider.Local;

    /// <summary>Gets or sets the length of the model's vectors; only well-known models can do without.</summary>
    [Range(1, 65_536)]
    public int? Dimensions { get; set; }

    /// <summary>Gets or sets the weight of the cosine beside <c>bm25/qmax</c>.</summary>
    /// <value>The default is 0.7, which was tuned for the embedded model only; measure it for another.</value>
    [Range(0, 100)]
    public double FusionWeight { get; set; } = 0.7;

    /// <summary>Gets or sets how many vectors are kept in memory, so that a text is not sent twice.</summary>
    /// <value>The default is 2,000.</value>
    [Range(0, 1_000_000)]
    public int CachedTexts { get; set; } = 2000;
}
