namespace TreatyBot.Channels.BotFramework;

/// <summary>An access token for the connector.</summary>
public sealed record ConnectorToken(string Value, DateTimeOffset ExpiresOn);

/// <summary>Gets a new token from whoever issues it; does not cache.</summary>
public interface IConnectorTokenIssuer
{
    Task<ConnectorToken> IssueAsync(CancellationToken cancellationToken);
}
