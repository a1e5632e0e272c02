using System.Numerics.Tensors;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>Attention, then a feed-forward network of 1,536 hidden units; each normalises its input and adds to the running sum.</summary>
internal sealed class TransformerLayer
{
    private readonly LayerNorm _attentionNorm;
    private readonly SelfAttention _attention;
    private readonly LayerNorm _feedForwardNorm;
    private readonly DenseLayer _expand;
    private readonly DenseLayer _contract;

    public TransformerLayer(WeightFile weights, int number, int inputWidth)
    {
        const string Graph = "module_apply_default/Encoder_en/KonaTransformer/Encode/";
        const int Width = SentenceEncoder.Width;
        var layer = $"Layer_{number}/TransformerLayer/";
        var kernels = $"module/Encoder_en/KonaTransformer/Encode/{layer}MultiheadAttention/";
        _attentionNorm = weights.ReadNorm($"{Graph}{layer}layer_prepostprocess/layer_norm/", inputWidth);
        _attention = new SelfAttention(
            weights.ReadDense($"{kernels}qkv_transform_single/kernel/part_0",
                $"{Graph}{layer}MultiheadAttention/qkv_transform_single/bias/ConcatPartitions/concat", inputWidth, 3 * inputWidth),
            weights.ReadDense($"{kernels}output_transform_single/kernel/part_0",
                $"{Graph}{layer}MultiheadAttention/output_transform_single/bias/ConcatPartitions/concat", inputWidth, Width));
        _feedForwardNorm = weights.ReadNorm($"{Graph}{layer}FFN/layer_prepostprocess/layer_norm/", Width);
        _expand = weights.ReadDense($"{Graph}TransformerStack/{layer}FFN/conv1/Tensordot/Reshape_1",
            $"{Graph}{layer}FFN/conv1/bias/ConcatPartitions/concat", Width, 3 * Width);
        _contract = weights.ReadDense($"{Graph}TransformerStack/{layer}FFN/conv2/Tensordot/Reshape_1",
            $"{Graph}{layer}FFN/conv2/bias/ConcatPartitions/concat", 3 * Width, Width);
    }

    /// <param name="input">What attention reads: one row per token.</param>
    /// <param name="sum">The running sum, to which attention and network add; may be the input itself.</param>
    /// <param name="lengths">The number of rows of each text.</param>
    /// <param name="buffers">Room to work in.</param>
    public void Apply(ReadOnlySpan<float> input, Span<float> sum, ReadOnlySpan<int> lengths, EncoderBuffers buffers)
    {
        var rows = sum.Length / SentenceEncoder.Width;
        _attentionNorm.Apply(input, buffers.Normalized, rows);
        _attention.Add(buffers.Normalized.AsSpan(0, input.Length), sum, lengths, buffers);

        _feedForwardNorm.Apply(sum, buffers.Normalized, rows);
        var wide = buffers.Wide.AsSpan(0, rows * _expand.Outputs);
        _expand.Apply(buffers.Normalized, wide, rows);
        TensorPrimitives.Max(wide, 0f, wide);
        _contract.Add(wide, sum, rows);
    }
}
