using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>
/// Embeds texts in this process. A call's texts are computed in packs of neighbours, packs on several threads; neither changes a
/// vector. Only the first <see cref="SentenceEncoder.MaxTokens"/> tokens of a text count (about 100 English words). Thread-safe.
/// </summary>
internal sealed class LocalEmbeddingGenerator(
    UnigramTokenizer tokenizer, SentenceEncoder encoder, string modelId, int maxDegreeOfParallelism) : IEmbeddingGenerator<string, Embedding<float>>
{
    // Enough rows to read each weight seldom; few enough that a pack's own matrices stay in the second-level cache.
    private const int PackRows = 192;
    private const int SmallestPack = 48;

    private readonly EmbeddingGeneratorMetadata _metadata = new("local", null, modelId, SentenceEncoder.Width);
    private readonly ConcurrentBag<EncoderBuffers> _idleBuffers = [];

    /// <exception cref="ArgumentException">A text is null.</exception>
    /// <exception cref="NotSupportedException">The options ask for another model or another number of dimensions.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        string[] texts = [.. values];
        if (texts.Contains(null))
            throw new ArgumentException("A text to embed is null.", nameof(values));
        if (options?.Dimensions is { } dimensions && dimensions != SentenceEncoder.Width)
            throw new NotSupportedException($"The local embedding model has {SentenceEncoder.Width} dimensions, not {dimensions}.");
        if (options?.ModelId is { } model && model != modelId)
            throw new NotSupportedException($"The local embedding model is {modelId}, not {model}.");
        return Task.Run(() => Generate(texts, cancellationToken), cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Nothing to release: the weights belong to the model, which outlives its callers.</summary>
    public void Dispose()
    {
    }

    private GeneratedEmbeddings<Embedding<float>> Generate(string[] texts, CancellationToken cancellationToken)
    {
        var threads = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellationToken };
        var tokens = new List<int>[texts.Length];
        var vectors = new float[texts.Length][];
        if (texts.Length == 1)
        {
            tokens[0] = tokenizer.Encode(texts[0]);
            EncodePack(tokens, 0..1, vectors);
        }
        else
        {
            Parallel.For(0, texts.Length, threads, i => tokens[i] = tokenizer.Encode(texts[i]));
            Parallel.ForEach(Packs(tokens), threads, pack => EncodePack(tokens, pack, vectors));
        }
        var usage = new UsageDetails { InputTokenCount = tokens.Sum(ids => (long)ids.Count) };
        usage.TotalTokenCount = usage.InputTokenCount;
        return new(vectors.Select(vector => new Embedding<float>(vector) { ModelId = modelId })) { Usage = usage };
    }

    private void EncodePack(List<int>[] tokens, Range pack, float[][] vectors)
    {
        if (!_idleBuffers.TryTake(out var buffers))
            buffers = new EncoderBuffers(PackRows);
        encoder.Encode(tokens.AsSpan(pack), buffers);
        var (first, count) = pack.GetOffsetAndLength(tokens.Length);
        for (var i = 0; i < count; i++)
            vectors[first + i] = buffers.Output.AsSpan(i * SentenceEncoder.Width, SentenceEncoder.Width).ToArray();
        _idleBuffers.Add(buffers);
    }

    // Runs of neighbouring texts of at most so many rows; smaller when that gives every thread a share.
    private IEnumerable<Range> Packs(List<int>[] tokens)
    {
        var share = tokens.Sum(Rows) / maxDegreeOfParallelism;
        var limit = Math.Clamp(share, SmallestPack, PackRows);
        var (start, rows) = (0, 0);
        for (var i = 0; i < tokens.Length; i++)
        {
            rows += Rows(tokens[i]);
            if (i > start && (rows > limit || i - start == PackRows))
            {
                yield return start..i;
                (start, rows) = (i, Rows(tokens[i]));
            }
        }
        if (start < tokens.Length)
            yield return start..tokens.Length;
    }

    private static int Rows(List<int> tokens) => Math.Min(tokens.Count, SentenceEncoder.MaxTokens);
}
