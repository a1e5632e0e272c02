using System.Net;
using System.Text.Json;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>Turns what the server says into a sentence with a mend. Bodies are JSON, or plain text where the server refuses a key.</summary>
internal static class QdrantErrors
{
    private const int LongestDetail = 300;

    public static StoreException Unreachable(Uri endpoint, Exception exception) => new(
        $"Qdrant at {endpoint} (setting Store:Endpoint) cannot be reached: {Innermost(exception).Message} Start it, or set Store:Endpoint to where it is.", exception);

    public static StoreException TooSlow(Uri endpoint, TimeSpan timeout) => new(
        $"Qdrant at {endpoint} (setting Store:Endpoint) gave no answer within {timeout.TotalSeconds:0.###} s (setting Store:Qdrant:Timeout). Look at its load and its log.");

    public static StoreException NotQdrant(Uri endpoint, string what, Exception? exception = null) => new(
        $"What answers at {endpoint} (setting Store:Endpoint) does not speak Qdrant's protocol: {what} Set Store:Endpoint to Qdrant's REST port (6333 by default), not its gRPC port.", exception!);

    public static StoreException Refused(Uri endpoint, string collection, HttpStatusCode status, string body)
    {
        var at = $"Qdrant at {endpoint} (setting Store:Endpoint)";
        var detail = Detail(body);
        return new(status switch
        {
            HttpStatusCode.Unauthorized =>
                $"{at} refuses the key (setting Store:ApiKey): {detail} Set Store:ApiKey to a key or token that it knows.",
            HttpStatusCode.Forbidden =>
                $"{at} does not let this key (setting Store:ApiKey) do that, or is locked against writing: {detail} Give the key write access to '{collection}', or unlock the server.",
            HttpStatusCode.NotFound =>
                $"{at} has no collection '{collection}' (setting Store:Collection) any more: {detail} Run treatybot ingest to make it anew.",
            HttpStatusCode.InsufficientStorage => Full(at, detail),
            HttpStatusCode.TooManyRequests =>
                $"{at} limits the rate of requests: {detail} Try again later, or raise its strict-mode limits.",
            _ when IsFull(detail) => Full(at, detail),
            HttpStatusCode.RequestTimeout or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout =>
                $"{at} is not available just now ({(int)status}): {detail} Look at its log and, in a cluster, at its peers.",
            >= HttpStatusCode.MovedPermanently and < HttpStatusCode.BadRequest =>
                $"{at} answers with a redirect ({(int)status}), which is not followed so that the key goes nowhere else. Set Store:Endpoint to the final address.",
            _ => $"{at} refused a request ({(int)status}): {detail}",
        });
    }

    /// <summary>The server's own words on one line, cut short.</summary>
    public static string Detail(string body)
    {
        var text = body;
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("status", out var status)
                && status.ValueKind == JsonValueKind.Object && status.TryGetProperty("error", out var error) && error.GetString() is { } said)
                text = said;
        }
        catch (JsonException)
        {
            // Plain text it is.
        }
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > LongestDetail)
            text = text[..LongestDetail] + "…";
        return text.Length == 0 ? "(no reason given)." : text[^1] is '.' or '…' ? text : text + ".";
    }

    private static bool IsFull(string detail) =>
        detail.Contains("No space left", StringComparison.OrdinalIgnoreCase) || detail.Contains("disk is full", StringComparison.OrdinalIgnoreCase)
        || detail.Contains("Not enough space", StringComparison.OrdinalIgnoreCase);

    private static string Full(string at, string detail) =>
        $"{at} has no room left: {detail} What was there before is whole; free or add disk, and ingest again.";

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
