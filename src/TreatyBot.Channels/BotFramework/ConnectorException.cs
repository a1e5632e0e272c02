using System.Net;

namespace TreatyBot.Channels.BotFramework;

/// <summary>The connector refused, or could not be reached. Holds the connector's own words: for logs, not for users.</summary>
public sealed class ConnectorException : Exception
{
    public ConnectorException(HttpStatusCode? status, string? code, string? reason, Exception? inner = null)
        : base($"The connector answered {(status is { } known ? $"{(int)known}" : "nothing")}{Suffix(code)}{Suffix(reason)}.", inner)
    {
        Status = status;
        Code = code;
        Reason = reason ?? "";
    }

    /// <summary>Null when there was no answer.</summary>
    public HttpStatusCode? Status { get; }

    public string? Code { get; }

    /// <summary>Never null: some refusals are told apart only by this text.</summary>
    public string Reason { get; }

    private static string Suffix(string? text) => string.IsNullOrEmpty(text) ? "" : $": {text}";
}
