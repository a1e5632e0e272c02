using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Slack.Web;

/// <param name="Title">As shown on the button.</param>
/// <param name="Message">What a click says.</param>
public sealed record SlackPrompt(string Title, string Message);

public sealed partial class SlackWebClient
{
    private const int MostPrompts = 4;

    /// <summary>Shows what is being done under the thread; an empty text takes it away. It goes by itself when the bot posts.</summary>
    public Task SetStatusAsync(SlackInstallation installation, string channel, string threadTs, string status, CancellationToken cancellationToken) =>
        CallAsync(
            installation, "assistant.threads.setStatus", SlackBody.Of(("channel_id", channel), ("thread_ts", threadTs), ("status", status)),
            SlackCallKind.NoWait, cancellationToken);

    /// <summary>For the whole conversation: with a thread's <c>ts</c> the call would do nothing.</summary>
    public Task SetSuggestedPromptsAsync(
        SlackInstallation installation, string channel, string? title, IReadOnlyList<SlackPrompt> prompts, CancellationToken cancellationToken)
    {
        var listed = new JsonArray([.. prompts.Take(MostPrompts).Select(prompt => (JsonNode)new JsonObject { ["title"] = prompt.Title, ["message"] = prompt.Message })]);
        return CallAsync(
            installation, "assistant.threads.setSuggestedPrompts", SlackBody.Of(("channel_id", channel), ("title", title), ("prompts", listed)),
            SlackCallKind.Default, cancellationToken);
    }

    public Task SetTitleAsync(SlackInstallation installation, string channel, string threadTs, string title, CancellationToken cancellationToken) =>
        CallAsync(
            installation, "assistant.threads.setTitle", SlackBody.Of(("channel_id", channel), ("thread_ts", threadTs), ("title", title)),
            SlackCallKind.Default, cancellationToken);

    public Task PublishHomeAsync(SlackInstallation installation, string user, JsonObject view, CancellationToken cancellationToken) =>
        CallAsync(installation, "views.publish", SlackBody.Of(("user_id", user), ("view", view.DeepClone())), SlackCallKind.Default, cancellationToken);

    /// <param name="triggerId">Good for three seconds.</param>
    public Task OpenViewAsync(SlackInstallation installation, string triggerId, JsonObject view, CancellationToken cancellationToken) =>
        CallAsync(installation, "views.open", SlackBody.Of(("trigger_id", triggerId), ("view", view.DeepClone())), SlackCallKind.Once, cancellationToken);

    /// <summary>Asks whose token it is.</summary>
    public async Task<SlackInstallation> TestAuthAsync(string botToken, CancellationToken cancellationToken)
    {
        JsonElement? told = await _transport.CallAsync(new SlackCredential(botToken, "auth.test"), "auth.test", [], SlackCallKind.Default, cancellationToken);
        bool isOrganisation = told.GetMember("is_enterprise_install") is { ValueKind: JsonValueKind.True };
        return new SlackInstallation(
            new SlackWorkspace(told.GetText("enterprise_id"), isOrganisation ? null : told.GetText("team_id")),
            botToken, told.GetText("user_id") ?? "", told.GetText("bot_id"));
    }

    public Task RevokeAsync(SlackInstallation installation, CancellationToken cancellationToken) =>
        CallAsync(installation, "auth.revoke", [], SlackCallKind.Default, cancellationToken);

    /// <summary>Exchanges the code of an installation for its token.</summary>
    public async Task<SlackInstallation> AccessAsync(string code, Uri? redirectUri, CancellationToken cancellationToken)
    {
        const string Method = "oauth.v2.access";
        var arguments = SlackBody.Of(
            ("client_id", _options.ClientId), ("client_secret", _options.ClientSecret), ("code", code), ("redirect_uri", redirectUri?.AbsoluteUri));
        JsonElement? told = await _transport.CallAsync(new SlackCredential(null, "app"), Method, arguments, SlackCallKind.Form | SlackCallKind.Once, cancellationToken);
        if (told.GetText("access_token") is not { Length: > 0 } token || told.GetText("bot_user_id") is not { } botUser)
            throw new SlackApiException(Method, "invalid_response", "no bot token");
        bool isOrganisation = told.GetMember("is_enterprise_install") is { ValueKind: JsonValueKind.True };
        var workspace = new SlackWorkspace(told.GetMember("enterprise").GetText("id"), isOrganisation ? null : told.GetMember("team").GetText("id"));
        return new SlackInstallation(workspace, token, botUser, null);
    }

    /// <summary>The address of a socket: a secret, good for one connection, soon.</summary>
    public async Task<Uri> OpenConnectionAsync(string appToken, CancellationToken cancellationToken)
    {
        const string Method = "apps.connections.open";
        var told = await _transport.CallAsync(new SlackCredential(appToken, "app"), Method, [], SlackCallKind.Default, cancellationToken);
        return Uri.TryCreate(told.GetText("url"), UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeWss || (url.Scheme == Uri.UriSchemeWs && _options.ApiBaseUri.IsLoopback && url.IsLoopback))
            ? url
            : throw new SlackApiException(Method, "invalid_response", "no address");
    }
}
