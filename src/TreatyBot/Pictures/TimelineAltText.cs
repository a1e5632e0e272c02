using TreatyBot.Knowledge.Answering.Timelines;
using TreatyBot.Output;

namespace TreatyBot.Pictures;

/// <summary>What the picture shows, for those who do not see it.</summary>
internal static class TimelineAltText
{
    public static string Of(Timeline timeline) => timeline.Entries.Count == 0
        ? TimelineText.Nothing(timeline)
        : $"{timeline.Title}. {TimelineText.Subtitle(timeline)}. {string.Join(" ", timeline.Entries.Select(entry => $"{entry.Date}: {TimelineText.Line(entry)}."))}";
}
