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
    private const int PanelWidth = 32;

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
        // The kernels below go without bounds checks.
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
                    EightRows(ref a0, strideA, ref panel, ref c0, strideC, Math.Min(8, rows - row) - 1, depth);
                }
            }
            for (; row < rows; row += 4)
            {
                ref var a0 = ref MemoryMarshal.GetReference(a[(row * strideA)..]);
                ref var c0 = ref MemoryMarshal.GetReference(c[(row * strideC + column)..]);
                var last = Math.Min(4, rows - row) - 1;
                if (Vector512.IsHardwareAccelerated)
                {
                    FourRows(ref a0, strideA, ref panel, ref c0, strideC, last, depth);
                    continue;
                }
                FourRowsOfHalfPanel(ref a0, strideA, ref panel, ref c0, strideC, last, depth);
                FourRowsOfHalfPanel(ref a0, strideA, ref Unsafe.Add(ref panel, 16), ref Unsafe.Add(ref c0, 16), strideC, last, depth);
            }
        }
    }

    // In the three kernels a row past the last one stands for the last again: it is read, computed and written twice, to the same bits.

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightRows(ref float a, int strideA, ref float panel, ref float c, int strideC, int last, int depth)
    {
        ref var a0 = ref a;
        ref var a1 = ref Unsafe.Add(ref a, strideA * Math.Min(1, last));
        ref var a2 = ref Unsafe.Add(ref a, strideA * Math.Min(2, last));
        ref var a3 = ref Unsafe.Add(ref a, strideA * Math.Min(3, last));
        ref var a4 = ref Unsafe.Add(ref a, strideA * Math.Min(4, last));
        ref var a5 = ref Unsafe.Add(ref a, strideA * Math.Min(5, last));
        ref var a6 = ref Unsafe.Add(ref a, strideA * Math.Min(6, last));
        ref var a7 = ref Unsafe.Add(ref a, strideA * Math.Min(7, last));
        var (l0, r0) = LoadPair512(ref c, strideC * Math.Min(0, last));
        var (l1, r1) = LoadPair512(ref c, strideC * Math.Min(1, last));
        var (l2, r2) = LoadPair512(ref c, strideC * Math.Min(2, last));
        var (l3, r3) = LoadPair512(ref c, strideC * Math.Min(3, last));
        var (l4, r4) = LoadPair512(ref c, strideC * Math.Min(4, last));
        var (l5, r5) = LoadPair512(ref c, strideC * Math.Min(5, last));
        var (l6, r6) = LoadPair512(ref c, strideC * Math.Min(6, last));
        var (l7, r7) = LoadPair512(ref c, strideC * Math.Min(7, last));
        for (nint k = 0; k < depth; k++)
        {
            var left = Vector512.LoadUnsafe(ref panel);
            var right = Vector512.LoadUnsafe(ref panel, 16);
            panel = ref Unsafe.Add(ref panel, PanelWidth);
            var x = Vector512.Create(Unsafe.Add(ref a0, k));
            l0 = Vector512.MultiplyAddEstimate(x, left, l0);
            r0 = Vector512.MultiplyAddEstimate(x, right, r0);
            x = Vector512.Create(Unsafe.Add(ref a1, k));
            l1 = Vector512.MultiplyAddEstimate(x, left, l1);
            r1 = Vector512.MultiplyAddEstimate(x, right, r1);
            x = Vector512.Create(Unsafe.Add(ref a2, k));
            l2 = Vector512.MultiplyAddEstimate(x, left, l2);
            r2 = Vector512.MultiplyAddEstimate(x, right, r2);
            x = Vector512.Create(Unsafe.Add(ref a3, k));
            l3 = Vector512.MultiplyAddEstimate(x, left, l3);
            r3 = Vector512.MultiplyAddEstimate(x, right, r3);
            x = Vector512.Create(Unsafe.Add(ref a4, k));
            l4 = Vector512.MultiplyAddEstimate(x, left, l4);
            r4 = Vector512.MultiplyAddEstimate(x, right, r4);
            x = Vector512.Create(Unsafe.Add(ref a5, k));
            l5 = Vector512.MultiplyAddEstimate(x, left, l5);
            r5 = Vector512.MultiplyAddEstimate(x, right, r5);
            x = Vector512.Create(Unsafe.Add(ref a6, k));
            l6 = Vector512.MultiplyAddEstimate(x, left, l6);
            r6 = Vector512.MultiplyAddEstimate(x, right, r6);
            x = Vector512.Create(Unsafe.Add(ref a7, k));
            l7 = Vector512.MultiplyAddEstimate(x, left, l7);
            r7 = Vector512.MultiplyAddEstimate(x, right, r7);
        }
        StorePair(l0, r0, ref c, 0);
        StorePair(l1, r1, ref c, strideC * Math.Min(1, last));
        StorePair(l2, r2, ref c, strideC * Math.Min(2, last));
        StorePair(l3, r3, ref c, strideC * Math.Min(3, last));
        StorePair(l4, r4, ref c, strideC * Math.Min(4, last));
        StorePair(l5, r5, ref c, strideC * Math.Min(5, last));
        StorePair(l6, r6, ref c, strideC * Math.Min(6, last));
        StorePair(l7, r7, ref c, strideC * Math.Min(7, last));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows(ref float a, int strideA, ref float panel, ref float c, int strideC, int last, int depth)
    {
        ref var a1 = ref Unsafe.Add(ref a, strideA * Math.Min(1, last));
        ref var a2 = ref Unsafe.Add(ref a, strideA * Math.Min(2, last));
        ref var a3 = ref Unsafe.Add(ref a, strideA * Math.Min(3, last));
        var (l0, r0) = LoadPair512(ref c, 0);
        var (l1, r1) = LoadPair512(ref c, strideC * Math.Min(1, last));
        var (l2, r2) = LoadPair512(ref c, strideC * Math.Min(2, last));
        var (l3, r3) = LoadPair512(ref c, strideC * Math.Min(3, last));
        for (nint k = 0; k < depth; k++)
        {
            var left = Vector512.LoadUnsafe(ref panel);
            var right = Vector512.LoadUnsafe(ref panel, 16);
            panel = ref Unsafe.Add(ref panel, PanelWidth);
            var x = Vector512.Create(Unsafe.Add(ref a, k));
            l0 = Vector512.MultiplyAddEstimate(x, left, l0);
            r0 = Vector512.MultiplyAddEstimate(x, right, r0);
            x = Vector512.Create(Unsafe.Add(ref a1, k));
            l1 = Vector512.MultiplyAddEstimate(x, left, l1);
            r1 = Vector512.MultiplyAddEstimate(x, right, r1);
            x = Vector512.Create(Unsafe.Add(ref a2, k));
            l2 = Vector512.MultiplyAddEstimate(x, left, l2);
            r2 = Vector512.MultiplyAddEstimate(x, right, r2);
            x = Vector512.Create(Unsafe.Add(ref a3, k));
            l3 = Vector512.MultiplyAddEstimate(x, left, l3);
            r3 = Vector512.MultiplyAddEstimate(x, right, r3);
        }
        StorePair(l0, r0, ref c, 0);
        StorePair(l1, r1, ref c, strideC * Math.Min(1, last));
        StorePair(l2, r2, ref c, strideC * Math.Min(2, last));
        StorePair(l3, r3, ref c, strideC * Math.Min(3, last));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRowsOfHalfPanel(ref float a, int strideA, ref float panel, ref float c, int strideC, int last, int depth)
    {
        ref var a1 = ref Unsafe.Add(ref a, strideA * Math.Min(1, last));
        ref var a2 = ref Unsafe.Add(ref a, strideA * Math.Min(2, last));
        ref var a3 = ref Unsafe.Add(ref a, strideA * Math.Min(3, last));
        var (l0, r0) = LoadPair256(ref c, 0);
        var (l1, r1) = LoadPair256(ref c, strideC * Math.Min(1, last));
        var (l2, r2) = LoadPair256(ref c, strideC * Math.Min(2, last));
        var (l3, r3) = LoadPair256(ref c, strideC * Math.Min(3, last));
        for (nint k = 0; k < depth; k++)
        {
            var left = Vector256.LoadUnsafe(ref panel);
            var right = Vector256.LoadUnsafe(ref panel, 8);
            panel = ref Unsafe.Add(ref panel, PanelWidth);
            var x = Vector256.Create(Unsafe.Add(ref a, k));
            l0 = Vector256.MultiplyAddEstimate(x, left, l0);
            r0 = Vector256.MultiplyAddEstimate(x, right, r0);
            x = Vector256.Create(Unsafe.Add(ref a1, k));
            l1 = Vector256.MultiplyAddEstimate(x, left, l1);
            r1 = Vector256.MultiplyAddEstimate(x, right, r1);
            x = Vector256.Create(Unsafe.Add(ref a2, k));
            l2 = Vector256.MultiplyAddEstimate(x, left, l2);
            r2 = Vector256.MultiplyAddEstimate(x, right, r2);
            x = Vector256.Create(Unsafe.Add(ref a3, k));
            l3 = Vector256.MultiplyAddEstimate(x, left, l3);
            r3 = Vector256.MultiplyAddEstimate(x, right, r3);
        }
        StorePair(l0, r0, ref c, 0);
        StorePair(l1, r1, ref c, strideC * Math.Min(1, last));
        StorePair(l2, r2, ref c, strideC * Math.Min(2, last));
        StorePair(l3, r3, ref c, strideC * Math.Min(3, last));
    }

    private static (Vector512<float> Left, Vector512<float> Right) LoadPair512(ref float c, int offset) =>
        (Vector512.LoadUnsafe(ref c, (nuint)offset), Vector512.LoadUnsafe(ref c, (nuint)offset + 16));

    private static (Vector256<float> Left, Vector256<float> Right) LoadPair256(ref float c, int offset) =>
        (Vector256.LoadUnsafe(ref c, (nuint)offset), Vector256.LoadUnsafe(ref c, (nuint)offset + 8));

    private static void StorePair(Vector512<float> left, Vector512<float> right, ref float c, int offset)
    {
        left.StoreUnsafe(ref c, (nuint)offset);
        right.StoreUnsafe(ref c, (nuint)offset + 16);
    }

    private static void StorePair(Vector256<float> left, Vector256<float> right, ref float c, int offset)
    {
        left.StoreUnsafe(ref c, (nuint)offset);
        right.StoreUnsafe(ref c, (nuint)offset + 8);
    }
}
