using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace TreatyBot.Channels.BotFramework;

/// <summary>A JWT taken apart by strict rules; its claims are unverified until <see cref="InboundTokenVerifier"/> says otherwise.</summary>
internal sealed record InboundToken(string Raw, string KeyId, JsonElement Claims)
{
    private const int LongestToken = 16 * 1024;
    private const string Algorithm = "RS256";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Takes <c>Bearer TOKEN</c>, exactly so written, with a three-part RS256 token that names its key.</summary>
    public static bool TryRead(string? authorization, [NotNullWhen(true)] out InboundToken? token)
    {
        token = null;
        var parts = authorization?.Split(' ');
        if (parts is not ["Bearer", { Length: > 0 and <= LongestToken } raw])
            return false;
        if (raw.Split('.') is not [{ Length: > 0 } header, { Length: > 0 } payload, { Length: > 0 }])
            return false;
        if (!TryParse(header, out var head) || !TryParse(payload, out var claims))
            return false;
        if (!HasText(head, "alg", out var algorithm) || algorithm != Algorithm
            || !HasText(head, "kid", out var keyId) || head.TryGetProperty("crit", out _))
            return false;

        token = new InboundToken(raw, keyId, claims);
        return true;
    }

    public string? Text(string claim) => HasText(Claims, claim, out var text) ? text : null;

    /// <summary>A NumericDate claim: absent is null, malformed is false.</summary>
    public bool TryGetTime(string claim, out DateTimeOffset? value)
    {
        value = null;
        if (!Claims.TryGetProperty(claim, out var element))
            return true;
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetDouble(out double seconds) || seconds is < 0 or > 253_402_300_799)
            return false;
        value = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }

    private static bool HasText(JsonElement element, string name, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Not decodable as UTF-16.
            text = null;
        }

        return !string.IsNullOrEmpty(text);
    }

    private static bool TryParse(string segment, out JsonElement element)
    {
        element = default;
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(segment), Strict);
            element = document.RootElement.Clone();
            return element.ValueKind == JsonValueKind.Object;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
