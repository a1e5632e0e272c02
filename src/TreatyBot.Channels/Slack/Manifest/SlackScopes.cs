namespace TreatyBot.Channels.Slack.Manifest;

/// <summary>What Slack wants granted for each method and event that the bot uses.</summary>
internal static class SlackScopes
{
    public const string Commands = "commands";

    public static IReadOnlyDictionary<string, string?> ByMethod { get; } = new Dictionary<string, string?>
    {
        ["apps.connections.open"] = null,
        ["assistant.threads.setStatus"] = "chat:write",
        ["assistant.threads.setSuggestedPrompts"] = "assistant:write",
        ["assistant.threads.setTitle"] = "assistant:write",
        ["auth.revoke"] = null,
        ["auth.test"] = null,
        ["chat.appendStream"] = "chat:write",
        ["chat.delete"] = "chat:write",
        ["chat.postEphemeral"] = "chat:write",
        ["chat.postMessage"] = "chat:write",
        ["chat.startStream"] = "chat:write",
        ["chat.stopStream"] = "chat:write",
        ["chat.update"] = "chat:write",
        // Of each kind of conversation its own, which the message events ask for as well.
        ["conversations.history"] = "channels:history",
        ["conversations.replies"] = "channels:history",
        ["files.completeUploadExternal"] = "files:write",
        ["files.getUploadURLExternal"] = "files:write",
        ["oauth.v2.access"] = null,
        ["reactions.add"] = "reactions:write",
        ["reactions.remove"] = "reactions:write",
        ["views.open"] = null,
        ["views.publish"] = null,
    };

    public static IReadOnlyDictionary<string, string?> ByEvent { get; } = new Dictionary<string, string?>
    {
        ["agent_session_stopped"] = null,
        ["app_home_opened"] = null,
        ["app_mention"] = "app_mentions:read",
        ["app_uninstalled"] = null,
        ["message.channels"] = "channels:history",
        ["message.groups"] = "groups:history",
        ["message.im"] = "im:history",
        ["message.mpim"] = "mpim:history",
        ["tokens_revoked"] = null,
    };

    /// <summary>All that the bot token needs, in order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. ByMethod.Values.Concat(ByEvent.Values).Append(Commands).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
