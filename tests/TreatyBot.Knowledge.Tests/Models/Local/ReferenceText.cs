using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace TreatyBot.Knowledge.Tests.Models.Local;

/// <summary>What the published JavaScript package makes of a text; recorded by <c>record-reference.mjs</c>.</summary>
internal sealed record ReferenceText(string Text, int[] Tokens, float[] Vector)
{
    public static IReadOnlyList<ReferenceText> All { get; } = Read();

    private static ReferenceText[] Read()
    {
        using var stream = typeof(ReferenceText).Assembly.GetManifestResourceStream("reference-vectors.json.gz")!;
        using var document = JsonDocument.Parse(new GZipStream(stream, CompressionMode.Decompress));
        return
        [
            .. document.RootElement.EnumerateArray().Select(entry => new ReferenceText(
                Utf16(entry.GetProperty("utf16").GetBytesFromBase64()),
                [.. entry.GetProperty("tokens").EnumerateArray().Select(token => token.GetInt32())],
                MemoryMarshal.Cast<byte, float>(entry.GetProperty("vector").GetBytesFromBase64()).ToArray())),
        ];
    }

    // Not by Encoding.Unicode, which replaces half a surrogate pair.
    private static string Utf16(byte[] bytes) => new(MemoryMarshal.Cast<byte, char>(bytes));
}
