using System.Text.Json.Nodes;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack.Blocks;

/// <summary>The blocks that the bot uses, each within its documented limits.</summary>
internal static class BlockKit
{
    public const int MostBlocks = 50;
    public const int LongestSection = 3000;
    public const int MostButtons = 25;

    private const int LongestButton = 75;
    private const int LongestValue = 2000;
    private const int LongestHeader = 150;
    private const int LongestAltText = 2000;
    private const int LongestUrl = 3000;

    /// <param name="mrkdwn">Escaped. <c>verbatim</c> keeps Slack from making links and mentions of what is not marked as one.</param>
    public static JsonObject Section(string mrkdwn) =>
        new() { ["type"] = "section", ["expand"] = true, ["text"] = Mrkdwn(TextClipper.Clip(mrkdwn, LongestSection)) };

    public static JsonObject Context(string mrkdwn) =>
        new() { ["type"] = "context", ["elements"] = new JsonArray(Mrkdwn(TextClipper.Clip(mrkdwn, LongestSection))) };

    public static JsonObject Header(string text) => new() { ["type"] = "header", ["text"] = Plain(TextClipper.Clip(PlainText.Of(text), LongestHeader)) };

    public static JsonObject Divider() => new() { ["type"] = "divider" };

    public static JsonObject Actions(IEnumerable<JsonObject> buttons) =>
        new() { ["type"] = "actions", ["elements"] = new JsonArray([.. buttons.Take(MostButtons)]) };

    public static JsonObject Button(string actionId, string label, string value) => new()
    {
        ["type"] = "button",
        ["action_id"] = actionId,
        ["text"] = Plain(TextClipper.Clip(PlainText.Of(label), LongestButton)),
        ["value"] = TextClipper.Clip(value, LongestValue),
    };

    public static JsonObject Feedback() => new()
    {
        ["type"] = "context_actions",
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "feedback_buttons",
            ["action_id"] = SlackActions.Vote,
            ["positive_button"] = Vote(Texts.Of("Good answer"), SlackActions.Up, Texts.Of("Rate this answer as good")),
            ["negative_button"] = Vote(Texts.Of("Bad answer"), SlackActions.Down, Texts.Of("Rate this answer as bad")),
        }),
    };

    /// <summary>Null when the address is too long for Slack.</summary>
    public static JsonObject? Image(Uri address, string altText) => PlainText.WebAddress(address.AbsoluteUri) is { Length: <= LongestUrl } url
        ? new() { ["type"] = "image", ["image_url"] = url, ["alt_text"] = TextClipper.Clip(PlainText.Of(altText), LongestAltText) }
        : null;

    /// <summary>Text in which nothing is markup.</summary>
    public static JsonObject RichText(params JsonNode[] elements) => new() { ["type"] = "rich_text", ["elements"] = new JsonArray(elements) };

    public static JsonObject RichSection(IEnumerable<JsonNode> runs) => new() { ["type"] = "rich_text_section", ["elements"] = new JsonArray([.. runs]) };

    public static JsonObject RichQuote(string text) => new() { ["type"] = "rich_text_quote", ["elements"] = new JsonArray(Run(text)) };

    public static JsonObject Run(string text, bool bold = false)
    {
        var run = new JsonObject { ["type"] = "text", ["text"] = PlainText.Of(text) };
        if (bold)
            run["style"] = new JsonObject { ["bold"] = true };
        return run;
    }

    /// <param name="url">Of the web.</param>
    public static JsonObject Link(string url, string text)
    {
        var link = Run(text, bold: true);
        if (url.Length > LongestUrl)
            return link;
        link["type"] = "link";
        link["url"] = url;
        return link;
    }

    private static JsonObject Vote(string label, string value, string accessibilityLabel) =>
        new() { ["text"] = Plain(label), ["value"] = value, ["accessibility_label"] = accessibilityLabel };

    private static JsonObject Mrkdwn(string text) => new() { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true };

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };
}
