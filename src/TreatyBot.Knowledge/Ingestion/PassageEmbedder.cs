using System.Text;
using Microsoft.Extensions.AI;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>
/// Gives passages their vectors: those that the store holds already, and new ones from the model. A model that fails once is left
/// alone for the rest of the run.
/// </summary>
internal sealed class PassageEmbedder(IEmbeddingModel model, IPassageStore store, int batchSize)
{
    /// <summary>Why the model failed; null while it has not.</summary>
    public Exception? Failure { get; private set; }

    public int VectorsMade { get; private set; }

    /// <summary>The vectors of each passage, or null when there is no working model.</summary>
    /// <param name="passages">Passages of one document.</param>
    /// <param name="storedModel">Whose vectors the store holds for the document.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<IReadOnlyList<float[]>[]?> EmbedAsync(
        IReadOnlyList<Passage> passages, string? storedModel, CancellationToken cancellationToken)
    {
        if (model.Profile is not { } profile || model.Generator is not { } generator || Failure is not null)
            return null;
        var vectors = new IReadOnlyList<float[]>?[passages.Count];
        if (storedModel == profile.ModelId)
            await ReuseAsync(passages, profile, vectors, cancellationToken);
        var texts = new List<string>();
        for (var i = 0; i < passages.Count; i++)
        {
            if (vectors[i] is null)
                texts.AddRange(TextsOf(passages[i], profile));
        }
        try
        {
            var made = await EmbedAsync(generator, texts, cancellationToken);
            for (var i = 0; i < passages.Count; i++)
                vectors[i] ??= [.. made.DequeueMany(CountOf(passages[i], profile))];
            return vectors!;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Failure = exception;
            return null;
        }
    }

    // A vector stays true as long as what was embedded is the same: the text, its sentences and its headings.
    private async Task ReuseAsync(
        IReadOnlyList<Passage> passages, EmbeddingProfile profile, IReadOnlyList<float[]>?[] vectors, CancellationToken cancellationToken)
    {
        var stored = (await store.GetPassagesAsync([.. passages.Select(passage => passage.Id)], cancellationToken))
            .ToDictionary(entry => entry.Passage.Id, StringComparer.Ordinal);
        for (var i = 0; i < passages.Count; i++)
        {
            if (stored.TryGetValue(passages[i].Id, out var entry)
                && entry.Vectors.Count == CountOf(passages[i], profile)
                && entry.Passage.Sentences.SequenceEqual(passages[i].Sentences)
                && entry.Passage.Headings.SequenceEqual(passages[i].Headings, StringComparer.Ordinal))
                vectors[i] = entry.Vectors;
        }
    }

    private async Task<Queue<float[]>> EmbedAsync(
        IEmbeddingGenerator<string, Embedding<float>> generator, List<string> texts, CancellationToken cancellationToken)
    {
        var made = new Queue<float[]>(texts.Count);
        foreach (var batch in texts.Chunk(batchSize))
        {
            var embeddings = await generator.GenerateAsync(batch, cancellationToken: cancellationToken);
            if (embeddings.Count != batch.Length)
                throw new InvalidOperationException($"The embedding model gave {embeddings.Count} vectors for {batch.Length} texts.");
            foreach (var embedding in embeddings)
                made.Enqueue(embedding.Vector.ToArray());
            VectorsMade += batch.Length;
        }
        return made;
    }

    private static int CountOf(Passage passage, EmbeddingProfile profile) => profile.PerSentence ? passage.Sentences.Count : 1;

    private static IEnumerable<string> TextsOf(Passage passage, EmbeddingProfile profile) => profile.PerSentence
        ? passage.Sentences.Select(sentence => Fold(sentence.In(passage)))
        : [Fold(string.Join("\n", [.. passage.Headings, passage.Text]))];

    // Line breaks are layout; to a model they are noise.
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                folded.Append(c);
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }
}

file static class QueueExtensions
{
    public static IEnumerable<T> DequeueMany<T>(this Queue<T> queue, int count)
    {
        for (var i = 0; i < count; i++)
            yield return queue.Dequeue();
    }
}
