using TreatyBot.Knowledge.Answering.Timelines;
using TreatyBot.Knowledge.Treaties;
using TreatyBot.Output;
using static TreatyBot.Pictures.TimelineMeasures;

namespace TreatyBot.Pictures;

/// <summary>Finds a place for everything: labels at the axis where they fit, else numbers at the axis and a list below. Pure.</summary>
internal static class TimelineArranger
{
    public static TimelineLayout Arrange(Timeline timeline)
    {
        var axis = new TimeAxis([.. timeline.Entries.Select(entry => entry.Date)]);
        var all = timeline.Entries.Select(entry => new PlacedEvent
        {
            Span = axis.Span(entry.Date),
            Precision = entry.Date.Precision,
            Kind = ActKinds.Of(entry.Act),
            IsHollow = !entry.IsFirm,
            Weight = IsDoubtful(entry) ? -1 : ActKinds.Weight(ActKinds.Of(entry.Act)),
            Box = default,
            Date = Short(entry.Date),
            Lines = [entry.Label],
        }).ToList();
        var (axisY, placed) = LabelledArrangement.TryPlace(all) is { } labelled ? (LabelledArrangement.AxisY, labelled) : NumberedArrangement.Place(all);
        var leftOut = all.Count - placed.Count;
        return new()
        {
            Width = Width,
            Height = Height,
            Title = Shorten(timeline.Title, Width - (2 * Margin), TitleSize),
            Subtitle = TimelineText.Subtitle(timeline) + (leftOut == 0 ? "" : $"; the {placed.Count} weightiest are shown, the list has all"),
            SourceLine = SourceLine(timeline),
            AxisY = axisY,
            Ticks = axis.Ticks,
            Events = placed,
            LeftOut = leftOut,
        };
    }

    private static bool IsDoubtful(TimelineEntry entry) =>
        entry.Marks.Any(mark => mark is TimelineMark.Contradicted or TimelineMark.Attributed or TimelineMark.Planned);

    /// <summary>"7 Nov 2023".</summary>
    private static string Short(PartialDate date) => date.Precision switch
    {
        DatePrecision.Day => date.Earliest.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture),
        DatePrecision.Month => date.Earliest.ToString("MMM yyyy", System.Globalization.CultureInfo.InvariantCulture),
        _ => date.ToString(),
    };

    private static string SourceLine(Timeline timeline)
    {
        var documents = timeline.Citations.GroupBy(citation => citation.DocumentId).OrderByDescending(group => group.Count())
            .Select(group => TimelineText.Source(group.First())).ToList();
        for (var shown = documents.Count; shown > 1; shown--)
        {
            var line = Line(documents, shown);
            if (PictureFonts.Measure(line, SubtitleSize - 3, false) <= Width - (2 * Margin))
                return line;
        }
        return Shorten(Line(documents, 1), Width - (2 * Margin), SubtitleSize - 3);
    }

    private static string Line(List<string> documents, int shown) =>
        $"Source: {string.Join("; ", documents.Take(shown))}{(shown < documents.Count ? $"; and {documents.Count - shown} more" : "")}";
}
