using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>The <c>Retrieval</c> section.</summary>
public sealed class RetrievalOptions
{
    public const string Section = "Retrieval";

    /// <summary>How many passages each of word search and vector search proposes.</summary>
    /// <value>The default is 80.</value>
    [Range(5, 1000)]
    public int Candidates { get; set; } = 80;

    /// <summary>How many passages are kept for answering.</summary>
    /// <value>The default is 20.</value>
    [Range(1, 200)]
    public int Passages { get; set; } = 20;

    /// <summary>BM25 term saturation (Robertson and Zaragoza 2009, section 3.4).</summary>
    /// <value>The default is 0.9, which served short passages best where it was measured.</value>
    [Range(0, 10)]
    public double K1 { get; set; } = 0.9;

    /// <summary>BM25 length normalisation, 0 to 1.</summary>
    /// <value>The default is 0.4.</value>
    [Range(0, 1)]
    public double B { get; set; } = 0.4;

    /// <summary>Weight of the cosine in the fused score; null takes the embedding model's own.</summary>
    [Range(0, 10)]
    public double? FusionWeight { get; set; }
}
