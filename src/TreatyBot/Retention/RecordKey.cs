using System.Security.Cryptography;
using System.Text;

namespace TreatyBot.Retention;

/// <summary>Digests under which records name conversations and users, so that they can be found again and not read.</summary>
internal static class RecordKey
{
    public static string Conversation(string? channel, string? id) => Digest($"conversation\n{channel}\n{id}");

    public static string User(string? channel, string? id) => Digest($"user\n{channel}\n{id}");

    public static string Message(string? channel, string? conversation, string id) => Digest($"message\n{channel}\n{conversation}\n{id}");

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
