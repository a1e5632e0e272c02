using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace TreatyBot.Slack;

/// <summary>
/// The <c>state</c> of an installation: signed, good for a few minutes, once, and only in the browser that began it.
/// </summary>
internal sealed class SlackOAuth(IDataProtectionProvider protection, SlackDatabase database, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private const int Bytes = 32;
    private readonly IDataProtector _protector = protection.CreateProtector("TreatyBot.Slack.OAuthState.v1");

    /// <summary>A state for Slack, and the secret that the browser keeps as a cookie.</summary>
    public (string State, string Cookie) Begin()
    {
        var cookie = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        var until = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        var state = _protector.Protect(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}|{until}|{Digest(cookie)}")));
        return (Base64Url.EncodeToString(state), cookie);
    }

    /// <summary>Whether the state is one of ours, unused and in time, and comes back from the browser that it was given to. Uses it up.</summary>
    public bool TryUse(string? state, string? cookie)
    {
        if (string.IsNullOrEmpty(cookie) || Open(state)?.Split('|') is not [{ } id, { } until, { } digest])
            return false;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digest), Encoding.ASCII.GetBytes(Digest(cookie))))
            return false;
        return long.Parse(until, CultureInfo.InvariantCulture) >= time.GetUtcNow().ToUnixTimeSeconds()
            && database.Execute("insert into used_states (id, at) values ($id, $at) on conflict do nothing", ("$id", id)) > 0;
    }

    private string? Open(string? state)
    {
        try
        {
            return string.IsNullOrEmpty(state) || state.Length > 2000 ? null : Encoding.ASCII.GetString(_protector.Unprotect(Base64Url.DecodeFromChars(state)));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static string Digest(string cookie) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cookie)));
}
