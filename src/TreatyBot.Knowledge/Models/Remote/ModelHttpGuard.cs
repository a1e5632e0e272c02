using System.Globalization;

namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>
/// Stands between a client library and the wire: calls go to the configured address only, redirects are refused, errors become
/// <see cref="ModelException"/>s before a library can lose them, replies are bounded.
/// </summary>
internal sealed class ModelHttpGuard(Uri endpoint, bool isOllama, TimeProvider time) : DelegatingHandler
{
    /// <summary>Far more than a reply of a few thousand tokens with all its framing, or a batch of vectors.</summary>
    private const long LargestReply = 8 * 1024 * 1024;

    private const int LargestError = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } address || Uri.Compare(address, endpoint, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
            throw new ModelException(ModelFault.ForeignAddress, "A call to an address other than Endpoint was stopped.");
        var call = ModelCall.Token;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call);
        var response = await base.SendAsync(request, either.Token);
        if (!response.IsSuccessStatusCode)
        {
            using (response)
                throw await RefusalAsync(response, either.Token);
        }
        var watcher = isOllama && address.AbsolutePath.EndsWith("/api/chat", StringComparison.Ordinal) ? new OllamaLines() : null;
        var guarded = new StreamContent(new GuardedStream(await response.Content.ReadAsStreamAsync(either.Token), LargestReply, watcher, call));
        foreach (var (name, values) in response.Content.Headers)
            guarded.Headers.TryAddWithoutValidation(name, values);
        response.Content = guarded;
        return response;
    }

    private async Task<ModelException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode is >= 300 and < 400)
            return new(ModelFault.ForeignAddress, $"The endpoint answered with a redirect (HTTP {(int)response.StatusCode}), and redirects are not followed; set Endpoint to the final address.");
        var body = new byte[LargestError];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The status says enough.
        }
        return ErrorReplies.Of(response.StatusCode, System.Text.Encoding.UTF8.GetString(body, 0, length), RetryAfter(response));
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is >= 0 and < 1e9)
            return TimeSpan.FromMilliseconds(milliseconds);
        var wait = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
