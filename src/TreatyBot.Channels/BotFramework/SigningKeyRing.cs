using System.Text.Json;
using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.BotFramework;

/// <summary>
/// Holds the channel's signing keys. Fetches them when first asked, daily, and for an unknown id, but never more than one
/// fetch at a time nor sooner than the floor after the last; keeps the last good ones when a fetch fails. Thread-safe.
/// </summary>
internal sealed partial class SigningKeyRing(Uri metadata, HttpClient http, TimeProvider time, ILogger<SigningKeyRing> logger)
{
    public static readonly TimeSpan RefreshFloor = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan RefreshAge = TimeSpan.FromHours(24);

    /// <summary>How long keys are trusted without a successful fetch: as long as the service promises to publish them.</summary>
    public static readonly TimeSpan LongestAge = TimeSpan.FromDays(5);

    // With no keys at all every caller is refused, so the next try may come sooner.
    private static readonly TimeSpan EmptyFloor = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(10);
    private const int LargestDocument = 1024 * 1024;

    private readonly Lock _lock = new();
    private Dictionary<string, SigningKey>? _keys;
    private DateTimeOffset _fetched;
    private DateTimeOffset _tried = DateTimeOffset.MinValue;
    private Task? _fetch;

    /// <summary>Finds a key by id; not found is null.</summary>
    /// <exception cref="SigningKeysUnavailableException">There are no keys to look in.</exception>
    public async Task<SigningKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (RefreshFor(keyId) is { } fetch)
            await fetch.WaitAsync(cancellationToken);

        lock (_lock)
        {
            if (_keys is null || time.GetUtcNow() - _fetched > LongestAge)
                throw new SigningKeysUnavailableException();
            return _keys.GetValueOrDefault(keyId);
        }
    }

    private Task? RefreshFor(string keyId)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            bool known = _keys?.ContainsKey(keyId) ?? false;
            if (known && now - _fetched < RefreshAge)
                return null;
            if (_fetch is { IsCompleted: false })
                return _fetch;
            if (_tried != DateTimeOffset.MinValue && now - _tried < (_keys is null ? EmptyFloor : RefreshFloor))
                return null;
            _tried = now;
            // Not the caller's token: others wait for the same fetch.
            return _fetch = Task.Run(FetchAsync, CancellationToken.None);
        }
    }

    private async Task FetchAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(FetchTimeout, time);
            using var document = JsonDocument.Parse(await GetAsync(metadata, limit.Token));
            if (!Uri.TryCreate(document.RootElement.GetProperty("jwks_uri").GetString(), UriKind.Absolute, out var keysUri)
                || !(keysUri.Scheme == Uri.UriSchemeHttps || (metadata.IsLoopback && keysUri.IsLoopback)))
                throw new InvalidOperationException("The metadata has no https jwks_uri.");
            var keys = SigningKey.ReadAll(await GetAsync(keysUri, limit.Token));
            if (keys.Count == 0)
                throw new InvalidOperationException("The key set has no usable RSA key.");

            lock (_lock)
            {
                _keys = keys;
                _fetched = time.GetUtcNow();
            }

            LogFetched(keys.Count);
        }
#pragma warning disable CA1031 // Whatever went wrong, the last good keys stay in use.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFetchFailed(exception, metadata.Host);
        }
    }

    private async Task<string> GetAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"Answered {(int)response.StatusCode}.", null, response.StatusCode);
        return await response.Content.ReadLimitedAsync(LargestDocument, cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Fetched {Count} signing keys of the channel.")]
    private partial void LogFetched(int count);

    [LoggerMessage(LogLevel.Warning, "The channel's signing keys could not be fetched from {Host}; the last good ones stay in use.")]
    private partial void LogFetchFailed(Exception exception, string host);
}

/// <summary>No signing keys could be fetched, so nobody can be told from anybody.</summary>
internal sealed class SigningKeysUnavailableException() : Exception("The channel's signing keys are not available.");
