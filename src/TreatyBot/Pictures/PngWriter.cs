using System.Buffers.Binary;
using System.IO.Compression;

namespace TreatyBot.Pictures;

/// <summary>Writes pixels as a PNG.</summary>
internal static class PngWriter
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>With 8 bits for each of red, green, blue and alpha.</summary>
    /// <param name="rgba">Row by row from the top, four bytes a pixel.</param>
    /// <param name="width">Of a row, in pixels.</param>
    public static byte[] Write(ReadOnlySpan<byte> rgba, int width) => Write(rgba, width * 4, Header(width, rgba.Length / (width * 4), depth: 8, colourType: 6), []);

    /// <summary>With 4 bits a pixel.</summary>
    /// <param name="indices">Into the palette, row by row from the top, one byte a pixel.</param>
    /// <param name="width">Of a row, in pixels; even.</param>
    /// <param name="palette">At most 16 colours, each red, green and blue.</param>
    public static byte[] WriteIndexed(ReadOnlySpan<byte> indices, int width, ReadOnlySpan<byte> palette)
    {
        var packed = new byte[indices.Length / 2];
        for (var i = 0; i < packed.Length; i++)
            packed[i] = (byte)((indices[2 * i] << 4) | indices[(2 * i) + 1]);
        return Write(packed, width / 2, Header(width, indices.Length / width, depth: 4, colourType: 3), palette);
    }

    private static byte[] Header(int width, int height, byte depth, byte colourType)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = depth;
        header[9] = colourType;
        return header;
    }

    private static byte[] Write(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<byte> header, ReadOnlySpan<byte> palette)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var start = 0; start < rows.Length; start += stride)
            {
                deflate.WriteByte(0);
                deflate.Write(rows.Slice(start, stride));
            }
        }

        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR"u8, header);
        if (!palette.IsEmpty)
            WriteChunk(png, "PLTE"u8, palette);
        WriteChunk(png, "IDAT"u8, packed.ToArray());
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(type, data));
        png.Write(number);
    }

    // CRC-32 as PNG and zip have it.
    private static uint Checksum(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var sum = uint.MaxValue;
        foreach (var part in type)
            sum = Step(sum, part);
        foreach (var part in data)
            sum = Step(sum, part);
        return ~sum;
    }

    private static uint Step(uint sum, byte next)
    {
        sum ^= next;
        for (var bit = 0; bit < 8; bit++)
            sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        return sum;
    }
}
