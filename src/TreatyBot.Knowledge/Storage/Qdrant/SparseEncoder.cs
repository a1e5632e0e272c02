using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>
/// Terms as sparse vectors: a passage carries BM25's term-frequency part, a question ones, and the server multiplies by the idf
/// (modifier <c>idf</c>). Made by the one analyser of the house, so that both stores propose by the same words.
/// </summary>
internal static class SparseEncoder
{
    /// <summary>
    /// The average passage length that the stored values assume, in terms. It only orders candidates: ranking uses the corpus's own.
    /// Changing it needs a new collection.
    /// </summary>
    public const double AssumedLength = 80;

    private const double K1 = 0.9;
    private const double B = 0.4;

    /// <summary>63 bits of the term's hash: what terms are counted by. Two terms of a million share one with odds of 1 to 10^7.</summary>
    public static long Key(string term)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(term.AsSpan()), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash) & long.MaxValue;
    }

    /// <summary>The term's dimension: 32 of those bits. Terms that share one are candidates for each other; ranking tells them apart.</summary>
    public static uint Index(long key) => (uint)key;

    /// <returns>Null when there are no terms.</returns>
    public static SparseVector? Encode(IReadOnlyCollection<string> terms, double assumedLength = AssumedLength)
    {
        if (terms.Count == 0)
            return null;
        var counts = new SortedDictionary<uint, int>();
        foreach (var term in terms)
        {
            var index = Index(Key(term));
            counts[index] = counts.GetValueOrDefault(index) + 1;
        }
        var norm = K1 * (1 - B + B * terms.Count / assumedLength);
        return new([.. counts.Keys], [.. counts.Values.Select(count => (float)(count * (K1 + 1) / (count + norm)))]);
    }

    public static SparseVector EncodeQuery(IReadOnlyCollection<string> terms)
    {
        uint[] indices = [.. terms.Select(term => Index(Key(term))).Distinct().Order()];
        return new(indices, [.. indices.Select(_ => 1f)]);
    }
}
