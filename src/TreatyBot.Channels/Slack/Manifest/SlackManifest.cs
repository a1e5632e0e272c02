using System.Text.Json.Nodes;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Channels.Slack.Manifest;

/// <param name="Name">Of the app and its user.</param>
/// <param name="Description">In a line.</param>
/// <param name="PublicUrl">Where Slack reaches the host; null for Socket Mode, which needs no address.</param>
/// <param name="Prompts">What a new conversation with the app offers.</param>
public sealed record SlackManifestFacts(string Name, string Description, Uri? PublicUrl, IReadOnlyList<SlackPrompt> Prompts)
{
    /// <summary>Whether it is installed by a web page in many workspaces, rather than by hand in one.</summary>
    public bool IsDistributed { get; init; }
}

/// <summary>The app's manifest, from which Slack makes the app: what it shows, may and hears.</summary>
public static class SlackManifest
{
    public const string Command = "/treaty";
    public const string EventsPath = "slack/events";
    public const string CommandsPath = "slack/commands";
    public const string InteractionsPath = "slack/interactions";
    public const string RedirectPath = "slack/oauth";

    /// <summary>All that the bot token needs, in order.</summary>
    public static IReadOnlyList<string> BotScopes => SlackScopes.All;

    private const int LongestName = 35;
    private const int LongestDescription = 140;
    private const int MostPrompts = 4;

    public static JsonObject Of(SlackManifestFacts facts)
    {
        var name = TextClipper.Clip(facts.Name, LongestName);
        var description = TextClipper.Clip(facts.Description, LongestDescription);
        var manifest = new JsonObject
        {
            ["_metadata"] = new JsonObject { ["major_version"] = 1, ["minor_version"] = 1 },
            ["display_information"] = new JsonObject { ["name"] = name, ["description"] = description, ["background_color"] = "#17405E" },
            ["features"] = Features(facts, name, description),
            ["oauth_config"] = new JsonObject { ["scopes"] = new JsonObject { ["bot"] = List(SlackScopes.All) } },
            ["settings"] = Settings(facts),
        };
        if (facts is { IsDistributed: true, PublicUrl: not null })
            manifest["oauth_config"]!["redirect_urls"] = new JsonArray(Address(facts, RedirectPath));
        return manifest;
    }

    private static JsonObject Features(SlackManifestFacts facts, string name, string description)
    {
        var command = new JsonObject
        {
            ["command"] = Command,
            ["description"] = description,
            ["usage_hint"] = "[question] | timeline [treaty] | settings | help",
            ["should_escape"] = false,
        };
        if (facts.PublicUrl is not null)
            command["url"] = Address(facts, CommandsPath);
        var prompts = facts.Prompts.Take(MostPrompts).Select(prompt => (JsonNode)new JsonObject { ["title"] = prompt.Title, ["message"] = prompt.Message });
        return new JsonObject
        {
            ["app_home"] = new JsonObject { ["home_tab_enabled"] = true, ["messages_tab_enabled"] = true, ["messages_tab_read_only_enabled"] = false },
            ["bot_user"] = new JsonObject { ["display_name"] = name, ["always_online"] = true },
            ["agent_view"] = new JsonObject { ["agent_description"] = description, ["suggested_prompts"] = new JsonArray([.. prompts]) },
            ["slash_commands"] = new JsonArray(command),
        };
    }

    private static JsonObject Settings(SlackManifestFacts facts)
    {
        var events = new JsonObject { ["bot_events"] = List(SlackScopes.ByEvent.Keys.Order(StringComparer.Ordinal)) };
        var interactivity = new JsonObject { ["is_enabled"] = true };
        if (facts.PublicUrl is not null)
        {
            events["request_url"] = Address(facts, EventsPath);
            interactivity["request_url"] = Address(facts, InteractionsPath);
        }

        return new JsonObject
        {
            ["event_subscriptions"] = events,
            ["interactivity"] = interactivity,
            ["org_deploy_enabled"] = facts.IsDistributed,
            ["socket_mode_enabled"] = facts.PublicUrl is null,
            ["token_rotation_enabled"] = false,
        };
    }

    private static string Address(SlackManifestFacts facts, string path) => $"{facts.PublicUrl!.AbsoluteUri.TrimEnd('/')}/{path}";

    private static JsonArray List(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode)name)]);
}
