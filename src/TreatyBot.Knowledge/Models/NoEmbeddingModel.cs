using Microsoft.Extensions.AI;

namespace TreatyBot.Knowledge.Models;

/// <summary>Stands for the choice to search by words alone.</summary>
public sealed class NoEmbeddingModel : IEmbeddingModel
{
    public EmbeddingProfile? Profile => null;

    public IEmbeddingGenerator<string, Embedding<float>>? Generator => null;

    public string? AbsenceReason => "Models:Embeddings:Provider is None, so search is by words alone; set it to Local for the embedded model.";
}
