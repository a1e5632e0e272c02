using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>
/// Calls an embedding model under a <see cref="ModelCallPolicy"/> and trusts nothing: as many vectors as texts, of the configured
/// length, finite, made unit length. A text that is too long for the model is embedded in halves, not cut off.
/// </summary>
internal sealed class ResilientEmbeddingGenerator(
    IEmbeddingGenerator<string, Embedding<float>> inner, ModelCallPolicy policy, EmbeddingOptions settings, int dimensions)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private const int ShortestHalved = 64;

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<string> texts = [.. values];
        if (texts.Count == 0)
            return [];
        try
        {
            return new(await CallAsync(texts, cancellationToken));
        }
        catch (ModelException exception) when (exception.Fault == ModelFault.ContextExceeded)
        {
            var vectors = new List<Embedding<float>>(texts.Count);
            foreach (var text in texts)
                vectors.Add(await InPartsAsync(text, cancellationToken));
            return new(vectors);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            policy.Dispose();
        base.Dispose(disposing);
    }

    private async Task<Embedding<float>> InPartsAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            return (await CallAsync([text], cancellationToken))[0];
        }
        catch (ModelException exception) when (exception.Fault == ModelFault.ContextExceeded && text.Length > ShortestHalved)
        {
            var middle = text.LastIndexOf(' ', text.Length / 2) is var space and > 0 ? space : text.Length / 2;
            var first = await InPartsAsync(text[..middle], cancellationToken);
            var second = await InPartsAsync(text[middle..], cancellationToken);
            var sum = new float[dimensions];
            TensorPrimitives.Add(first.Vector.Span, second.Vector.Span, sum);
            return Normalised(sum);
        }
    }

    private Task<List<Embedding<float>>> CallAsync(List<string> texts, CancellationToken cancellationToken) => policy.RunAsync(
        async token =>
        {
            var made = await InnerGenerator.GenerateAsync(texts, CallOptions(), token);
            if (made.Count != texts.Count)
                throw new ModelException(ModelFault.Malformed, $"The embedding model gave {made.Count} vectors for {texts.Count} texts.");
            return made.Select(embedding => Normalised(embedding.Vector.ToArray())).ToList();
        },
        cancellationToken);

    // Ollama cuts texts short without a word unless told not to. Only a length that was asked for is sent: older models refuse one.
    private EmbeddingGenerationOptions CallOptions()
    {
        var options = new EmbeddingGenerationOptions { Dimensions = settings.Dimensions is not null && settings.Provider != EmbeddingProvider.Ollama && settings.Model!.Contains("-3-", StringComparison.Ordinal) ? dimensions : null };
        if (settings.Provider == EmbeddingProvider.Ollama)
            options.AdditionalProperties = new() { ["truncate"] = false };
        return options;
    }

    private Embedding<float> Normalised(float[] vector)
    {
        if (vector.Length != dimensions)
            throw new ModelException(ModelFault.WrongVectors, $"The model {settings.Model} gives vectors of {vector.Length} numbers, not {dimensions}; set {EmbeddingOptions.Section}:Dimensions to {vector.Length} and run treatybot ingest.");
        var norm = TensorPrimitives.Norm(vector);
        if (!float.IsFinite(norm) || norm < 1e-12f)
            throw new ModelException(ModelFault.WrongVectors, $"The model {settings.Model} gave a vector that is zero or holds values that are no numbers.");
        TensorPrimitives.Divide(vector, norm, vector);
        return new Embedding<float>(vector) { ModelId = settings.Model };
    }
}
