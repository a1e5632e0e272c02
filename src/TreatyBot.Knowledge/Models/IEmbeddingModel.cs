using Microsoft.Extensions.AI;

namespace TreatyBot.Knowledge.Models;

/// <summary>The embedding model in use, or none: the corpus is then searched by words alone.</summary>
public interface IEmbeddingModel
{
    /// <summary>Null when no model is configured or the local weights are absent.</summary>
    EmbeddingProfile? Profile { get; }

    /// <summary>Null exactly when <see cref="Profile"/> is. Vectors have unit length. Thread-safe.</summary>
    IEmbeddingGenerator<string, Embedding<float>>? Generator { get; }

    /// <summary>Why there is none, and the mend, for <c>doctor</c>; null when there is one.</summary>
    string? AbsenceReason { get; }
}
