using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>
/// Single-precision matrix product for matrices that stay in cache: C += A·B, A and C row by row, B packed into panels of 32 columns.
/// An element of C is one chain of fused multiply-adds in the order of k, whatever the number of rows: a text computed alone
/// and the same text among others give the same bits.
/// </summary>
internal static class MatrixProduct
{
    public const int PanelWidth = 32;

    public static int PackedLength(int rows, int columns) => rows * PaddedColumns(columns);

    /// <summary>What a row of C must have room for: the columns of B, rounded up to whole panels.</summary>
    public static int PaddedColumns(int columns) => (columns + PanelWidth - 1) / PanelWidth * PanelWidth;

    /// <summary>Packs B, whose rows lie <paramref name="stride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(ReadOnlySpan<float> b, int stride, int rows, int columns, Span<float> packed)
    {
        for (var column = 0; column < columns; column += PanelWidth)
        {
            var width = Math.Min(PanelWidth, columns - column);
            var panel = packed.Slice(column * rows, rows * PanelWidth);
            if (width < PanelWidth)
                panel.Clear();
            for (var k = 0; k < rows; k++)
                b.Slice(k * stride + column, width).CopyTo(panel[(k * PanelWidth)..]);
        }
    }

    /// <summary>Packs B given as its transpose: <paramref name="columns"/> rows of <paramref name="rows"/> values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackTransposed(ReadOnlySpan<float> transposed, int stride, int rows, int columns, Span<float> packed)
    {
        packed[..PackedLength(rows, columns)].Clear();
        for (var column = 0; column < columns; column++)
        {
            var source = transposed.Slice(column * stride, rows);
            var target = packed[(column / PanelWidth * PanelWidth * rows + column % PanelWidth)..];
            for (var k = 0; k < source.Length; k++)
                target[k * PanelWidth] = source[k];
        }
    }

    /// <summary>C += A·B, for A of <paramref name="rows"/> × <paramref name="depth"/> and a packed B of <paramref name="depth"/> × <paramref name="columns"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(
        ReadOnlySpan<float> a, int strideA, ReadOnlySpan<float> packed, Span<float> c, int strideC, int rows, int depth, int columns)
    {
        if (rows == 0)
            return;
        // The kernels go without bounds checks.
        ArgumentOutOfRangeException.ThrowIfLessThan(a.Length, (rows - 1) * strideA + depth);
        ArgumentOutOfRangeException.ThrowIfLessThan(packed.Length, PackedLength(depth, columns));
        ArgumentOutOfRangeException.ThrowIfLessThan(c.Length, (rows - 1) * strideC + PaddedColumns(columns));
        for (var column = 0; column < columns; column += PanelWidth)
        {
            ref var panel = ref MemoryMarshal.GetReference(packed[(column * depth)..]);
            var row = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                for (; rows - row > 4; row += 8)
                {
                    ref var a0 = ref MemoryMarshal.GetReference(a[(row * strideA)..]);
                    ref var c0 = ref MemoryMarshal.GetReference(c[(row * strideC + column)..]);
                    MatrixKernels.EightRows(ref a0, strideA, ref panel, ref c0, strideC, Math.Min(8, rows - row) - 1, depth);
                }
            }
            for (; row < rows; row += 4)
            {
                ref var a0 = ref MemoryMarshal.GetReference(a[(row * strideA)..]);
                ref var c0 = ref MemoryMarshal.GetReference(c[(row * strideC + column)..]);
                var last = Math.Min(4, rows - row) - 1;
                if (Vector512.IsHardwareAccelerated)
                {
                    MatrixKernels.FourRows(ref a0, strideA, ref panel, ref c0, strideC, last, depth);
                    continue;
                }
                MatrixKernels.FourRowsOfHalfPanel(ref a0, strideA, ref panel, ref c0, strideC, last, depth);
                MatrixKernels.FourRowsOfHalfPanel(ref a0, strideA, ref Unsafe.Add(ref panel, 16), ref Unsafe.Add(ref c0, 16), strideC, last, depth);
            }
        }
    }
}
