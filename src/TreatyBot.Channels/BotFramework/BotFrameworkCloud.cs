namespace TreatyBot.Channels.BotFramework;

/// <summary>The Azure cloud in which the bot is registered.</summary>
public enum BotFrameworkCloud
{
    Public,
    UsGov,
    China,
}

/// <summary>The fixed addresses and names of a cloud.</summary>
internal sealed record CloudEndpoints(
    string Issuer, string OpenIdMetadata, string LoginHost, string ConnectorResource, IReadOnlyList<string> ServiceHosts)
{
    private static readonly CloudEndpoints Public = new(
        "https://api.botframework.com",
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "https://login.microsoftonline.com",
        "https://api.botframework.com",
        ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"]);

    private static readonly CloudEndpoints UsGov = new(
        "https://api.botframework.us",
        "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        "https://login.microsoftonline.us",
        "https://api.botframework.us",
        ["smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us"]);

    // No Teams host of this cloud is documented: it must be named in the settings.
    private static readonly CloudEndpoints China = new(
        "https://api.botframework.azure.cn",
        "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        "https://login.partner.microsoftonline.cn",
        "https://api.botframework.azure.cn",
        []);

    public static CloudEndpoints Of(BotFrameworkCloud cloud) => cloud switch
    {
        BotFrameworkCloud.UsGov => UsGov,
        BotFrameworkCloud.China => China,
        _ => Public,
    };
}
