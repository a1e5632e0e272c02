namespace TreatyBot.Channels.BotFramework;

/// <summary>Keeps a token until shortly before it expires; many askers share one request. Thread-safe.</summary>
internal sealed class ConnectorTokenCache(IConnectorTokenIssuer issuer, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan IssueTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private ConnectorToken? _token;
    private Task<ConnectorToken>? _issue;

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        Task<ConnectorToken> issue;
        lock (_lock)
        {
            if (_token is { } token && time.GetUtcNow() < token.ExpiresOn - Margin)
                return token.Value;
            // Not the caller's token: others wait for the same request.
            issue = _issue ??= Task.Run(IssueAsync, CancellationToken.None);
        }

        return (await issue.WaitAsync(cancellationToken)).Value;
    }

    /// <summary>Forgets a token that was refused, unless a newer one has taken its place.</summary>
    public void Drop(string refused)
    {
        lock (_lock)
        {
            if (_token?.Value == refused)
                _token = null;
        }
    }

    private async Task<ConnectorToken> IssueAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(IssueTimeout, time);
            var token = await issuer.IssueAsync(limit.Token);
            lock (_lock)
                _token = token;
            return token;
        }
        finally
        {
            lock (_lock)
                _issue = null;
        }
    }
}
