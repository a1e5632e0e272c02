using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace TreatyBot.Channels.BotFramework;

/// <summary>A key of the channel and the channels it may speak for; null when it names none.</summary>
internal sealed record SigningKey(RsaSecurityKey Key, IReadOnlyList<string>? Endorsements)
{
    private const int SmallestModulusBytes = 256;

    /// <summary>Reads the usable keys of a JWKS by id; keys of other kinds, or too small, are left out.</summary>
    public static Dictionary<string, SigningKey> ReadAll(string json)
    {
        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var key in new JsonWebKeySet(json).Keys)
        {
            if (key.Kty != JsonWebAlgorithmsKeyTypes.RSA || string.IsNullOrEmpty(key.Kid) || key.Use is not (null or "" or "sig")
                || string.IsNullOrEmpty(key.N) || string.IsNullOrEmpty(key.E))
                continue;
            var modulus = Base64UrlEncoder.DecodeBytes(key.N);
            if (modulus.Length < SmallestModulusBytes)
                continue;
            var parameters = new RSAParameters { Modulus = modulus, Exponent = Base64UrlEncoder.DecodeBytes(key.E) };
            keys.TryAdd(key.Kid, new SigningKey(new RsaSecurityKey(parameters) { KeyId = key.Kid }, EndorsementsOf(key)));
        }

        return keys;
    }

    private static List<string>? EndorsementsOf(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } items
            ? [.. items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : null;
}
