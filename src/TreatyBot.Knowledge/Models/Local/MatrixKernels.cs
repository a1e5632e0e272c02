using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>
/// The inner loops of <see cref="MatrixProduct"/>: some rows of A times one panel of B, sums kept in registers. Nothing is checked here.
/// A row past <c>last</c> stands for the last again: it is read, computed and written more than once, to the same bits.
/// </summary>
internal static class MatrixKernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EightRows(ref float a, int strideA, ref float panel, ref float c, int strideC, int last, int depth)
    {
        ref var a0 = ref a;
        ref var a1 = ref Unsafe.Add(ref a, strideA * Math.Min(1, last));
        ref var a2 = ref Unsafe.Add(ref a, strideA * Math.Min(2, last));
        ref var a3 = ref Unsafe.Add(ref a, strideA * Math.Min(3, last));
        ref var a4 = ref Unsafe.Add(ref a, strideA * Math.Min(4, last));
        ref var a5 = ref Unsafe.Add(ref a, strideA * Math.Min(5, last));
        ref var a6 = ref Unsafe.Add(ref a, strideA * Math.Min(6, last));
        ref var a7 = ref Unsafe.Add(ref a, strideA * Math.Min(7, last));
        var (l0, r0) = LoadPair512(ref c, 0);
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
            panel = ref Unsafe.Add(ref panel, MatrixProduct.PanelWidth);
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
    public static void FourRows(ref float a, int strideA, ref float panel, ref float c, int strideC, int last, int depth)
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
            panel = ref Unsafe.Add(ref panel, MatrixProduct.PanelWidth);
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
    public static void FourRowsOfHalfPanel(ref float a, int strideA, ref float panel, ref float c, int strideC, int last, int depth)
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
            panel = ref Unsafe.Add(ref panel, MatrixProduct.PanelWidth);
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
