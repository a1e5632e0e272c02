using TreatyBot.Knowledge.Models.Local;

namespace TreatyBot.Knowledge.Tests.Models.Local;

public sealed class MatrixProductTests
{
    // Rows around the kernels' four and eight, columns around the panels' thirty-two.
    [Theory]
    [InlineData(0, 5, 32)]
    [InlineData(1, 1, 1)]
    [InlineData(3, 7, 31)]
    [InlineData(4, 64, 32)]
    [InlineData(5, 64, 33)]
    [InlineData(8, 128, 64)]
    [InlineData(9, 3, 65)]
    [InlineData(13, 100, 96)]
    [InlineData(23, 17, 128)]
    public void Accumulate_AnySize_AddsTheProduct(int rows, int depth, int columns)
    {
        var random = new Random(rows * 10_007 + depth * 101 + columns);
        var (strideA, strideB, strideC) = (depth + 3, columns + 2, MatrixProduct.PaddedColumns(columns) + 1);
        var a = Values(random, rows * strideA);
        var b = Values(random, depth * strideB);
        var c = Values(random, rows * strideC);
        var expected = c.ToArray();
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                for (var k = 0; k < depth; k++)
                    expected[i * strideC + j] = MathF.FusedMultiplyAdd(a[i * strideA + k], b[k * strideB + j], expected[i * strideC + j]);
            }
        }
        var packed = new float[MatrixProduct.PackedLength(depth, columns)];

        MatrixProduct.Pack(b, strideB, depth, columns, packed);
        MatrixProduct.Accumulate(a, strideA, packed, c, strideC, rows, depth, columns);

        c.ShouldBe(expected, 1e-4);
    }

    [Fact]
    public void PackTransposed_TransposeOfAMatrix_GivesWhatPackGivesForTheMatrix()
    {
        const int Rows = 19;
        const int Columns = 45;
        var matrix = Values(new Random(7), Rows * Columns);
        var transpose = new float[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
            transpose[i % Columns * Rows + i / Columns] = matrix[i];
        var expected = new float[MatrixProduct.PackedLength(Rows, Columns)];
        var actual = Values(new Random(8), expected.Length);

        MatrixProduct.Pack(matrix, Columns, Rows, Columns, expected);
        MatrixProduct.PackTransposed(transpose, Rows, Rows, Columns, actual);

        actual.ShouldBe(expected);
    }

    [Fact]
    public void Accumulate_TooLittleRoom_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => MatrixProduct.Accumulate(new float[8], 4, new float[128], new float[63], 32, 2, 4, 32));

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
