using System.Net;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Slack;
using TreatyBot.Configuration;

namespace TreatyBot.Hosting;

/// <summary>Where the host listens.</summary>
internal static class ListenAddresses
{
    public const string Default = "http://127.0.0.1:3978";

    /// <summary>Splits and checks the addresses of <c>--urls</c>.</summary>
    /// <exception cref="UsageException">One is no address, or is open to others while callers are not authenticated.</exception>
    public static IReadOnlyList<string> Parse(string urls, BotFrameworkOptions azure, SlackOptions slack)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0)
            throw new UsageException($"--urls is empty; give an address such as {Default}.");
        foreach (var address in addresses)
        {
            var host = HostOf(address)
                ?? throw new UsageException($"--urls {address}: this is no address to listen on; give one such as {Default}.");
            // Slack's requests are signed wherever they come from; Azure's endpoint is then left out.
            if (azure.IsAnonymous && !slack.IsOn && !IsLoopbackHost(host))
            {
                throw new UsageException(
                    $"--urls {address}: this address is open to others, and without {BotFrameworkOptions.Section}:{nameof(BotFrameworkOptions.AppId)} callers are not authenticated. "
                    + $"Set {BotFrameworkOptions.Section}:{nameof(BotFrameworkOptions.AppId)}, {nameof(BotFrameworkOptions.TenantId)} and a credential, or set up {SlackOptions.Section} alone, or listen on this machine only, as with {Default}.");
            }
        }
        return addresses;
    }

    public static bool IsLoopback(string address) => HostOf(address) is { } host && IsLoopbackHost(host);

    public static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string? HostOf(string address)
    {
        try
        {
            var binding = BindingAddress.Parse(address);
            return binding.IsUnixPipe || binding.Scheme is not ("http" or "https") || binding.PathBase.Length > 0 ? null : binding.Host;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
