using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.BotFramework;

/// <summary>
/// One request to the connector, with its retries. The host is checked immediately before a token is attached, and no
/// redirect is followed. Thread-safe.
/// </summary>
internal sealed partial class ConnectorTransport(
    BotFrameworkOptions options, ServiceUrlPolicy serviceUrls, ConnectorTokenCache? tokens, HttpClient http, RetryPlan retries,
    TimeProvider time, ILogger<ConnectorTransport> logger)
{
    private const int LongestBody = 256 * 1024;
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private static readonly ProductInfoHeaderValue Agent = new("TreatyBot", typeof(ConnectorTransport).Assembly.GetName().Version?.ToString(2) ?? "0.1");

    /// <summary>Returns the body of the success.</summary>
    /// <exception cref="ConnectorException">The connector refused, or still failed after the last try.</exception>
    public async Task<string> SendAsync(
        HttpMethod method, string serviceUrl, string path, byte[]? payload, CancellationToken cancellationToken)
    {
        bool renewed = false;
        for (int attempt = 1; ; attempt++)
        {
            var answer = await TryAsync(method, ConnectorRoutes.Join(serviceUrl, path), payload, cancellationToken);
            if (answer.IsSuccess)
                return answer.Body;

            if (answer.Status == HttpStatusCode.Unauthorized && tokens is not null && answer.Token is not null && !renewed)
            {
                renewed = true;
                tokens.Drop(answer.Token);
                attempt--;
                continue;
            }

            if (retries.DelayAfter(attempt, answer.Status, answer.RetryAfter, answer.Failure) is not { } delay)
                throw answer.ToException();
            LogRetry(method.Method, (int?)answer.Status, delay);
            await Task.Delay(delay, time, cancellationToken);
        }
    }

    private async Task<ConnectorAnswer> TryAsync(HttpMethod method, Uri uri, byte[]? payload, CancellationToken cancellationToken)
    {
        if (!serviceUrls.Allows(uri))
            throw new ConnectorException(null, "ServiceUrlNotAllowed", $"the host {uri.Host} is not among the allowed service hosts; nothing was sent");

        using var limit = new CancellationTokenSource(options.SendTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        string? token = null;
        try
        {
            using var request = new HttpRequestMessage(method, uri);
            request.Headers.UserAgent.Add(Agent);
            if (payload is not null)
                request.Content = new ByteArrayContent(payload) { Headers = { ContentType = Json } };
            if (tokens is not null)
            {
                token = await tokens.GetAsync(both.Token);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }

            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var body = await response.Content.ReadLimitedAsync(LongestBody, both.Token);
            return new ConnectorAnswer(response.StatusCode, body, WaitOf(response.Headers.RetryAfter), token);
        }
        catch (HttpRequestException exception)
        {
            return ConnectorAnswer.Unreachable(exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Sent or not, nobody knows: saying it twice is worse than failing.
            throw new ConnectorException(null, "Timeout", "no answer in time", exception);
        }
    }

    private TimeSpan? WaitOf(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date - time.GetUtcNow());

    [LoggerMessage(LogLevel.Information, "{Method} to the connector answered {Status}; trying again in {Delay}.")]
    private partial void LogRetry(string method, int? status, TimeSpan delay);
}

/// <param name="Status">Null when the connector could not be reached.</param>
/// <param name="Body">Empty when there is none.</param>
/// <param name="RetryAfter">As the connector asked.</param>
/// <param name="Token">The one that was attached.</param>
internal sealed record ConnectorAnswer(HttpStatusCode? Status, string Body, TimeSpan? RetryAfter, string? Token)
{
    private const int LongestReason = 300;

    public HttpRequestException? Failure { get; private init; }

    public bool IsSuccess => Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

    public static ConnectorAnswer Unreachable(HttpRequestException failure) => new(null, "", null, null) { Failure = failure };

    public ConnectorException ToException()
    {
        ErrorResponse? error = null;
        try
        {
            if (Body.StartsWith('{'))
                error = JsonSerializer.Deserialize(Body, ProtocolJson.Context.ErrorResponse);
        }
        catch (JsonException)
        {
            // An HTML page or half a body says no more than its status.
        }

        var reason = error?.Error?.Message ?? error?.Message ?? Failure?.Message;
        return new ConnectorException(Status, error?.Error?.Code, reason?.Length > LongestReason ? reason[..LongestReason] : reason, Failure);
    }
}
