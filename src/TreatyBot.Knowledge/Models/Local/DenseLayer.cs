using System.Numerics.Tensors;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>A matrix of weights, packed once for <see cref="MatrixProduct"/>, and a bias.</summary>
internal sealed class DenseLayer
{
    private readonly float[] _packed;
    private readonly float[] _bias;
    private readonly int _inputs;

    /// <param name="weights">Inputs × outputs, row by row; the outputs a multiple of 32.</param>
    /// <param name="bias">One per output.</param>
    public DenseLayer(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        Outputs = bias.Length;
        _inputs = weights.Length / bias.Length;
        _bias = bias.ToArray();
        _packed = new float[MatrixProduct.PackedLength(_inputs, Outputs)];
        MatrixProduct.Pack(weights, Outputs, _inputs, Outputs, _packed);
    }

    public int Outputs { get; }

    /// <summary>output = input·W + bias, for each of the rows.</summary>
    public void Apply(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        for (var row = 0; row < rows; row++)
            _bias.CopyTo(output[(row * Outputs)..]);
        MatrixProduct.Accumulate(input, _inputs, _packed, output, Outputs, rows, _inputs, Outputs);
    }

    /// <summary>output += input·W + bias, for each of the rows.</summary>
    public void Add(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var sum = output.Slice(row * Outputs, Outputs);
            TensorPrimitives.Add(sum, _bias, sum);
        }
        MatrixProduct.Accumulate(input, _inputs, _packed, output, Outputs, rows, _inputs, Outputs);
    }
}
