using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.Slack.Web;

/// <summary>
/// One call of a method, with its retries. A token goes to the configured API and nowhere else, and no redirect is followed. A rate
/// limit pauses the method for the whole workspace. Thread-safe.
/// </summary>
internal sealed partial class SlackTransport(
    SlackOptions options, HttpClient http, RetryPlan retries, TimeProvider time, ILogger<SlackTransport> logger)
{
    private const int LongestBody = 1024 * 1024;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly ProductInfoHeaderValue Agent = new("TreatyBot", typeof(SlackTransport).Assembly.GetName().Version?.ToString(2) ?? "0.1");

    private readonly Uri _base = options.ApiBaseUri;
    private readonly SlackPauses _pauses = new(time);

    public SlackHosts Hosts { get; } = new(options.ApiBaseUri);

    /// <summary>Returns the body of an <c>ok:true</c>.</summary>
    /// <exception cref="SlackApiException">Slack refused, or still failed after the last try.</exception>
    public Task<JsonElement> CallAsync(
        SlackCredential credential, string method, JsonObject arguments, SlackCallKind kind, CancellationToken cancellationToken) =>
        RunAsync(
            credential, method, kind,
            () => new HttpRequestMessage(HttpMethod.Post, new Uri(_base, method))
            {
                Content = kind.HasFlag(SlackCallKind.Form) ? SlackBody.Form(arguments) : SlackBody.Json(arguments),
            },
            cancellationToken);

    /// <summary>Posts where a slash command or a click said; without a token.</summary>
    public async Task<JsonElement> RespondAsync(Uri address, JsonObject body, CancellationToken cancellationToken) =>
        Hosts.AllowsResponse(address)
            ? await RunAsync(new SlackCredential(null, "response"), "response_url", SlackCallKind.Once, () => new(HttpMethod.Post, address) { Content = SlackBody.Json(body) }, cancellationToken)
            : throw new SlackApiException("response_url", "host_not_allowed", $"{address.Host} is not Slack's host for responses; nothing was sent");

    /// <summary>Posts a file's bytes where Slack said; without a token, as the address itself is the permission.</summary>
    public async Task<JsonElement> UploadAsync(Uri address, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        Hosts.AllowsFile(address)
            ? await RunAsync(new SlackCredential(null, "upload"), "upload", SlackCallKind.Default, () => new(HttpMethod.Post, address) { Content = SlackBody.Bytes(bytes) }, cancellationToken)
            : throw new SlackApiException("upload", "host_not_allowed", $"{address.Host} is not Slack's host for files; nothing was sent");

    private async Task<JsonElement> RunAsync(
        SlackCredential credential, string method, SlackCallKind kind, Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            await WaitOutAsync(credential, method, kind, cancellationToken);
            var answer = await TryAsync(credential, method, request(), cancellationToken);
            if (answer.IsSuccess)
                return answer.Body;
            if (answer.IsRateLimited && answer.RetryAfter is { } asked)
                _pauses.Pause(credential.Quota, method, asked);

            // What may be done already is not asked for twice, unless twice is as good as once.
            bool unknown = kind.HasFlag(SlackCallKind.Once) && answer.MayBeDone;
            if (answer.IsTimeout && attempt == 1 && (kind & (SlackCallKind.Once | SlackCallKind.NoWait)) == 0)
                continue;
            bool impatient = kind.HasFlag(SlackCallKind.NoWait) && answer.IsRateLimited;
            if (unknown || impatient || retries.DelayAfter(attempt, answer.TransientStatus, answer.RetryAfter, answer.Failure) is not { } delay)
                throw answer.ToException(method, unknown);
            LogRetry(method, answer.Error, delay);
            await Task.Delay(delay, time, cancellationToken);
        }
    }

    private async Task WaitOutAsync(SlackCredential credential, string method, SlackCallKind kind, CancellationToken cancellationToken)
    {
        while (_pauses.Remaining(credential.Quota, method) is { } pause && pause > TimeSpan.Zero)
        {
            if (pause > LongestPause || kind.HasFlag(SlackCallKind.NoWait))
                throw new SlackApiException(method, SlackApiException.RateLimited, "Slack asked to wait longer than a reply can; not sent") { Status = HttpStatusCode.TooManyRequests };
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private async Task<SlackAnswer> TryAsync(SlackCredential credential, string method, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var request = message;
        using var limit = new CancellationTokenSource(options.SendTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            request.Headers.UserAgent.Add(Agent);
            if (credential.Token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential.Token);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var body = await response.Content.ReadLimitedAsync(LongestBody, both.Token);
            var retryAfter = response.Headers.RetryAfter;
            return SlackAnswer.Read(response.StatusCode, body, retryAfter?.Delta ?? (retryAfter?.Date - time.GetUtcNow()), isApi: credential.Token is not null || method.Contains('.', StringComparison.Ordinal));
        }
        catch (HttpRequestException exception)
        {
            return SlackAnswer.Unreachable(exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return SlackAnswer.Late(exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Method} answered {Error}; trying again in {Delay}.")]
    private partial void LogRetry(string method, string error, TimeSpan delay);
}

[Flags]
internal enum SlackCallKind
{
    Default = 0,

    /// <summary>For the methods that take no JSON.</summary>
    Form = 1,

    /// <summary>Doing it twice would show: after an answer that leaves open whether it was done, it is not asked for again.</summary>
    Once = 2,

    /// <summary>Not worth waiting for: a rate limit is a failure at once.</summary>
    NoWait = 4,
}
