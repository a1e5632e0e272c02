using static TreatyBot.Pictures.TimelineMeasures;

namespace TreatyBot.Pictures;

/// <summary>Words beside their place on the axis, above and below it in staggered lanes.</summary>
internal static class LabelledArrangement
{
    public const float AxisY = 452;

    private const int MostEvents = 14;
    private const int MostLines = 4;
    private const float BoxWidth = 236;
    private const float FirstLane = 34;

    // Below the axis stand the years.
    private const float TickRoom = 26;
    private const float LaneStep = LineHeight;

    /// <returns>Null when there is no arrangement without overlaps.</returns>
    public static IReadOnlyList<PlacedEvent>? TryPlace(IReadOnlyList<PlacedEvent> events)
    {
        if (events.Count > MostEvents)
            return null;
        var placed = new List<PlacedEvent>();
        var taken = new List<PixelBox>();
        foreach (var (index, item) in events.Index())
        {
            var lines = Wrap(item.Lines[0], BoxWidth, MostLines);
            var width = Math.Max(lines.Max(line => Measure(line)), SymbolColumn + Measure(item.Date, isBold: true)) + 4;
            var height = (lines.Count + 1) * LineHeight;
            if (Find(item.Middle, width, height, index % 2 == 0, taken) is not { } place)
                return null;
            taken.Add(place.Box);
            taken.Add(place.Leader);
            placed.Add(item with { Box = place.Box, Lines = lines });
        }
        return placed;
    }

    private static (PixelBox Box, PixelBox Leader)? Find(float x, float width, float height, bool prefersAbove, List<PixelBox> taken)
    {
        for (var lane = 0; lane < 12; lane++)
        {
            foreach (var isAbove in new[] { prefersAbove, !prefersAbove })
            {
                foreach (var share in new[] { 0.5f, 0.06f, 0.94f, 0.28f, 0.72f })
                {
                    var left = Math.Clamp(x - (width * share), Margin, Width - Margin - width);
                    var top = isAbove ? AxisY - FirstLane - (lane * LaneStep) - height : AxisY + FirstLane + TickRoom + (lane * LaneStep);
                    var box = new PixelBox(left, top, width, height);
                    if (box.Top < ContentTop || box.Bottom > ContentBottom)
                        continue;
                    var leader = isAbove
                        ? new PixelBox(x - 2, box.Bottom, 4, AxisY - box.Bottom - 14)
                        : new PixelBox(x - 2, AxisY + 14, 4, box.Top - AxisY - 14);
                    if (!taken.Exists(other => other.Overlaps(box, Gap) || other.Overlaps(leader, 2)))
                        return (box, leader);
                }
            }
        }
        return null;
    }
}
