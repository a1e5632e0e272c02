using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>Rows brought to mean 0 and variance 1, then scaled and shifted by learned vectors.</summary>
internal sealed class LayerNorm(float[] scale, float[] shift)
{
    private const float Epsilon = 1e-6f;

    public void Apply(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        var width = scale.Length;
        for (var row = 0; row < rows; row++)
        {
            var source = input.Slice(row * width, width);
            var target = output.Slice(row * width, width);
            TensorPrimitives.Subtract(source, Sum(source) / width, target);
            var variance = SumOfSquares(target) / width;
            TensorPrimitives.Multiply(target, 1 / MathF.Sqrt(variance + Epsilon), target);
            TensorPrimitives.MultiplyAddEstimate(target, scale, shift, target);
        }
    }

    // The library's sums follow the alignment of the memory they are given; these add in one order, so that equal texts get equal bits.

    private static float Sum(ReadOnlySpan<float> values)
    {
        var sums = Vector256<float>.Zero;
        foreach (var vector in MemoryMarshal.Cast<float, Vector256<float>>(values))
            sums += vector;
        return Vector256.Sum(sums);
    }

    /// <summary>Of a length that is a multiple of 8.</summary>
    internal static float SumOfSquares(ReadOnlySpan<float> values)
    {
        var sums = Vector256<float>.Zero;
        foreach (var vector in MemoryMarshal.Cast<float, Vector256<float>>(values))
            sums += vector * vector;
        return Vector256.Sum(sums);
    }
}
