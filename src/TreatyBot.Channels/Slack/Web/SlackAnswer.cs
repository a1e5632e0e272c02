using System.Net;
using System.Text.Json;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Slack.Web;

/// <summary>What came back. A failure is told by the body, hardly ever by the status.</summary>
/// <param name="Status">Null when Slack could not be reached.</param>
/// <param name="RetryAfter">As Slack asked.</param>
internal sealed record SlackAnswer(HttpStatusCode? Status, JsonElement Body, bool IsSuccess, string Error, TimeSpan? RetryAfter)
{
    private const int LongestDetail = 300;

    public HttpRequestException? Failure { get; private init; }

    public bool IsTimeout => Error == SlackApiException.Timeout;

    public bool IsRateLimited => Status == HttpStatusCode.TooManyRequests || Error == SlackApiException.RateLimited;

    /// <summary>A rate limit may also be told with status 200.</summary>
    public HttpStatusCode? TransientStatus => IsRateLimited ? HttpStatusCode.TooManyRequests : Status;

    /// <summary>Whether Slack may have done it all the same: it failed after it took the request.</summary>
    public bool MayBeDone => Status is >= HttpStatusCode.InternalServerError
        || (Status is null && Failure?.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError));

    public static SlackAnswer Unreachable(HttpRequestException failure) =>
        new(null, default, false, SlackApiException.Unreachable, null) { Failure = failure };

    public static SlackAnswer Late(OperationCanceledException exception) =>
        new(null, default, false, SlackApiException.Timeout, null) { Failure = new HttpRequestException("No answer in time.", exception) };

    /// <param name="isApi">Whether success must be said in the body; files and responses are answered by status alone.</param>
    public static SlackAnswer Read(HttpStatusCode status, string body, TimeSpan? retryAfter, bool isApi)
    {
        var parsed = Parse(body);
        bool isOk = status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;
        if (isOk && (parsed.GetMember("ok") is { ValueKind: JsonValueKind.True } || (!isApi && parsed.GetMember("ok") is null)))
            return new(status, parsed ?? default, true, "", null);
        return new(status, parsed ?? default, false, parsed.GetText("error") ?? (isOk ? "invalid_response" : $"http_{(int)status}"), retryAfter);
    }

    public SlackApiException ToException(string method, bool outcomeUnknown) => new(method, Error, Detail(), Failure)
    {
        Status = Status,
        Needed = Body.GetText("needed"),
        Provided = Body.GetText("provided"),
        IsOutcomeUnknown = outcomeUnknown || (Status is null && MayBeDone),
    };

    private string? Detail()
    {
        if (Failure is not null)
            return Failure.Message;
        var parts = new List<string>();
        if (Body.GetText("needed") is { } needed)
            parts.Add($"needs the scope {needed}, has {Body.GetText("provided")}");
        if (((JsonElement?)Body).GetMember("response_metadata").GetMember("messages") is { ValueKind: JsonValueKind.Array } messages)
            parts.AddRange(messages.EnumerateArray().Select(message => message.AsText()).OfType<string>());
        var detail = string.Join("; ", parts);
        return detail.Length > LongestDetail ? detail[..LongestDetail] : detail;
    }

    private static JsonElement? Parse(string body)
    {
        try
        {
            return body.StartsWith('{') ? JsonSerializer.Deserialize(body, ProtocolJson.Context.JsonElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
