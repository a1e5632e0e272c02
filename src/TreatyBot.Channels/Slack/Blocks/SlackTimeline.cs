using System.Globalization;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack.Blocks;

/// <summary>A treaty's dated events, a line each.</summary>
internal static class SlackTimeline
{
    private const int LongestLine = 300;
    private static readonly int[] Budgets = [8000, 5000, 2500];

    public static IEnumerable<JsonObject> Of(ReplyTimeline timeline, int size)
    {
        yield return BlockKit.Header(string.IsNullOrWhiteSpace(timeline.Title) ? Texts.Of("Timeline") : timeline.Title);
        if (timeline.PictureUrl is { } address && BlockKit.Image(address, timeline.Title) is { } picture)
            yield return picture;

        foreach (var section in SlackSections.Of(Lines(timeline.Entries, Budgets[size])))
            yield return section;
    }

    private static IEnumerable<string> Lines(IReadOnlyList<ReplyTimelineEntry> entries, int left)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            var line = Line(entries[i]);
            left -= line.Length + 1;
            if (left < 0)
            {
                yield return Texts.Format($"… and {entries.Count - i} more.");
                yield break;
            }

            yield return line;
        }
    }

    private static string Line(ReplyTimelineEntry entry)
    {
        var mark = entry.Citation is { } number ? string.Create(CultureInfo.InvariantCulture, $" [{number}]") : "";
        return $"*{SlackMrkdwn.Escape(entry.Date)}* – {SlackMrkdwn.Escape(TextClipper.Clip(entry.Text, LongestLine).ReplaceLineEndings(" "))}{mark}";
    }
}
