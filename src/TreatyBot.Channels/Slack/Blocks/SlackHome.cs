using System.Globalization;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.Slack.Blocks;

/// <param name="Purpose">What the bot answers and from what, in a sentence or two.</param>
/// <param name="Examples">Questions that it can answer.</param>
/// <param name="Commands">What else can be said to it: the words and what they do.</param>
/// <param name="Indexed">What it answers from, such as "39 documents on 14 treaties", a fact a line.</param>
/// <param name="Freshness">How fresh that is, such as "Last read on 23 November 2026; newest document of 1 November 2026".</param>
public sealed record SlackHomeContent(
    string Purpose, IReadOnlyList<string> Examples, IReadOnlyList<(string Said, string Meaning)> Commands, IReadOnlyList<string> Indexed, string Freshness);

/// <summary>The app's Home tab.</summary>
public static class SlackHome
{
    private const int MostLines = 25;
    private const int LongestLine = 250;

    public static JsonObject View(SlackHomeContent content)
    {
        List<JsonObject> blocks = [BlockKit.Section(SlackMrkdwn.Escape(TextClipper.Clip(content.Purpose, LongestLine * 4)))];
        Add("What you can ask", content.Examples.Select(example => $"• _{Line(example)}_"));
        Add("What else I understand", content.Commands.Select(command => $"• *{Line(command.Said)}* – {Line(command.Meaning)}"));
        Add("What I answer from", content.Indexed.Select(fact => $"• {Line(fact)}"));
        if (!string.IsNullOrWhiteSpace(content.Freshness))
            blocks.Add(BlockKit.Context(SlackMrkdwn.Escape(TextClipper.Clip(content.Freshness, LongestLine * 4))));
        return new JsonObject { ["type"] = "home", ["blocks"] = new JsonArray([.. blocks]) };

        void Add(string title, IEnumerable<string> lines)
        {
            var listed = lines.ToList();
            if (listed.Count == 0)
                return;
            if (listed.Count > MostLines)
                listed = [.. listed.Take(MostLines), string.Create(CultureInfo.InvariantCulture, $"… and {listed.Count - MostLines} more.")];
            blocks.Add(BlockKit.Header(title));
            blocks.Add(BlockKit.Section(SlackSections.Lines(listed, BlockKit.LongestSection)));
        }
    }

    private static string Line(string text) => SlackMrkdwn.Escape(TextClipper.Clip(text, LongestLine).ReplaceLineEndings(" "));
}
