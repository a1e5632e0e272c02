using static TreatyBot.Pictures.TimelineMeasures;

namespace TreatyBot.Pictures;

/// <summary>Numbers beside the axis and the words in columns below, for what is too much for labels.</summary>
internal static class NumberedArrangement
{
    private const int Columns = 3;
    private const int LongestItem = 6;
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
            foreach (var mostLines in new[] { LongestItem, 4, 3, 2 })
            {
                if (TryList(kept, [.. kept.Select(_ => mostLines)]) is not null)
                    return (AxisY, WithBadges(FillUp(kept, mostLines)));
            }
            // Words before deeds, doubtful before firm, and of equals the later one: a treaty's beginning is what most ask for.
            kept.Remove(kept.AsEnumerable().Reverse().OrderBy(item => item.Weight).First());
        }
    }

    // What room is left goes to the items that were cut short.
    private static List<PlacedEvent> FillUp(List<PlacedEvent> events, int mostLines)
    {
        var limits = events.Select(_ => mostLines).ToArray();
        var best = TryList(events, limits)!;
        for (var i = 0; i < events.Count; i++)
        {
            var limit = limits[i];
            limits[i] = LongestItem;
            if (TryList(events, limits) is { } longer)
                best = longer;
            else
                limits[i] = limit;
        }
        return best;
    }

    private static List<PlacedEvent>? TryList(List<PlacedEvent> events, int[] mostLines)
    {
        var width = (Width - (2 * Margin) - ((Columns - 1) * ColumnGap)) / Columns;
        var placed = new List<PlacedEvent>();
        var (column, y) = (0, ListTop);
        foreach (var (index, item) in events.Index())
        {
            // The first line begins after the date.
            var lines = Wrap(Indented(item), width - NumberColumn - SymbolColumn - DateSlack, mostLines[index]);
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
        var centres = Spreading.Spread([.. events.Select(item => item.Middle)], BadgeWidth, Margin + (BadgeWidth / 2), Width - Margin - (BadgeWidth / 2));
        return [.. events.Select((item, index) => item with
        {
            Badge = new PixelBox(centres[index] - (BadgeWidth / 2), AxisY - BadgeRise - BadgeHeight, BadgeWidth, BadgeHeight),
            Leader = [(centres[index], AxisY - BadgeRise), (item.Middle, AxisY)],
        })];
    }
}
