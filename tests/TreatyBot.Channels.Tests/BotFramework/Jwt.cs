using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TreatyBot.Channels.Tests.BotFramework;

/// <summary>Makes tokens by hand, so that wrong ones can be made too.</summary>
internal static class Jwt
{
    public static readonly RSA ChannelKey = RSA.Create(2048);
    public static readonly RSA AttackerKey = RSA.Create(2048);

    public static string Sign(string header, string claims, RSA key, HashAlgorithmName? hash = null, RSASignaturePadding? padding = null)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), hash ?? HashAlgorithmName.SHA256, padding ?? RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public static string SignWithSecret(string header, string claims, byte[] secret)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string SignWithCurve(string header, string claims)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public static JsonObject PublicJwk(RSA key, string kid, params string[]? endorsements)
    {
        var parameters = key.ExportParameters(false);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = kid,
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
        if (endorsements is not null)
            jwk["endorsements"] = new JsonArray([.. endorsements.Select(name => (JsonNode)name)]);
        return jwk;
    }
}
