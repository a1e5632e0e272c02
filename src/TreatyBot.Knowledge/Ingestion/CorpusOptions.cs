using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>The <c>Corpus</c> section.</summary>
public sealed class CorpusOptions
{
    public const string Section = "Corpus";

    /// <summary>The folder of documents, or a single file. A relative path is taken from the working directory.</summary>
    /// <value>The default is <c>seeds</c>.</value>
    [Required]
    public string Path { get; set; } = "seeds";

    /// <summary>Whether a running host ingests changes of the folder by itself.</summary>
    /// <value>The default is false.</value>
    public bool Watch { get; set; }

    /// <summary>A larger file is refused rather than read into memory.</summary>
    /// <value>The default is 64 MB.</value>
    [Range(1, int.MaxValue)]
    public long MaxFileBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many texts are given to the embedding model at once.</summary>
    /// <value>The default is 32.</value>
    [Range(1, 2048)]
    public int EmbeddingBatch { get; set; } = 32;

    [Required, ValidateObjectMembers]
    public SplitterOptions Splitter { get; set; } = new();
}
