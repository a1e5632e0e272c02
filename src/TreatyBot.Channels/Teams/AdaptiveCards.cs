using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Teams;

/// <summary>
/// Cards of version 1.5. What comes from sources stands in text runs, which know no Markdown, so that it is shown as it is.
/// </summary>
internal static class AdaptiveCards
{
    /// <summary>The member of a button's data that holds what a click on it says.</summary>
    public const string SayMember = "say";

    private const int LongestQuote = 600;
    private const int LongestCardBytes = 24 * 1024;

    /// <summary>One block per source with its quote and, for an address of the web, a button that opens it.</summary>
    public static Attachment Sources(IReadOnlyList<ReplyCitation> citations) =>
        Card(Texts.Of("Sources"), citations, SourceBlock);

    public static Attachment Timeline(ReplyTimeline timeline) =>
        Card(timeline.Title, timeline.Entries, EntryBlock);

    /// <summary>As much as fits; what does not is counted, so that nobody takes a part for the whole.</summary>
    private static Attachment Card<T>(string title, IReadOnlyList<T> items, Func<T, JsonObject> toBlock)
    {
        var body = new JsonArray(Runs(Run(title, bold: true, large: true)));
        int bytes = 0;
        for (int i = 0; i < items.Count; i++)
        {
            var block = toBlock(items[i]);
            bytes += Encoding.UTF8.GetByteCount(block.ToJsonString(ProtocolJson.Options));
            if (bytes > LongestCardBytes)
            {
                body.Add(Runs(Run(Texts.Format($"… and {items.Count - i} more."), subtle: true)));
                break;
            }

            body.Add(block);
        }

        return Card(body);
    }

    /// <summary>A picture alone, as wide as the chat and larger on a click.</summary>
    public static Attachment Picture(string url, string altText) => Card(new JsonArray(new JsonObject
    {
        ["type"] = "Image",
        ["url"] = url,
        ["altText"] = PlainText.Of(altText),
        ["size"] = "stretch",
        ["msTeams"] = new JsonObject { ["allowExpand"] = true },
    }), isWide: true);

    private static Attachment Card(JsonArray body, bool isWide = false)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["body"] = body,
        };
        if (isWide)
            card["msteams"] = new JsonObject { ["width"] = "Full" };
        return new Attachment
        {
            ContentType = ContentTypes.AdaptiveCard,
            Content = JsonSerializer.SerializeToElement(card, ProtocolJson.Context.JsonObject),
        };
    }

    private static JsonObject SourceBlock(ReplyCitation citation)
    {
        var items = new JsonArray(Runs(Run($"[{citation.Number}] {PlainReplyText.Describe(citation)}", bold: true)));
        if (!string.IsNullOrWhiteSpace(citation.Quote))
            items.Add(Runs(Run($"“{TextClipper.Clip(citation.Quote, LongestQuote)}”", subtle: true)));
        if (PlainText.WebAddress(citation.Url) is { } url)
            items.Add(new JsonObject
            {
                ["type"] = "ActionSet",
                ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = Texts.Of("Open"), ["url"] = url }),
            });
        return new JsonObject { ["type"] = "Container", ["separator"] = true, ["items"] = items };
    }

    private static JsonObject EntryBlock(ReplyTimelineEntry entry)
    {
        var mark = entry.Citation is { } number ? string.Create(CultureInfo.InvariantCulture, $" [{number}]") : "";
        return new JsonObject
        {
            ["type"] = "ColumnSet",
            ["columns"] = new JsonArray(
                Column("96px", Run(entry.Date, bold: true)),
                Column("stretch", Run(TextClipper.Clip(entry.Text, LongestQuote) + mark))),
        };
    }

    private static JsonObject Column(string width, JsonObject run) =>
        new() { ["type"] = "Column", ["width"] = width, ["items"] = new JsonArray(Runs(run)) };

    private static JsonObject Runs(params JsonNode[] runs) =>
        new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(runs) };

    private static JsonObject Run(string text, bool bold = false, bool large = false, bool subtle = false)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = PlainText.Of(text) };
        if (bold)
            run["weight"] = "Bolder";
        if (large)
            run["size"] = "Large";
        if (subtle)
            run["isSubtle"] = true;
        return run;
    }
}
