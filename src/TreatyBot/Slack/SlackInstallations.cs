using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Slack;

/// <summary>
/// Where the app is installed. Tokens are encrypted on disk, each bound to its workspace, so that a row put in another's place opens
/// nothing. A token from the settings serves the one workspace that it is of. Thread-safe.
/// </summary>
internal sealed partial class SlackInstallations(
    SlackDatabase database, IDataProtectionProvider protection, SlackWebClient web, IOptions<SlackOptions> options, ILogger<SlackInstallations> logger)
    : ISlackTokens, IDisposable
{
    private readonly IDataProtector _protector = protection.CreateProtector("TreatyBot.Slack.Installations.v1");
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile SlackInstallation? _configured;
    private volatile bool _isConfiguredRevoked;

    public async ValueTask<SlackInstallation?> FindAsync(SlackWorkspace workspace, CancellationToken cancellationToken)
    {
        if (FindStored(workspace) is { } stored)
            return stored;
        return await ConfiguredAsync(cancellationToken) is { } configured && Serves(configured.Workspace, workspace) ? configured : null;
    }

    public void Save(SlackInstallation installation)
    {
        var (enterprise, team) = Key(installation.Workspace);
        var secret = Protector(enterprise, team).Protect(JsonSerializer.SerializeToUtf8Bytes(new Secret(installation.BotToken, installation.BotUserId, installation.BotId)));
        database.Execute(
            "insert into installations (enterprise, team, secret, at) values ($enterprise, $team, $secret, $at) on conflict do update set secret = $secret, at = $at",
            ("$enterprise", enterprise), ("$team", team), ("$secret", secret));
    }

    /// <summary>Forgets the token that serves the workspace, and what was remembered of it.</summary>
    public void Forget(SlackWorkspace workspace)
    {
        if (_configured is { } configured && Serves(configured.Workspace, workspace))
            _isConfiguredRevoked = true;
        if (Row(workspace) is [string enterprise, string team, ..])
            database.Execute("delete from installations where enterprise = $enterprise and team = $team", ("$enterprise", enterprise), ("$team", team));
        database.Execute(
            "delete from threads where team = $team; delete from channels where team = $team; delete from replies where team = $team",
            ("$team", workspace.TeamId ?? workspace.EnterpriseId ?? ""));
        LogForgotten(workspace.TeamId ?? workspace.EnterpriseId);
    }

    public void Dispose() => _gate.Dispose();

    private SlackInstallation? FindStored(SlackWorkspace workspace)
    {
        if (Row(workspace) is not [string enterprise, string team, byte[] secret])
            return null;
        try
        {
            var read = JsonSerializer.Deserialize<Secret>(Protector(enterprise, team).Unprotect(secret))!;
            return new SlackInstallation(new SlackWorkspace(enterprise.Length > 0 ? enterprise : null, team.Length > 0 ? team : null), read.BotToken, read.BotUserId, read.BotId);
        }
        catch (CryptographicException exception)
        {
            LogLocked(exception, team.Length > 0 ? team : enterprise);
            return null;
        }
    }

    // A team's own installation goes before its organisation's. Ids of teams are unique everywhere.
    private object?[]? Row(SlackWorkspace workspace)
    {
        var (enterprise, team) = Key(workspace);
        return database.Find(
            """
            select enterprise, team, secret from installations
            where ($team <> '' and team = $team) or ($enterprise <> '' and enterprise = $enterprise and team = '') order by team desc limit 1
            """,
            ("$enterprise", enterprise), ("$team", team));
    }

    private async ValueTask<SlackInstallation?> ConfiguredAsync(CancellationToken cancellationToken)
    {
        if (_isConfiguredRevoked || options.Value.BotToken is not { Length: > 0 } token)
            return null;
        if (_configured is { } known)
            return known;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _configured ??= await web.TestAuthAsync(token, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private IDataProtector Protector(string enterprise, string team) => _protector.CreateProtector($"{enterprise}/{team}");

    private static bool Serves(SlackWorkspace installed, SlackWorkspace asked) =>
        installed.TeamId is { } team ? team == asked.TeamId : installed.EnterpriseId is { } enterprise && enterprise == asked.EnterpriseId;

    private static (string Enterprise, string Team) Key(SlackWorkspace workspace) => (workspace.EnterpriseId ?? "", workspace.TeamId ?? "");

    private sealed record Secret(string BotToken, string BotUserId, string? BotId);

    [LoggerMessage(LogLevel.Warning, "The app was removed from {Workspace}; its token is forgotten.")]
    private partial void LogForgotten(string? workspace);

    [LoggerMessage(LogLevel.Error, "The token of {Workspace} cannot be decrypted: the keys in Channels:Slack:KeysPath are not those it was encrypted with. Put them back, or install the app there again.")]
    private partial void LogLocked(Exception exception, string workspace);
}
