using TreatyBot.Channels.BotFramework;

namespace TreatyBot.Channels.Tests.BotFramework;

/// <summary>Issues numbered tokens of an hour.</summary>
internal sealed class FakeTokenIssuer(TimeProvider time) : IConnectorTokenIssuer
{
    private int _issued;

    public int Issued => _issued;

    /// <summary>Holds tokens back until completed.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<ConnectorToken> IssueAsync(CancellationToken cancellationToken)
    {
        int number = Interlocked.Increment(ref _issued);
        await Gate.WaitAsync(cancellationToken);
        return new ConnectorToken($"token-{number}", time.GetUtcNow() + TimeSpan.FromHours(1));
    }
}
