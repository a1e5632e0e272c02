using System.Text;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack.Blocks;

/// <summary>Markdown as sections, none longer than Slack takes.</summary>
internal static class SlackSections
{
    private static string More => $"\n\n_{Texts.Of("more…")}_";

    // Of Markdown, so that what escaping adds mostly fits as well.
    private const int LongestPiece = 2800;

    /// <summary>The whole text.</summary>
    public static IReadOnlyList<JsonObject> Of(string markdown) => [.. Cut(markdown, LongestPiece).Select(BlockKit.Section)];

    /// <summary>As much of the text as costs at most <paramref name="budget"/>; when some is left out, that is said.</summary>
    public static IReadOnlyList<JsonObject> Fitting(string markdown, int budget)
    {
        var sections = Of(markdown);
        for (int length = markdown.Length; SlackReply.Cost(sections) > budget && length > 100; length = length * 9 / 10)
            sections = Of(TextClipper.Clip(markdown, length) + (IsInCode(markdown, length) ? "\n```" : "") + More);
        return sections;
    }

    /// <summary>Lines, already escaped, as many to a section as it takes.</summary>
    public static IEnumerable<JsonObject> Of(IEnumerable<string> lines)
    {
        var section = "";
        foreach (var line in lines)
        {
            if (section.Length + line.Length + 1 > BlockKit.LongestSection)
            {
                yield return BlockKit.Section(section);
                section = "";
            }

            section += section.Length > 0 ? $"\n{line}" : line;
        }

        if (section.Length > 0)
            yield return BlockKit.Section(section);
    }

    /// <summary>Lines, already escaped, as many as fit.</summary>
    public static string Lines(IEnumerable<string> lines, int limit)
    {
        var rest = Texts.Of("more…");
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (text.Length + line.Length + 1 + rest.Length + 1 > limit)
                return text.Append(text.Length > 0 ? "\n" : "").Append(rest).ToString();
            text.Append(text.Length > 0 ? "\n" : "").Append(line);
        }

        return text.ToString();
    }

    private static IEnumerable<string> Cut(string markdown, int limit) => SlackTextSplitter.Split(markdown, limit)
        .SelectMany(piece => SlackMrkdwn.Of(piece) is { Length: > BlockKit.LongestSection } && limit > 100 ? Cut(piece, limit / 2) : [SlackMrkdwn.Of(piece)]);

    private static bool IsInCode(string markdown, int length) =>
        markdown[..Math.Min(length, markdown.Length)].Split('\n').Count(SlackMrkdwn.IsFence) % 2 == 1;
}
