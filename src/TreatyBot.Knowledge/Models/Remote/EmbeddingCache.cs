using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>Keeps the latest texts' vectors in memory; the oldest goes first. Thread-safe.</summary>
internal sealed class EmbeddingCache(IEmbeddingGenerator<string, Embedding<float>> inner, int limit)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private readonly ConcurrentDictionary<string, Embedding<float>> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _byAge = new();

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<string> texts = [.. values];
        var vectors = texts.ConvertAll(text => _known.GetValueOrDefault(text));
        var missing = texts.Where((_, index) => vectors[index] is null).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            var made = await base.GenerateAsync(missing, options, cancellationToken);
            var byText = missing.Zip(made).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
            for (var index = 0; index < texts.Count; index++)
                vectors[index] ??= byText[texts[index]];
            foreach (var (text, vector) in byText)
                Keep(text, vector);
        }
        return new(vectors!);
    }

    private void Keep(string text, Embedding<float> vector)
    {
        if (limit == 0 || !_known.TryAdd(text, vector))
            return;
        _byAge.Enqueue(text);
        while (_known.Count > limit && _byAge.TryDequeue(out var oldest))
            _known.TryRemove(oldest, out _);
    }
}
