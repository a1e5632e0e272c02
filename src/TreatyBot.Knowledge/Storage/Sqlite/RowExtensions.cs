using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>From columns to values and back.</summary>
internal static class RowExtensions
{
    public static List<T> ReadAll<T>(this SqliteDataReader rows, Func<SqliteDataReader, T> map)
    {
        var list = new List<T>();
        while (rows.Read())
            list.Add(map(rows));
        return list;
    }

    public static string Text(this SqliteDataReader row, int column) => StoredText.Decode(row.GetString(column));

    public static string? OptionalText(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Text(column);

    /// <summary>The bytes where SQLite holds them; valid until the reader moves.</summary>
    public static ReadOnlySpan<byte> Blob(this SqliteDataReader row, int column) => raw.sqlite3_column_blob(row.Handle!, column);

    /// <summary>Sentences as pairs of varints: distance from the end of the one before, and length.</summary>
    public static byte[] Pack(IReadOnlyList<Sentence> sentences, int start)
    {
        using var bytes = new MemoryStream(sentences.Count * 3);
        using var writer = new BinaryWriter(bytes);
        foreach (var sentence in sentences)
        {
            writer.Write7BitEncodedInt(sentence.Start - start);
            writer.Write7BitEncodedInt(sentence.Length);
            start = sentence.End;
        }
        return bytes.ToArray();
    }

    public static List<Sentence> UnpackSentences(byte[] packed, int start)
    {
        using var bytes = new MemoryStream(packed, writable: false);
        using var reader = new BinaryReader(bytes);
        var sentences = new List<Sentence>();
        while (bytes.Position < bytes.Length)
        {
            var sentence = new Sentence(start + reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            sentences.Add(sentence);
            start = sentence.End;
        }
        return sentences;
    }

    /// <summary>Vectors one after the other as little-endian floats.</summary>
    public static byte[] Pack(IReadOnlyList<float[]> vectors)
    {
        var packed = new byte[vectors.Sum(vector => vector.Length) * sizeof(float)];
        var rest = MemoryMarshal.Cast<byte, float>(packed.AsSpan());
        foreach (var vector in vectors)
        {
            vector.CopyTo(rest);
            rest = rest[vector.Length..];
        }
        SwapOnBigEndian(MemoryMarshal.Cast<byte, int>(packed.AsSpan()));
        return packed;
    }

    public static float[][] UnpackVectors(ReadOnlySpan<byte> packed, int count)
    {
        var vectors = new float[count][];
        var size = count == 0 ? 0 : packed.Length / count;
        for (var i = 0; i < count; i++)
            vectors[i] = UnpackFloats(packed.Slice(i * size, size));
        return vectors;
    }

    public static float[] UnpackFloats(ReadOnlySpan<byte> packed)
    {
        var values = new float[packed.Length / sizeof(float)];
        packed[..(values.Length * sizeof(float))].CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        SwapOnBigEndian(MemoryMarshal.Cast<float, int>(values.AsSpan()));
        return values;
    }

    public static string Stamp(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset ParseStamp(string stamp) =>
        DateTimeOffset.ParseExact(stamp, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static void SwapOnBigEndian(Span<int> values)
    {
        if (!BitConverter.IsLittleEndian)
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(values, values);
    }
}
