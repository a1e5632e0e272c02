using System.Security.Cryptography;
using System.Text;
using TreatyBot.Health;

namespace TreatyBot.Endpoints;

/// <summary>Who may know the causes: a program on this machine that comes directly, or whoever has the configured token.</summary>
internal static class Operators
{
    private const string Scheme = "Bearer ";

    // What proxies say of themselves. One that says nothing must not pass the health paths on.
    private static readonly string[] ProxyHeaders = ["Via", "X-Real-IP", "X-Forwarded-Host", "X-Forwarded-Proto"];

    public static bool Includes(HttpContext context, HealthOptions options) =>
        HasToken(context.Request, options.OperatorToken)
        || (MessagesEndpoint.IsFromThisMachine(context) && !ProxyHeaders.Any(context.Request.Headers.ContainsKey));

    // Digests, so that neither content nor length can be told from the time it takes.
    private static bool HasToken(HttpRequest request, string token) =>
        token.Length > 0
        && (string?)request.Headers.Authorization is { } given
        && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Digest(given[Scheme.Length..].Trim()), Digest(token));

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
