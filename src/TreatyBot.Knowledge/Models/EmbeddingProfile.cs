namespace TreatyBot.Knowledge.Models;

/// <summary>What the rest of the house must know of the embedding model in use.</summary>
/// <param name="ModelId">Names weights and preparation; a change means that stored vectors are of no use.</param>
/// <param name="Dimensions">Length of a vector.</param>
/// <param name="PerSentence">Whether a passage is embedded sentence by sentence, or whole.</param>
/// <param name="FusionWeight">Weight of the cosine beside <c>bm25/qmax</c> in the fused score; 0.7 was tuned for USE Lite (best-sentence cosine).</param>
public sealed record EmbeddingProfile(string ModelId, int Dimensions, bool PerSentence, double FusionWeight);
