using System.Numerics.Tensors;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>Multi-head attention of the tokens of each text to one another; a text never sees its neighbours in the batch.</summary>
internal sealed class SelfAttention(DenseLayer queryKeyValue, DenseLayer output)
{
    private const int Heads = 4;
    private readonly int _width = queryKeyValue.Outputs / 3;

    /// <summary>Adds to <paramref name="residual"/> what each token of <paramref name="input"/> gathers from its text.</summary>
    /// <param name="input">The rows of all texts, one after another.</param>
    /// <param name="residual">As many rows, of the output's width.</param>
    /// <param name="lengths">The number of rows of each text.</param>
    /// <param name="buffers">Room to work in.</param>
    public void Add(ReadOnlySpan<float> input, Span<float> residual, ReadOnlySpan<int> lengths, EncoderBuffers buffers)
    {
        var rows = input.Length / _width;
        queryKeyValue.Apply(input, buffers.Wide, rows);
        var gathered = buffers.Gathered.AsSpan(0, rows * _width);
        gathered.Clear();
        var row = 0;
        foreach (var length in lengths)
        {
            for (var head = 0; head < Heads; head++)
                Attend(buffers, row, length, head);
            row += length;
        }
        output.Add(gathered, residual, rows);
    }

    private void Attend(EncoderBuffers buffers, int row, int length, int head)
    {
        var headWidth = _width / Heads;
        var stride = 3 * _width;
        var queries = buffers.Wide.AsSpan(row * stride + head * headWidth);
        var keys = queries[_width..];
        var values = keys[_width..];
        var scoreStride = MatrixProduct.PaddedColumns(length);
        var scores = buffers.Scores.AsSpan(0, length * scoreStride);
        scores.Clear();

        MatrixProduct.PackTransposed(keys, stride, headWidth, length, buffers.Packed);
        MatrixProduct.Accumulate(queries, stride, buffers.Packed, scores, scoreStride, length, headWidth, length);
        var scale = 1 / MathF.Sqrt(headWidth);
        for (var i = 0; i < length; i++)
            SoftMax(scores.Slice(i * scoreStride, length), scale);

        MatrixProduct.Pack(values, stride, length, headWidth, buffers.Packed);
        MatrixProduct.Accumulate(
            scores, scoreStride, buffers.Packed, buffers.Gathered.AsSpan(row * _width + head * headWidth), _width, length, length, headWidth);
    }

    private static void SoftMax(Span<float> scores, float scale)
    {
        TensorPrimitives.Multiply(scores, scale, scores);
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max(scores), scores);
        TensorPrimitives.Exp(scores, scores);
        var sum = 0f;
        foreach (var score in scores)
            sum += score;
        TensorPrimitives.Divide(scores, sum, scores);
    }
}
