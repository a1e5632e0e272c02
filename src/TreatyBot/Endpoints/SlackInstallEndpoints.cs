using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Options;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Manifest;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Slack;

namespace TreatyBot.Endpoints;

/// <summary><c>/slack/install</c> sends a browser to Slack; <c>/slack/oauth</c> is where it comes back with a code.</summary>
internal static partial class SlackInstallEndpoints
{
    public const string InstallPath = "slack/install";

    // The prefix has browsers refuse it without https and from neighbours on the same domain.
    private const string CookieName = "__Host-treatybot-install";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(InstallPath, Begin);
        endpoints.MapGet(SlackManifest.RedirectPath, EndAsync);
    }

    private static void Begin(HttpContext context)
    {
        var services = context.RequestServices;
        var slack = services.GetRequiredService<IOptions<SlackOptions>>().Value;
        var (state, cookie) = services.GetRequiredService<SlackOAuth>().Begin();
        context.Response.Cookies.Append(CookieName, cookie, Cookie(SlackOAuth.Lifetime));
        context.Response.Headers.CacheControl = "no-store";
        var query = QueryString.Create(
        [
            KeyValuePair.Create<string, string?>("client_id", slack.ClientId),
            KeyValuePair.Create<string, string?>("scope", string.Join(',', SlackManifest.BotScopes)),
            KeyValuePair.Create<string, string?>("redirect_uri", RedirectUri(services).AbsoluteUri),
            KeyValuePair.Create<string, string?>("state", state),
        ]);
        context.Response.Redirect($"{new Uri(new Uri(slack.ApiBaseUrl), "/oauth/v2/authorize")}{query}");
    }

    private static async Task EndAsync(HttpContext context)
    {
        var (status, text) = await InstallAsync(context);
        context.Response.Cookies.Delete(CookieName, Cookie(null));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.WriteAsync(
            $"<!doctype html><html lang=\"en\"><title>TreatyBot</title><p>{HtmlEncoder.Default.Encode(text)}</p></html>", Encoding.UTF8, context.RequestAborted);
    }

    private static async Task<(int Status, string Text)> InstallAsync(HttpContext context)
    {
        var (services, query) = (context.RequestServices, context.Request.Query);
        if (!services.GetRequiredService<SlackOAuth>().TryUse(query["state"], context.Request.Cookies[CookieName]))
            return (StatusCodes.Status400BadRequest, $"This installation was not begun in this browser, or too long ago, or was used before. Begin again at /{InstallPath}.");
        if (query["error"] is [{ Length: > 0 }])
            return (StatusCodes.Status200OK, "Nothing was installed, as you decided.");
        if (query["code"] is not [{ Length: > 0 } code])
            return (StatusCodes.Status400BadRequest, $"Slack sent no code. Begin again at /{InstallPath}.");
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SlackInstallEndpoints).FullName!);
        try
        {
            var web = services.GetRequiredService<SlackWebClient>();
            var installation = await web.AccessAsync(code, RedirectUri(services), context.RequestAborted);
            if (!IsAllowed(installation.Workspace, services.GetRequiredService<IOptions<SlackHostOptions>>().Value))
            {
                await web.RevokeAsync(installation, context.RequestAborted);
                return (StatusCodes.Status403Forbidden, "This bot is not meant for your workspace. Nothing was installed.");
            }
            services.GetRequiredService<SlackInstallations>().Save(installation);
            LogInstalled(logger, installation.Workspace.TeamId ?? installation.Workspace.EnterpriseId);
            return (StatusCodes.Status200OK, "Installed. In Slack, write to TreatyBot, or mention it in a channel that it was invited to.");
        }
        catch (SlackApiException refusal)
        {
            LogNotInstalled(logger, refusal);
            return (StatusCodes.Status502BadGateway, $"Slack did not complete the installation. Begin again at /{InstallPath}.");
        }
    }

    private static bool IsAllowed(SlackWorkspace workspace, SlackHostOptions options) =>
        options.AllowedWorkspaces.Count == 0 || options.AllowedWorkspaces.Any(id => id == workspace.TeamId || id == workspace.EnterpriseId);

    // From the settings and not from the request, whose host anybody may write.
    private static Uri RedirectUri(IServiceProvider services) =>
        new($"{services.GetRequiredService<IOptions<SlackHostOptions>>().Value.PublicUri!.AbsoluteUri.TrimEnd('/')}/{SlackManifest.RedirectPath}");

    private static CookieOptions Cookie(TimeSpan? lifetime) =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = lifetime, IsEssential = true };

    [LoggerMessage(LogLevel.Warning, "Installed in the Slack workspace {Workspace}.")]
    private static partial void LogInstalled(ILogger logger, string? workspace);

    [LoggerMessage(LogLevel.Error, "An installation failed.")]
    private static partial void LogNotInstalled(ILogger logger, Exception exception);
}
