using Microsoft.Extensions.AI;

namespace TreatyBot.Knowledge.Models;

/// <summary>One small call to each configured model, to see whether it answers and gives what the settings say.</summary>
public sealed class ModelProbe(IChatModel chat, IEmbeddingModel embeddings)
{
    /// <returns>What was found, or null when no chat model is configured.</returns>
    /// <exception cref="ModelException">The model gave nothing of use; the message says why and names the mend.</exception>
    public async Task<string?> TryChatAsync(CancellationToken cancellationToken)
    {
        if (chat.Client is not { } client)
            return null;
        await client.GetResponseAsync("Reply with the single word: ready", new ChatOptions { Temperature = 0 }, cancellationToken);
        return $"{chat.Id} answers";
    }

    /// <returns>What was found, or null when no embedding model is configured.</returns>
    /// <exception cref="ModelException">The model gave nothing of use; the message says why and names the mend.</exception>
    public async Task<string?> TryEmbeddingsAsync(CancellationToken cancellationToken)
    {
        if (embeddings.Generator is not { } generator || embeddings.Profile is not { } profile)
            return null;
        var vector = await generator.GenerateVectorAsync("treaty", cancellationToken: cancellationToken);
        return $"{profile.ModelId} answers with {vector.Length} dimensions";
    }
}
