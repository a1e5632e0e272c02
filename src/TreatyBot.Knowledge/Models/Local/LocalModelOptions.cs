using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>The <c>Models:Embeddings:Local</c> section: where the embedded embedding model lies and how much of the machine it may take.</summary>
public sealed class LocalModelOptions
{
    public const string Section = EmbeddingOptions.Section + ":Local";

    /// <summary>Gets or sets the folder of the weights; relative paths start at the program's own folder.</summary>
    /// <value>The default is <c>models/use-lite</c>, where the build puts them.</value>
    public string Folder { get; set; } = "models/use-lite";

    /// <summary>Gets or sets how many threads one call may use; the vectors are the same, to the bit, whatever the number.</summary>
    /// <value>The default is the number of processors.</value>
    [Range(1, 1024)]
    public int MaxDegreeOfParallelism { get; set; } = Environment.ProcessorCount;
}
