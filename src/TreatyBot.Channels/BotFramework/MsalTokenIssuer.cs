using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace TreatyBot.Channels.BotFramework;

/// <summary>Issues tokens with the credential of the settings: a secret, a certificate or a managed identity.</summary>
internal sealed class MsalTokenIssuer : IConnectorTokenIssuer
{
    private readonly Func<CancellationToken, Task<AuthenticationResult>> _acquire;

    /// <param name="options">Validated, with an app id.</param>
    /// <param name="http">Null for MSAL's own.</param>
    public MsalTokenIssuer(BotFrameworkOptions options, IMsalHttpClientFactory? http = null) =>
        _acquire = options.UseManagedIdentity ? ManagedIdentity(options, http) : Confidential(options, http);

    public async Task<ConnectorToken> IssueAsync(CancellationToken cancellationToken)
    {
        var result = await _acquire(cancellationToken);
        return new ConnectorToken(result.AccessToken, result.ExpiresOn);
    }

    private static Func<CancellationToken, Task<AuthenticationResult>> Confidential(BotFrameworkOptions options, IMsalHttpClientFactory? http)
    {
        var builder = ConfidentialClientApplicationBuilder.Create(options.AppId)
            .WithAuthority($"{options.Endpoints.LoginHost}/{options.TenantId}")
            // The authority is one of the known clouds: asking one whether it exists gains nothing.
            .WithInstanceDiscovery(false);
        builder = options.CertificatePath is { Length: > 0 } path
            ? builder.WithCertificate(LoadCertificate(path, options.CertificatePassword), sendX5C: true)
            : builder.WithClientSecret(options.AppPassword);
        if (http is not null)
            builder = builder.WithHttpClientFactory(http);

        var application = builder.Build();
        string[] scopes = [options.Endpoints.ConnectorResource + "/.default"];
        // The cache of this room decides when a token is stale; a second one would give back what was refused.
        return token => application.AcquireTokenForClient(scopes).WithForceRefresh(true).ExecuteAsync(token);
    }

    private static Func<CancellationToken, Task<AuthenticationResult>> ManagedIdentity(BotFrameworkOptions options, IMsalHttpClientFactory? http)
    {
        var builder = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(options.AppId));
        if (http is not null)
            builder = builder.WithHttpClientFactory(http);
        var application = builder.Build();
        return token => application.AcquireTokenForManagedIdentity(options.Endpoints.ConnectorResource).WithForceRefresh(true).ExecuteAsync(token);
    }

    private static X509Certificate2 LoadCertificate(string path, string? password) =>
        path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase)
            ? string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password)
            : X509CertificateLoader.LoadPkcs12FromFile(path, password);
}
