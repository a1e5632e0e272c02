using static TreatyBot.Pictures.TimelineMeasures;

namespace TreatyBot.Pictures;

/// <summary>Numbers beside the axis and the words in columns below, for what is too much for labels.</summary>
internal static class NumberedArrangement
{
    private const int Columns = 3;
    private const float ColumnGap = 34;
    public const float NumberColumn = 34;
    private const float BadgeWidth = 34;
    private const float BadgeHeight = 46;
    private const float BadgeRise = 44;
    private const float AxisY = ContentTop + BadgeHeight + BadgeRise + 4;
    private const float ListTop = AxisY + 76;
    private const float ItemGap = 8;

    // Dates are set bolder than they are measured in a line.
    private const float DateSlack = 10;

    /// <summary>Leaves out the least weighty events until the rest has room.</summary>
    public static (float AxisY, IReadOnlyList<PlacedEvent> Events) Place(IReadOnlyList<PlacedEvent> events)
    {
        var kept = events.ToList();
        while (true)
        {
            foreach (var mostLines in new[] { 4, 3, 2 })
            {
                if (TryList(kept, mostLines) is { } listed)
                    return (AxisY, WithBadges(listed));
            }
            kept.Remove(Weakest(kept));
        }
    }

    // Words before deeds, doubtful before firm, and of equals the later one, for a treaty's beginning is what most ask for.
    private static PlacedEvent Weakest(List<PlacedEvent> kept) => kept.AsEnumerable().Reverse()
        .OrderBy(item => ActKinds.Weight(item.Kind)).ThenByDescending(item => item.IsHollow).First();

    private static List<PlacedEvent>? TryList(List<PlacedEvent> events, int mostLines)
    {
        var width = (Width - (2 * Margin) - ((Columns - 1) * ColumnGap)) / Columns;
        var placed = new List<PlacedEvent>();
        var (column, y) = (0, ListTop);
        foreach (var (index, item) in events.Index())
        {
            // The first line begins after the date.
            var lines = Wrap(Indented(item), width - NumberColumn - SymbolColumn - DateSlack, mostLines);
            var height = lines.Count * LineHeight;
            if (y + height > ContentBottom)
                (column, y) = (column + 1, ListTop);
            if (column == Columns)
                return null;
            var box = new PixelBox(Margin + (column * (width + ColumnGap)), y, width, height);
            placed.Add(item with { Number = index + 1, Box = box, Lines = lines });
            y += height + ItemGap;
        }
        return placed;
    }

    /// <summary>The date as it begins the first line: in one piece, so that no line breaks in it.</summary>
    public static string DateOf(PlacedEvent item) => item.Date.Replace(' ', '\u00A0');

    private static string Indented(PlacedEvent item) => $"{DateOf(item)} {item.Lines[0]}";

    // Evenly apart where they crowd, as near to their dates as that allows; the order is kept, so that no leaders cross.
    private static List<PlacedEvent> WithBadges(List<PlacedEvent> events)
    {
        var centres = Spread([.. events.Select(item => item.Middle)], BadgeWidth, Margin + (BadgeWidth / 2), Width - Margin - (BadgeWidth / 2));
        return [.. events.Select((item, index) => item with
        {
            Badge = new PixelBox(centres[index] - (BadgeWidth / 2), AxisY - BadgeRise - BadgeHeight, BadgeWidth, BadgeHeight),
        })];
    }

    /// <summary>The nearest places in the sense of least squares that keep the order and a distance, within bounds.</summary>
    internal static float[] Spread(IReadOnlyList<float> wanted, float distance, float least, float most)
    {
        distance = Math.Min(distance, wanted.Count > 1 ? (most - least) / (wanted.Count - 1) : distance);
        // Without the distances this is isotonic regression: neighbours that are out of order share their mean.
        var blocks = new List<(double Sum, int Count)>();
        for (var i = 0; i < wanted.Count; i++)
        {
            blocks.Add((wanted[i] - (i * distance), 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count > blocks[^1].Sum / blocks[^1].Count)
            {
                blocks[^2] = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }
        var places = new float[wanted.Count];
        var index = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var k = 0; k < count; k++, index++)
                places[index] = Math.Clamp((float)(sum / count), least, most - ((wanted.Count - 1) * distance)) + (index * distance);
        }
        return places;
    }
}
