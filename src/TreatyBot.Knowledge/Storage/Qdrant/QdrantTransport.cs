using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>
/// Sends requests with key, time-out and bounded retries. Every write of ours names its points or its condition, so that sending it
/// twice does what sending it once does. Redirects are not followed: the key must not travel.
/// </summary>
internal sealed partial class QdrantTransport : IDisposable
{
    private const int ReadAttempts = 2;
    private const int WriteAttempts = 5;
    private readonly HttpClient _http;
    private readonly QdrantOptions _options;
    private readonly string _collection;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public QdrantTransport(StoreOptions store, QdrantOptions options, TimeProvider time, ILogger logger)
    {
        Endpoint = store.Endpoint ?? throw new StoreException("Store:Provider is Qdrant and Store:Endpoint is not set. Set it, for example to http://127.0.0.1:6333.");
        (_options, _collection, _time, _logger) = (options, store.Collection, time, logger);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            BaseAddress = Endpoint.OriginalString.EndsWith('/') ? Endpoint : new Uri(Endpoint.OriginalString + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (string.IsNullOrWhiteSpace(store.ApiKey))
            return;
        if (store.ApiKey.Count(c => c == '.') == 2)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", store.ApiKey.Trim());
        else
            _http.DefaultRequestHeaders.Add("api-key", store.ApiKey.Trim());
    }

    public Uri Endpoint { get; }

    public Task<T> ReadAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        SendAsync(method, path, body, ReadAttempts, ReadEnvelopeAsync<T>, cancellationToken);

    public Task<T> WriteAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        SendAsync(method, path, body, WriteAttempts, ReadEnvelopeAsync<T>, cancellationToken);

    /// <summary>For the few answers without an envelope, and for statuses that mean something.</summary>
    /// <param name="read">Told of every response that is not to be tried again; returning null makes it an error.</param>
    /// <param name="patience">How long one attempt may take; the setting unless given.</param>
    public async Task<T> SendAsync<T>(
        HttpMethod method, string path, object? body, int attempts, Func<HttpResponseMessage, CancellationToken, Task<T?>> read,
        CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var allowed = patience ?? _options.Timeout;
        var payload = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), QdrantJson.Options);
        for (var attempt = 1; ; attempt++)
        {
            var delay = _options.RetryDelay * (1 << Math.Min(attempt - 1, 6));
            StoreException failure;
            using var timeout = new CancellationTokenSource(allowed, _time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                using var request = new HttpRequestMessage(method, path);
                if (payload is not null)
                    request.Content = new ByteArrayContent(payload) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
                if (await read(response, linked.Token) is { } result)
                    return result;
                failure = QdrantErrors.Refused(Endpoint, _collection, response.StatusCode, await response.Content.ReadAsStringAsync(linked.Token));
                if (!IsWorthAnother(response.StatusCode))
                    throw failure;
                if (response.Headers.RetryAfter?.Delta is { } asked)
                    delay = asked;
            }
            catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                failure = QdrantErrors.TooSlow(Endpoint, allowed);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                failure = QdrantErrors.Unreachable(Endpoint, exception);
            }
            catch (JsonException exception)
            {
                throw QdrantErrors.NotQdrant(Endpoint, exception.Message, exception);
            }
            if (attempt >= attempts || delay > _options.Timeout)
                throw failure;
            LogRetry(method.Method, attempt, attempts, failure.Message);
            await Task.Delay(delay, _time, cancellationToken);
        }
    }

    private static async Task<T?> ReadEnvelopeAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
            return default;
        var envelope = await response.Content.ReadFromJsonAsync<Envelope<T>>(QdrantJson.Options, cancellationToken);
        return envelope is { Result: { } result } ? result : throw new JsonException("an answer without a result.");
    }

    private static bool IsWorthAnother(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    public void Dispose() => _http.Dispose();

    [LoggerMessage(LogLevel.Warning, "Qdrant: {Method} failed at attempt {Attempt} of {Attempts}: {Reason}")]
    private partial void LogRetry(string method, int attempt, int attempts, string reason);
}
