using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Knowledge.Models;

public enum ReadingProvider
{
    /// <summary>The embedded model: no service, no key.</summary>
    Local,

    /// <summary>Evidence is judged by words and vectors alone: quicker, and less sure of paraphrases.</summary>
    None,
}

/// <summary>The <c>Models:Reading</c> section: what reads question and sentence together.</summary>
public sealed class ReadingOptions
{
    public const string Section = "Models:Reading";

    /// <value>The default is the embedded model.</value>
    public ReadingProvider Provider { get; set; } = ReadingProvider.Local;

    /// <summary>Gets or sets the folder of the embedded model's files; relative paths start at the program's own folder.</summary>
    /// <value>The default is <c>models/reader</c>, where the build puts them.</value>
    public string Folder { get; set; } = "models/reader";

    /// <summary>Gets or sets how many sentences are read for a question at most; each takes some five milliseconds of a core.</summary>
    /// <value>The default is 4: three to twelve answer the project's sets alike.</value>
    [Range(1, 40)]
    public int Sentences { get; set; } = 4;

    /// <summary>Gets or sets how many of them are read at once; readings are the same whatever the number.</summary>
    /// <value>The default is the number of processors, at most 4.</value>
    [Range(1, 1024)]
    public int MaxDegreeOfParallelism { get; set; } = Math.Min(4, Environment.ProcessorCount);
}
