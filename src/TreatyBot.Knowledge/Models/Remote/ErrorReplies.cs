using System.Globalization;
using System.Net;
using System.Text.Json;

namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>
/// Translates the servers' errors. Their own messages may repeat parts of a prompt; they are read to tell the fault but never passed on.
/// </summary>
internal static class ErrorReplies
{
    private static readonly string[] FormatWords = ["response_format", "json_schema", "structured output", "does not support format", "unsupported format"];
    private static readonly string[] ContextWords = ["context length", "context_length", "maximum context", "too many tokens", "context window"];

    public static ModelException Of(HttpStatusCode status, string body, TimeSpan? retryAfter)
    {
        var (code, message) = Parse(body);
        var fault = FaultOf((int)status, code, message);
        return new(fault, $"{Wording(fault)} (HTTP {(int)status}{(Harmless(code) is { Length: > 0 } said ? $", {said}" : "")})") { RetryAfter = retryAfter };
    }

    /// <summary>An error object inside a stream that began well.</summary>
    public static ModelException OfStream(JsonElement root)
    {
        var (code, message) = Read(root);
        var fault = FaultOf(500, code, message);
        return new(fault, $"{Wording(fault)} (an error in the middle of the reply{(Harmless(code) is { Length: > 0 } said ? $", {said}" : "")})");
    }

    /// <summary>What an operator can do about it.</summary>
    public static string Wording(ModelFault fault) => fault switch
    {
        ModelFault.RateLimited => "The model's endpoint limits the rate of calls; lower MaximumConcurrency or raise the limit there.",
        ModelFault.QuotaExceeded => "The quota of the account at the model's endpoint is used up; raise it there.",
        ModelFault.Overloaded => "The model's server failed or is overloaded; its log tells more.",
        ModelFault.Unauthorized => "The model's endpoint refused the credentials; check ApiKey, or that the identity in use may call the model.",
        ModelFault.ModelMissing => "The endpoint knows no such model; check Model (for Azure OpenAI the deployment's name; for Ollama, ollama pull MODEL on its host) and the path of Endpoint.",
        ModelFault.Filtered => "The provider's content filter stopped the call.",
        ModelFault.ContextExceeded => "The prompt is longer than the model takes; lower ContextTokens to what the model has.",
        ModelFault.FormatRefused => "The endpoint takes no JSON schema for replies; set StructuredOutput to Never to stop asking.",
        ModelFault.TooLarge => "The endpoint found the call too large; lower ContextTokens.",
        _ => "The endpoint refused the call; Model, ApiVersion or the path of Endpoint may not fit together.",
    };

    private static ModelFault FaultOf(int status, string code, string message)
    {
        bool Says(params string[] words) => words.Any(word =>
            message.Contains(word, StringComparison.OrdinalIgnoreCase) || code.Contains(word, StringComparison.OrdinalIgnoreCase));
        return status switch
        {
            401 or 403 => ModelFault.Unauthorized,
            404 => ModelFault.ModelMissing,
            413 => ModelFault.TooLarge,
            429 => Says("insufficient_quota", "exceeded your current quota", "billing") ? ModelFault.QuotaExceeded : ModelFault.RateLimited,
            >= 500 when Says("not found") && Says("model") => ModelFault.ModelMissing,
            408 or >= 500 => ModelFault.Overloaded,
            _ when Says("content_filter", "content management policy", "ResponsibleAI") => ModelFault.Filtered,
            _ when Says(ContextWords) => ModelFault.ContextExceeded,
            _ when Says(FormatWords) => ModelFault.FormatRefused,
            _ => ModelFault.Refused,
        };
    }

    private static (string Code, string Message) Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : ("", "");
        }
        catch (JsonException)
        {
            return ("", "");
        }
    }

    // {"error":"…"} of Ollama, {"error":{"code","type","message"}} of OpenAI; Azure's gateway says "statusCode" and "message" at the top.
    private static (string Code, string Message) Read(JsonElement root)
    {
        if (!root.TryGetProperty("error", out var error))
            return ("", Text(root, "message"));
        if (error.ValueKind == JsonValueKind.String)
            return ("", error.GetString()!);
        if (error.ValueKind != JsonValueKind.Object)
            return ("", "");
        var code = Text(error, "code");
        return (code.Length > 0 ? code : Text(error, "type"), Text(error, "message"));
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? Convert.ToString(value.ToString(), CultureInfo.InvariantCulture) ?? ""
            : "";

    // A code is a word; anything longer may be somebody's text.
    private static string Harmless(string code) =>
        code.Length <= 40 && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? code : "";
}
