using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.BotFramework;

/// <summary>The bot's registration with Azure Bot Service. Bound to <c>Channels:BotFramework</c>.</summary>
public sealed class BotFrameworkOptions
{
    public const string Section = "Channels:BotFramework";

    /// <summary>The app registration's id. Without one, callers on this machine are served unauthenticated and nobody else.</summary>
    public string? AppId { get; set; }

    /// <summary>The tenant of the app registration, which is single-tenant.</summary>
    public string? TenantId { get; set; }

    /// <summary>A client secret. Prefer a certificate or a managed identity.</summary>
    public string? AppPassword { get; set; }

    /// <summary>A PFX or PEM file with the certificate and its private key.</summary>
    public string? CertificatePath { get; set; }

    public string? CertificatePassword { get; set; }

    /// <summary>Whether the host's user-assigned managed identity, whose client id is <see cref="AppId"/>, is the credential.</summary>
    public bool UseManagedIdentity { get; set; }

    public BotFrameworkCloud Cloud { get; set; }

    /// <summary>Where the channel's signing keys are announced; the cloud's address when empty.</summary>
    public string? OpenIdMetadata { get; set; }

    /// <summary>
    /// Where replies may go: exact host names reached over https, or origins such as <c>http://127.0.0.1:3970</c> on this machine.
    /// The cloud's Teams hosts when empty.
    /// </summary>
    public IList<string> AllowedServiceHosts { get; init; } = [];

    /// <summary>Tenants whose users are answered; only <see cref="TenantId"/> when empty.</summary>
    public IList<string> AllowedTenants { get; init; } = [];

    /// <summary>Channels that are let in; only Teams when empty.</summary>
    public IList<string> AllowedChannels { get; init; } = [];

    /// <value>The default is 1 MiB, several times what a channel sends.</value>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <value>The default is 10 seconds: a body comes at once or from someone who wants to hold the door open.</value>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <value>The default is 10 seconds; the channel itself gives up on an invoke after about 15.</value>
    public TimeSpan InvokeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <value>The default is 15 seconds.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether callers are not authenticated, for want of an app id.</summary>
    public bool IsAnonymous => string.IsNullOrEmpty(AppId);

    internal CloudEndpoints Endpoints => CloudEndpoints.Of(Cloud);

    internal Uri OpenIdMetadataUri => new(string.IsNullOrEmpty(OpenIdMetadata) ? Endpoints.OpenIdMetadata : OpenIdMetadata);

    internal IEnumerable<string> EffectiveServiceHosts => AllowedServiceHosts.Count > 0 ? AllowedServiceHosts : Endpoints.ServiceHosts;

    internal IEnumerable<string> EffectiveTenants => AllowedTenants.Count > 0 ? AllowedTenants : TenantId is { Length: > 0 } own ? [own] : [];

    internal IEnumerable<string> EffectiveChannels => AllowedChannels.Count > 0 ? AllowedChannels : [ChannelIds.Teams];
}
