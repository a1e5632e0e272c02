using System.Text.Json.Nodes;

namespace TreatyBot.Shared;

/// <summary>A request as it came.</summary>
/// <param name="Method">Such as <c>chat.postMessage</c>; <c>upload</c> and <c>response</c> for what is posted elsewhere.</param>
/// <param name="Token">From the Authorization header.</param>
/// <param name="ContentType">Without its parameters.</param>
/// <param name="Arguments">The body, whether it came as JSON or as a form.</param>
internal sealed record SlackCall(string Method, string? Token, string ContentType, JsonObject Arguments)
{
    public string? this[string name] => (Arguments[name] as JsonValue)?.ToString();

    public JsonArray? Blocks => Arguments["blocks"] as JsonArray;
}

/// <summary>A message as Slack keeps it.</summary>
internal sealed class PostedMessage
{
    public required string Channel { get; init; }

    public required string Ts { get; init; }

    public string? ThreadTs { get; init; }

    /// <summary>Of the bot that posted it.</summary>
    public required string Token { get; init; }

    public string Text { get; set; } = "";

    /// <summary>What was streamed, put together.</summary>
    public string Markdown { get; set; } = "";

    public JsonArray? Blocks { get; set; }

    public JsonNode? Metadata { get; set; }

    public bool IsStreaming { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>Who alone sees it; null for everybody.</summary>
    public string? OnlyFor { get; init; }
}

/// <summary>What the fake answers instead of doing what is asked.</summary>
/// <param name="Done">Whether it does what is asked all the same, as when an answer is lost on its way.</param>
internal sealed record SlackScript(int Status = 200, JsonObject? Body = null, string? RetryAfter = null, Task? After = null, bool Done = false, string? Raw = null, string? Location = null);
