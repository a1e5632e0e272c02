using System.Globalization;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack.Blocks;

/// <summary>Numbered citations. Their words stand in rich text, which knows no markup, so that a quote is shown as it is.</summary>
internal static class SlackSources
{
    private const int LongestTitle = 200;
    private const int LongestLine = 400;
    private const int LongestListedUrl = 300;

    /// <summary>One block per source with its quote.</summary>
    public static IEnumerable<JsonObject> Quoted(IReadOnlyList<ReplyCitation> citations, int longestQuote) =>
        citations.Select(citation => string.IsNullOrWhiteSpace(citation.Quote)
            ? BlockKit.RichText(Head(citation))
            : BlockKit.RichText(Head(citation), BlockKit.RichQuote($"“{TextClipper.Clip(citation.Quote, longestQuote)}”")));

    /// <summary>A line per source, without quotes; what is past <paramref name="budget"/> characters is counted.</summary>
    public static IEnumerable<JsonObject> Listed(IReadOnlyList<ReplyCitation> citations, int budget)
    {
        var lines = new List<string>();
        int left = budget;
        foreach (var citation in citations)
        {
            var line = Line(citation);
            left -= line.Length + 1;
            if (left < 0)
            {
                lines.Add(Texts.Format($"… and {citations.Count - lines.Count} more: ask for the “sources”."));
                break;
            }

            lines.Add(line);
        }

        return SlackSections.Of(lines);
    }

    private static string Line(ReplyCitation citation)
    {
        var url = PlainText.WebAddress(citation.Url) is { Length: <= LongestListedUrl } short_ ? short_ : null;
        var rest = TextClipper.Clip(Rest(citation), LongestLine - LongestTitle);
        return string.Create(CultureInfo.InvariantCulture, $"*[{citation.Number}]* {SlackMrkdwn.Link(url, TitleOf(citation))}{SlackMrkdwn.Escape(rest)}");
    }

    private static JsonObject Head(ReplyCitation citation)
    {
        var runs = new List<JsonNode>
        {
            BlockKit.Run(string.Create(CultureInfo.InvariantCulture, $"[{citation.Number}] "), bold: true),
            PlainText.WebAddress(citation.Url) is { } url ? BlockKit.Link(url, TitleOf(citation)) : BlockKit.Run(TitleOf(citation), bold: true),
        };
        if (Rest(citation) is { Length: > 0 } rest)
            runs.Add(BlockKit.Run(TextClipper.Clip(rest, LongestLine)));
        return BlockKit.RichSection(runs);
    }

    private static string TitleOf(ReplyCitation citation) =>
        PlainText.Of(citation.Title).Trim() is { Length: > 0 } title ? TextClipper.Clip(title, LongestTitle) : Texts.Of("Source");

    private static string Rest(ReplyCitation citation) =>
        string.Concat(new[] { citation.Publisher, citation.Date, citation.Locator }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => $", {part}"));
}
