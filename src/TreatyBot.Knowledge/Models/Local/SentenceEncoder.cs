using System.Numerics.Tensors;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>
/// Universal Sentence Encoder Lite: token embeddings and positions, two transformer layers (256, then 512 wide), the mean of the
/// tokens, one tanh layer, unit length. Follows the published graph operation by operation. Thread-safe.
/// </summary>
internal sealed class SentenceEncoder
{
    public const int Width = 512;
    public const int EmbeddingWidth = 256;

    /// <summary>The graph reads this many tokens of a text and no more.</summary>
    public const int MaxTokens = 128;

    private readonly float[] _embeddings;
    private readonly float[] _positions;
    private readonly DenseLayer _widen;
    private readonly TransformerLayer _first;
    private readonly TransformerLayer _second;
    private readonly DenseLayer _final;

    public SentenceEncoder(WeightFile weights)
    {
        const string Encode = "module_apply_default/Encoder_en/KonaTransformer/Encode/";
        _embeddings = weights.Read("module/Embeddings_en", 8002 * EmbeddingWidth).ToArray();
        _positions = Positions(weights.Read(Encode + "TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1", EmbeddingWidth / 2));
        _widen = weights.ReadDense(
            Encode + "Layer_0/TransformerLayer/dense/kernel/ConcatPartitions/concat",
            Encode + "Layer_0/TransformerLayer/dense/bias/ConcatPartitions/concat", EmbeddingWidth, Width);
        _first = new TransformerLayer(weights, 0, EmbeddingWidth);
        _second = new TransformerLayer(weights, 1, Width);
        _final = weights.ReadDense(
            "module/Encoder_en/hidden_layers/tanh_layer_0/weights", "module/Encoder_en/hidden_layers/tanh_layer_0/bias", Width, Width);
    }

    /// <summary>
    /// One unit vector of <see cref="Width"/> values per text, in order, in <see cref="EncoderBuffers.Output"/>. Texts are cut to
    /// <see cref="MaxTokens"/>; together they must fit the buffers. A text without tokens has the vector of the final layer's bias.
    /// </summary>
    public void Encode(ReadOnlySpan<List<int>> texts, EncoderBuffers buffers)
    {
        var lengths = buffers.Lengths.AsSpan(0, texts.Length);
        var rows = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            lengths[i] = Math.Min(texts[i].Count, MaxTokens);
            Embed(texts[i], lengths[i], buffers.Embedded.AsSpan(rows * EmbeddingWidth));
            rows += lengths[i];
        }

        var embedded = buffers.Embedded.AsSpan(0, rows * EmbeddingWidth);
        var hidden = buffers.Hidden.AsSpan(0, rows * Width);
        _widen.Apply(embedded, hidden, rows);
        _first.Apply(embedded, hidden, lengths, buffers);
        _second.Apply(hidden, hidden, lengths, buffers);

        var pooled = buffers.Pooled.AsSpan(0, texts.Length * Width);
        Pool(hidden, lengths, pooled);
        var output = buffers.Output.AsSpan(0, texts.Length * Width);
        _final.Apply(pooled, output, texts.Length);
        TensorPrimitives.Tanh(output, output);
        for (var i = 0; i < texts.Length; i++)
        {
            var vector = output.Slice(i * Width, Width);
            TensorPrimitives.Multiply(vector, 1 / MathF.Sqrt(MathF.Max(LayerNorm.SumOfSquares(vector), 1e-12f)), vector);
        }
    }

    // The graph adds the embedding to itself: once as it is, once with the position in it.
    private void Embed(List<int> tokens, int length, Span<float> target)
    {
        for (var position = 0; position < length; position++)
        {
            var row = target.Slice(position * EmbeddingWidth, EmbeddingWidth);
            TensorPrimitives.MultiplyAdd(_embeddings.AsSpan(tokens[position] * EmbeddingWidth, EmbeddingWidth), 2f,
                _positions.AsSpan(position * EmbeddingWidth, EmbeddingWidth), row);
        }
    }

    private static void Pool(ReadOnlySpan<float> hidden, ReadOnlySpan<int> lengths, Span<float> pooled)
    {
        pooled.Clear();
        var row = 0;
        for (var text = 0; text < lengths.Length; text++)
        {
            var mean = pooled.Slice(text * Width, Width);
            for (var end = row + lengths[text]; row < end; row++)
                TensorPrimitives.Add(mean, hidden.Slice(row * Width, Width), mean);
            TensorPrimitives.Divide(mean, Math.Max(lengths[text], 1), mean);
        }
    }

    // For each position the sines of position × frequency, then the cosines.
    private static float[] Positions(ReadOnlySpan<float> frequencies)
    {
        var table = new float[MaxTokens * EmbeddingWidth];
        for (var position = 0; position < MaxTokens; position++)
        {
            for (var i = 0; i < frequencies.Length; i++)
            {
                var (sine, cosine) = MathF.SinCos(position * frequencies[i]);
                table[position * EmbeddingWidth + i] = sine;
                table[position * EmbeddingWidth + frequencies.Length + i] = cosine;
            }
        }
        return table;
    }
}
