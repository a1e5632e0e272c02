using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>
/// Vectors in one byte a dimension, each with its scale and with the length of what rounding took from it: enough to bound any dot
/// product from both sides, and a quarter of the memory to walk through.
/// </summary>
internal static class QuantizedVectors
{
    /// <param name="vector">What is rounded.</param>
    /// <param name="codes">Takes it, divided by the scale.</param>
    /// <returns>The scale, and the length of the difference; a vector that holds something that is no number has no bound.</returns>
    public static (float Scale, float Error) Quantize(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(vector));
        if (largest == 0)
        {
            codes.Clear();
            return (0, 0);
        }
        var scale = largest / sbyte.MaxValue;
        if (!float.IsNormal(scale))
        {
            codes.Clear();
            return (0, float.MaxValue);
        }
        var rounded = ArrayPool<float>.Shared.Rent(vector.Length);
        var values = rounded.AsSpan(0, vector.Length);
        TensorPrimitives.Divide(vector, scale, values);
        TensorPrimitives.Round(values, values);
        TensorPrimitives.ConvertSaturating<float, sbyte>(values, codes);
        TensorPrimitives.Multiply(values, scale, values);
        // A little more than the distance: it was added up in single precision.
        var error = TensorPrimitives.Distance(vector, values) * 1.0001f;
        ArrayPool<float>.Shared.Return(rounded);
        return (scale, error);
    }

    /// <summary>Exact: the product of a code and a part of a <see cref="QuantizedQuery"/> cannot overflow, nor can their sum.</summary>
    public static int Dot(ReadOnlySpan<sbyte> codes, ReadOnlySpan<short> query)
    {
        var i = 0;
        var sum = 0;
        ref var code = ref MemoryMarshal.GetReference(codes);
        ref var part = ref MemoryMarshal.GetReference(query);
        if (Avx2.IsSupported)
        {
            var sums = Vector256<int>.Zero;
            for (; i <= codes.Length - Vector256<short>.Count; i += Vector256<short>.Count)
            {
                var wide = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref code, (nuint)i));
                sums += Avx2.MultiplyAddAdjacent(wide, Vector256.LoadUnsafe(ref part, (nuint)i));
            }
            sum = Vector256.Sum(sums);
        }
        else
        {
            var sums = Vector128<int>.Zero;
            for (; i <= codes.Length - Vector128<sbyte>.Count; i += Vector128<sbyte>.Count)
            {
                var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref code, (nuint)i));
                sums += Multiply(low, Vector128.LoadUnsafe(ref part, (nuint)i));
                sums += Multiply(high, Vector128.LoadUnsafe(ref part, (nuint)(i + Vector128<short>.Count)));
            }
            sum = Vector128.Sum(sums);
        }
        for (; i < codes.Length; i++)
            sum += codes[i] * query[i];
        return sum;
    }

    private static Vector128<int> Multiply(Vector128<short> left, Vector128<short> right)
    {
        var ((a, b), (c, d)) = (Vector128.Widen(left), Vector128.Widen(right));
        return a * c + b * d;
    }
}

/// <summary>A question's vector, rounded much more finely than those it is compared with.</summary>
internal sealed class QuantizedQuery
{
    private readonly float _scale;
    private readonly double _byError;
    private readonly double _byScale;

    public QuantizedQuery(ReadOnlySpan<float> vector)
    {
        Parts = new short[vector.Length];
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(vector));
        var steps = Math.Min(short.MaxValue, int.MaxValue / sbyte.MaxValue / Math.Max(1, vector.Length) - 1);
        _scale = largest / steps;
        var (error, norm) = (0.0, 0.0);
        for (var i = 0; i < vector.Length; i++)
        {
            Parts[i] = _scale > 0 ? (short)MathF.Round(vector[i] / _scale) : (short)0;
            var difference = vector[i] - (double)Parts[i] * _scale;
            error += difference * difference;
            norm += (double)vector[i] * vector[i];
        }
        _byError = Math.Sqrt(norm);
        // The largest length that codes can have, times what rounding the question and adding in single precision can do.
        _byScale = sbyte.MaxValue * Math.Sqrt(vector.Length) * (Math.Sqrt(error) + vector.Length * 1.2e-7 * _byError);
    }

    public short[] Parts { get; }

    /// <summary>Between what the dot product of the vectors before rounding lies.</summary>
    public (double Least, double Most) Bound(ReadOnlySpan<sbyte> codes, float scale, float error)
    {
        var product = (double)QuantizedVectors.Dot(codes, Parts) * scale * _scale;
        var margin = error * _byError + scale * _byScale;
        return (product - margin, product + margin);
    }
}
