using System.Buffers.Binary;

namespace TreatyBot.Tests.Pictures;

internal static class Png
{
    /// <summary>Width and height as the header has them.</summary>
    public static (int Width, int Height) Size(ReadOnlySpan<byte> png)
    {
        png[..8].SequenceEqual<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]).ShouldBeTrue("not a PNG");
        return (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));
    }
}
