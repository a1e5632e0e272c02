namespace TreatyBot.Channels.BotFramework;

/// <summary>
/// Decides where the bot may send. Hosts match exactly: a suffix such as <c>.trafficmanager.net</c> is anybody's to register.
/// </summary>
internal sealed class ServiceUrlPolicy
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _origins = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _anyLoopback;

    public ServiceUrlPolicy(BotFrameworkOptions options)
    {
        // Without an app id there is no token to lose, and only this machine is spoken to.
        _anyLoopback = options.IsAnonymous;
        foreach (var entry in options.IsAnonymous ? [] : options.EffectiveServiceHosts)
        {
            if (TryGetOrigin(entry, out var origin))
                _origins.Add(origin);
            else
                _hosts.Add(entry);
        }
    }

    public bool Allows(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var uri) && Allows(uri);

    public bool Allows(Uri uri)
    {
        if (uri.UserInfo.Length > 0 || !IsHttpsOrLoopback(uri))
            return false;
        if (_anyLoopback && uri.IsLoopback)
            return true;
        return _origins.Contains(uri.GetLeftPart(UriPartial.Authority))
            || (uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && _hosts.Contains(uri.IdnHost));
    }

    public static bool IsHttpsOrLoopback(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

    public static bool IsEntry(string entry) =>
        TryGetOrigin(entry, out _) || (Uri.CheckHostName(entry) == UriHostNameType.Dns && entry.Contains('.', StringComparison.Ordinal));

    private static bool TryGetOrigin(string entry, out string origin)
    {
        origin = "";
        if (!Uri.TryCreate(entry, UriKind.Absolute, out var uri) || !uri.IsLoopback
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
            return false;
        origin = uri.GetLeftPart(UriPartial.Authority);
        return true;
    }
}
