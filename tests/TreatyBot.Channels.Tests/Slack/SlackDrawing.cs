using System.Text.Json.Nodes;

namespace TreatyBot.Channels.Tests.Slack;

/// <summary>Blocks laid out as text, in the order in which a reader meets them.</summary>
internal static class SlackDrawing
{
    public static string Of(JsonArray blocks) => string.Join('\n', blocks.Select(block => Block(block!)));

    private static string Block(JsonNode block) => (string?)block["type"] switch
    {
        "section" => (string)block["text"]!["text"]!,
        "header" => $"# {(string?)block["text"]!["text"]}",
        "divider" => "----",
        "image" => $"[picture: {(string?)block["alt_text"]}]",
        "context" => string.Join('\n', block["elements"]!.AsArray().SelectMany(element => ((string)element!["text"]!).Split('\n')).Select(line => $"| {line}")),
        "context_actions" => string.Join('\n', block["elements"]!.AsArray().Select(element =>
            $"(+) {(string?)element!["positive_button"]!["text"]!["text"]}   (-) {(string?)element["negative_button"]!["text"]!["text"]}")),
        "actions" => string.Join("  ", block["elements"]!.AsArray().Select(button => $"[{(string?)button!["text"]!["text"]}: {(string?)button["value"]}]")),
        "rich_text" => string.Join('\n', block["elements"]!.AsArray().Select(Rich!)),
        var type => $"?{type}?",
    };

    private static string Rich(JsonNode element) =>
        ((string?)element["type"] == "rich_text_quote" ? "  > " : "") + string.Concat(element["elements"]!.AsArray().Select(run =>
            (string?)run!["text"] + ((string?)run["type"] == "link" ? $" <{(string?)run["url"]}>" : "")));
}
