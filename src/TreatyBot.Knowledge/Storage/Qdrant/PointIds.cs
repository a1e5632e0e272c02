using System.Security.Cryptography;
using System.Text;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>Point ids made from what the point is (UUID version 5, RFC 9562): writing it again writes the same point.</summary>
internal static class PointIds
{
    // The version 5 UUID of the URL namespace and "urn:treatybot:points".
    private static readonly Guid Namespace = Of(new Guid("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "urn:treatybot:points");

    public static string Manifest { get; } = Of(Namespace, "manifest").ToString();

    public static string Of(string kind, long generation, int ordinal) => Of(Namespace, FormattableString.Invariant($"{kind}/{generation}/{ordinal}")).ToString();

    public static Guid Of(Guid space, string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        Span<byte> input = new byte[16 + text.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        text.CopyTo(input[16..]);
#pragma warning disable CA5350 // RFC 9562 prescribes SHA-1 for version 5; nothing is kept secret by it.
        Span<byte> hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)(hash[6] & 0x0F | 0x50);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
