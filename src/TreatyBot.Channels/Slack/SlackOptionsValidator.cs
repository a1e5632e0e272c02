using Microsoft.Extensions.Options;
using TreatyBot.Channels.BotFramework;

namespace TreatyBot.Channels.Slack;

/// <summary>Names every broken setting and how to mend it. That nothing is set is no fault: Slack is then not served.</summary>
internal sealed class SlackOptionsValidator : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        List<string> failures = [.. Secrets(options), .. Installation(options), .. Limits(options)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Secrets(SlackOptions options)
    {
        foreach (var (setting, value) in new[]
        {
            (nameof(options.SigningSecret), options.SigningSecret), (nameof(options.PreviousSigningSecret), options.PreviousSigningSecret),
            (nameof(options.ClientSecret), options.ClientSecret), (nameof(options.ClientId), options.ClientId),
        })
        {
            if (value is { Length: > 0 } && (string.IsNullOrWhiteSpace(value) || value.Any(char.IsWhiteSpace)))
                yield return Failure(setting, "holds white space; copy it again from the app's page, Basic Information");
        }

        if (options.BotToken is { Length: > 0 } bot && !bot.StartsWith("xoxb-", StringComparison.Ordinal))
            yield return Failure(nameof(options.BotToken), "must begin with xoxb-; it is on the app's page under OAuth & Permissions");
        if (options.AppToken is { Length: > 0 } app && !app.StartsWith("xapp-", StringComparison.Ordinal))
            yield return Failure(nameof(options.AppToken), "must begin with xapp-; make one with the scope connections:write under Basic Information, App-Level Tokens");
    }

    private static IEnumerable<string> Installation(SlackOptions options)
    {
        if (string.IsNullOrEmpty(options.ClientId) != string.IsNullOrEmpty(options.ClientSecret))
            yield return Failure(nameof(options.ClientSecret), "and ClientId are needed together, or neither; both are on the app's page under Basic Information");
        bool hasToken = !string.IsNullOrEmpty(options.BotToken) || options.IsDistributed;
        if (options.IsOn && !hasToken)
            yield return Failure(nameof(options.BotToken), "is missing; set it for one workspace, or ClientId and ClientSecret for several");
        if (hasToken && !options.IsOn)
            yield return Failure(nameof(options.SigningSecret), "is missing although there is a token or client; set it for HTTP, or AppToken for Socket Mode");
        if (!string.IsNullOrEmpty(options.PreviousSigningSecret) && !options.IsOnHttp)
            yield return Failure(nameof(options.SigningSecret), "is missing although PreviousSigningSecret is set; the previous one is accepted beside it, not instead of it");
        if (!Uri.TryCreate(options.ApiBaseUrl, UriKind.Absolute, out var uri) || !ServiceUrlPolicy.IsHttpsOrLoopback(uri)
            || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || !uri.AbsolutePath.EndsWith('/'))
            yield return Failure(nameof(options.ApiBaseUrl), $"must be an https address, or an http address of this machine, that ends with '/', such as {SlackOptions.DefaultApiBaseUrl}");
    }

    private static IEnumerable<string> Limits(SlackOptions options)
    {
        if (options.SendTimeout < TimeSpan.FromSeconds(1) || options.SendTimeout > TimeSpan.FromMinutes(2))
            yield return Failure(nameof(options.SendTimeout), "must be between 00:00:01 and 00:02:00");
        if (options.SocketConnections is < 1 or > 10)
            yield return Failure(nameof(options.SocketConnections), "must be between 1 and 10, which is as many as Slack takes");
        if (options.MaxUploadBytes is < 1024 or > 1024 * 1024 * 1024)
            yield return Failure(nameof(options.MaxUploadBytes), "must be between 1024 and 1073741824");
    }

    private static string Failure(string setting, string what) => $"{SlackOptions.Section}:{setting} {what}.";
}
