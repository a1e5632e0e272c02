using Microsoft.Extensions.Options;

namespace TreatyBot.Channels.BotFramework;

/// <summary>Names every broken setting and how to mend it.</summary>
internal sealed class BotFrameworkOptionsValidator : IValidateOptions<BotFrameworkOptions>
{
    public ValidateOptionsResult Validate(string? name, BotFrameworkOptions options)
    {
        List<string> failures = [.. Limits(options), .. Addresses(options)];
        failures.AddRange(options.IsAnonymous ? Anonymous(options) : Registered(options));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Registered(BotFrameworkOptions options)
    {
        if (!Guid.TryParseExact(options.AppId, "D", out _))
            yield return Failure(nameof(options.AppId), "must be the app registration's id, a GUID such as 00000000-0000-0000-0000-000000000000");
        if (!Guid.TryParseExact(options.TenantId, "D", out _))
            yield return Failure(nameof(options.TenantId), "must be the GUID of the app registration's tenant; multi-tenant bots can no longer be created");

        int credentials = (string.IsNullOrEmpty(options.AppPassword) ? 0 : 1)
            + (string.IsNullOrEmpty(options.CertificatePath) ? 0 : 1)
            + (options.UseManagedIdentity ? 1 : 0);
        if (credentials != 1)
            yield return Failure(nameof(options.AppPassword), "needs exactly one credential: set AppPassword, CertificatePath or UseManagedIdentity, and only one of them");
        if (options.CertificatePath is { Length: > 0 } path && !File.Exists(path))
            yield return Failure(nameof(options.CertificatePath), "names a file that does not exist; give the path of a PFX or PEM file with its private key");
        if (!options.EffectiveServiceHosts.Any())
            yield return Failure(nameof(options.AllowedServiceHosts), "must name the hosts that replies may go to, as this cloud has no known ones");
    }

    // A secret without an id is a typing mistake that would otherwise open the door.
    private static IEnumerable<string> Anonymous(BotFrameworkOptions options)
    {
        if (!string.IsNullOrEmpty(options.AppPassword) || !string.IsNullOrEmpty(options.CertificatePath) || options.UseManagedIdentity)
            yield return Failure(nameof(options.AppId), "is missing although a credential is set; set the app registration's id or remove the credential");
    }

    private static IEnumerable<string> Addresses(BotFrameworkOptions options)
    {
        if (options.OpenIdMetadata is { Length: > 0 } metadata
            && !(Uri.TryCreate(metadata, UriKind.Absolute, out var uri) && ServiceUrlPolicy.IsHttpsOrLoopback(uri)))
            yield return Failure(nameof(options.OpenIdMetadata), "must be an https address, or an http address of this machine");
        foreach (var host in options.AllowedServiceHosts.Where(host => !ServiceUrlPolicy.IsEntry(host)))
            yield return Failure(nameof(options.AllowedServiceHosts), $"has '{host}'; each entry must be an exact host name such as smba.trafficmanager.net, or an origin on this machine such as http://127.0.0.1:3970");
    }

    private static IEnumerable<string> Limits(BotFrameworkOptions options)
    {
        if (options.MaxBodyBytes is < 1024 or > 16 * 1024 * 1024)
            yield return Failure(nameof(options.MaxBodyBytes), "must be between 1024 and 16777216");
        foreach (var (setting, value) in new[] { (nameof(options.BodyTimeout), options.BodyTimeout), (nameof(options.InvokeTimeout), options.InvokeTimeout), (nameof(options.SendTimeout), options.SendTimeout) })
        {
            if (value < TimeSpan.FromSeconds(1) || value > TimeSpan.FromMinutes(2))
                yield return Failure(setting, "must be between 00:00:01 and 00:02:00");
        }
    }

    private static string Failure(string setting, string what) => $"{BotFrameworkOptions.Section}:{setting} {what}.";
}
