using System.Text.Json.Nodes;

namespace TreatyBot.Shared;

/// <summary>
/// What Slack's documentation has against a <c>blocks</c> value, written from the documentation alone: it knows nothing of
/// the code that makes blocks.
/// </summary>
internal static class SlackLimits
{
    /// <summary>Real messages are refused a little above (bolt-js#2509, #2867), and the frame of the blocks counts as well.</summary>
    public const int MostCharacters = 13_200;

    private static readonly HashSet<string> Elements =
        ["button", "image", "feedback_buttons", "icon_button", "overflow", "static_select"];

    public static IReadOnlyList<string> Faults(JsonArray blocks, int most = 50)
    {
        var faults = new List<string>();
        if (blocks.Count > most)
            faults.Add($"{blocks.Count} blocks, at most {most}");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < blocks.Count; i++)
            Block(blocks[i] as JsonObject ?? [], $"/blocks/{i}", ids, faults);
        return faults;
    }

    public static bool IsTooLong(JsonArray blocks) => blocks.ToJsonString(Json).Length > MostCharacters;

    private static readonly System.Text.Json.JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Block(JsonObject block, string at, HashSet<string> ids, List<string> faults)
    {
        if (Text(block, "block_id") is { } id && (id.Length > 255 || !ids.Add(id)))
            faults.Add($"{at}/block_id is too long or not unique");
        switch (Text(block, "type"))
        {
            case "section":
                if (block["text"] is null && block["fields"] is null)
                    faults.Add($"{at} needs text or fields");
                if (block["text"] is { } text)
                    TextObject(text, $"{at}/text", 3000, faults);
                Each(block, "fields", at, 1, 10, faults, (field, where) => TextObject(field, where, 2000, faults));
                break;
            case "header":
                TextObject(block["text"], $"{at}/text", 150, faults, plainOnly: true);
                break;
            case "context":
                Each(block, "elements", at, 1, 10, faults, (element, where) => Context(element, where, faults));
                break;
            case "actions":
                Each(block, "elements", at, 1, 25, faults, (element, where) => Element(element, where, faults));
                Unique(block, at, faults);
                break;
            case "context_actions":
                Each(block, "elements", at, 1, 5, faults, (element, where) => Element(element, where, faults));
                break;
            case "image":
                Image(block, at, faults);
                break;
            case "markdown":
                Length(block, "text", at, 1, 12_000, faults);
                break;
            case "rich_text":
                Each(block, "elements", at, 1, int.MaxValue, faults, (element, where) => RichText(element, where, faults));
                break;
            case "divider":
                break;
            case var type:
                faults.Add($"{at}/type {type} is not known");
                break;
        }
    }

    private static void Context(JsonNode? element, string at, List<string> faults)
    {
        if (Text(element, "type") == "image")
            Image(element as JsonObject ?? [], at, faults);
        else
            TextObject(element, at, 3000, faults);
    }

    private static void Element(JsonNode? element, string at, List<string> faults)
    {
        if (!Elements.Contains(Text(element, "type") ?? ""))
            faults.Add($"{at}/type is not known");
        Length(element, "action_id", at, 1, 255, faults);
        if (Text(element, "type") == "button")
        {
            TextObject(element?["text"], $"{at}/text", 75, faults, plainOnly: true);
            Optional(element, "value", at, 2000, faults);
            Optional(element, "url", at, 3000, faults);
            Optional(element, "accessibility_label", at, 75, faults);
            if (Text(element, "style") is { } style && style is not ("primary" or "danger"))
                faults.Add($"{at}/style is not known");
        }
        else if (Text(element, "type") == "feedback_buttons")
        {
            foreach (var side in new[] { "positive_button", "negative_button" })
            {
                TextObject(element?[side]?["text"], $"{at}/{side}/text", 75, faults, plainOnly: true);
                Length(element?[side], "value", $"{at}/{side}", 1, 2000, faults);
                Optional(element?[side], "accessibility_label", $"{at}/{side}", 75, faults);
            }
        }
    }

    private static void Image(JsonObject image, string at, List<string> faults)
    {
        Length(image, "alt_text", at, 1, 2000, faults);
        Optional(image, "image_url", at, 3000, faults);
        if (image["image_url"] is null == image["slack_file"] is null)
            faults.Add($"{at} needs either image_url or slack_file");
        if (image["title"] is { } title)
            TextObject(title, $"{at}/title", 2000, faults, plainOnly: true);
    }

    private static void RichText(JsonNode? element, string at, List<string> faults)
    {
        switch (Text(element, "type"))
        {
            case "rich_text_list":
                if (Text(element, "style") is not ("bullet" or "ordered"))
                    faults.Add($"{at}/style is not known");
                Each(element, "elements", at, 1, int.MaxValue, faults, (item, where) => RichText(item, where, faults));
                break;
            case "rich_text_section" or "rich_text_quote" or "rich_text_preformatted":
                Each(element, "elements", at, 1, int.MaxValue, faults, (run, where) => Run(run, where, faults));
                break;
            case var type:
                faults.Add($"{at}/type {type} is not known");
                break;
        }
    }

    private static void Run(JsonNode? run, string at, List<string> faults)
    {
        if (Text(run, "type") is not ("text" or "link"))
            faults.Add($"{at}/type: the bot writes texts and links only");
        if (Text(run, "type") == "link")
            Length(run, "url", at, 1, 3000, faults);
        else
            Length(run, "text", at, 1, int.MaxValue, faults);
    }

    private static void TextObject(JsonNode? text, string at, int most, List<string> faults, bool plainOnly = false)
    {
        var type = Text(text, "type");
        if (type is not ("plain_text" or "mrkdwn") || (plainOnly && type != "plain_text"))
            faults.Add($"{at}/type {type} is not allowed here");
        if (type == "mrkdwn" && text?["emoji"] is not null)
            faults.Add($"{at}/emoji belongs to plain_text only");
        if (type == "plain_text" && text?["verbatim"] is not null)
            faults.Add($"{at}/verbatim belongs to mrkdwn only");
        Length(text, "text", at, 1, most, faults);
    }

    private static void Unique(JsonObject block, string at, List<string> faults)
    {
        var actions = (block["elements"] as JsonArray ?? []).Select(element => Text(element, "action_id")).ToList();
        if (actions.Distinct().Count() != actions.Count)
            faults.Add($"{at}: an action_id is there twice");
    }

    private static void Each(JsonNode? parent, string name, string at, int least, int most, List<string> faults, Action<JsonNode?, string> check)
    {
        if (parent?[name] is not JsonArray items)
        {
            if (name != "fields")
                faults.Add($"{at}/{name} is missing");
            return;
        }

        if (items.Count < least || items.Count > most)
            faults.Add($"{at}/{name} has {items.Count} elements, {least} to {most} are allowed");
        for (int i = 0; i < items.Count; i++)
            check(items[i], $"{at}/{name}/{i}");
    }

    private static void Optional(JsonNode? parent, string name, string at, int most, List<string> faults)
    {
        if (parent?[name] is not null)
            Length(parent, name, at, 1, most, faults);
    }

    private static void Length(JsonNode? parent, string name, string at, int least, int most, List<string> faults)
    {
        var length = Text(parent, name)?.Length ?? 0;
        if (length < least || length > most)
            faults.Add($"{at}/{name} has {length} characters, {least} to {most} are allowed");
    }

    private static string? Text(JsonNode? parent, string name) =>
        parent is JsonObject && parent[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
