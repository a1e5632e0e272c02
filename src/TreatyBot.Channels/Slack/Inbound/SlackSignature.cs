using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TreatyBot.Channels.Slack.Inbound;

/// <summary>Tells whether a request was signed by Slack, a short while ago. Fails closed: no secret, no entry.</summary>
internal static class SlackSignature
{
    private const string Version = "v0=";
    private const int LongestTimestamp = 12;
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>How far the sender's clock may be from ours, before or after.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromMinutes(5);

    /// <param name="secrets">Each is enough: while a secret is replaced, the old one and the new one hold.</param>
    /// <param name="timestamps">Every value of the header.</param>
    /// <param name="signatures">Every value of the header.</param>
    /// <param name="body">The bytes as received, before anything was decoded.</param>
    /// <param name="now">The time.</param>
    public static bool IsValid(
        IEnumerable<string> secrets, IReadOnlyList<string?> timestamps, IReadOnlyList<string?> signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (timestamps is not [{ } timestamp] || signatures is not [{ } signature])
            return false;
        if (!IsRecent(timestamp, now) || !TryDecode(signature, out var claimed))
            return false;

        byte[] signed = [.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body];
        var isValid = false;
        // Every secret is tried, and every byte compared, whatever the outcome so far.
        foreach (var secret in secrets.Where(secret => !string.IsNullOrWhiteSpace(secret)))
            isValid |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed), claimed);
        return isValid;
    }

    private static bool IsRecent(string timestamp, DateTimeOffset now) =>
        timestamp.Length is > 0 and <= LongestTimestamp
        && timestamp.All(char.IsAsciiDigit)
        && long.Parse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture) is var seconds
        && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= Tolerance.TotalSeconds;

    // Lower case only, as Slack writes it: what has one meaning has one form.
    private static bool TryDecode(string signature, out byte[] hash)
    {
        hash = [];
        if (signature.Length != Version.Length + (2 * HMACSHA256.HashSizeInBytes) || !signature.StartsWith(Version, StringComparison.Ordinal))
            return false;
        var hex = signature.AsSpan(Version.Length);
        if (hex.ContainsAnyExcept(LowerHex))
            return false;
        hash = Convert.FromHexString(hex);
        return true;
    }
}
