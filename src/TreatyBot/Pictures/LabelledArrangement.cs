using static TreatyBot.Pictures.TimelineMeasures;

namespace TreatyBot.Pictures;

/// <summary>Words like flags on poles: by turns in a lane above and a lane below the axis, each pole bent towards its date.</summary>
internal static class LabelledArrangement
{
    public const float AxisY = 452;

    private const int MostLines = 8;
    private const float FlagWidth = 236;
    private const float PoleGap = 10;

    /// <summary>Between the axis and the words; below it the years stand there too.</summary>
    private const float Above = 54;
    private const float Below = 88;

    /// <returns>Null when there are too many for it.</returns>
    public static IReadOnlyList<PlacedEvent>? TryPlace(IReadOnlyList<PlacedEvent> events)
    {
        var lane = (int)((Width - (2 * Margin)) / (FlagWidth + PoleGap));
        if (events.Count > 2 * lane)
            return null;
        var above = Lane([.. events.Where((_, index) => index % 2 == 0)], isAbove: true);
        var below = Lane([.. events.Where((_, index) => index % 2 == 1)], isAbove: false);
        return [.. events.Select((_, index) => index % 2 == 0 ? above[index / 2] : below[index / 2])];
    }

    private static List<PlacedEvent> Lane(List<PlacedEvent> events, bool isAbove)
    {
        var poles = Spreading.Spread([.. events.Select(item => item.Middle)], FlagWidth + PoleGap, Margin, Width - Margin - FlagWidth);
        return [.. events.Select((item, index) => Flag(item, poles[index], isAbove))];
    }

    private static PlacedEvent Flag(PlacedEvent item, float pole, bool isAbove)
    {
        var room = FlagWidth - (2 * PoleGap);
        var lines = Wrap(item.Lines[0], room, MostLines);
        var height = (lines.Count + 1) * LineHeight;
        var width = Math.Max(lines.Max(line => Measure(line)), SymbolColumn + Measure(item.Date, isBold: true));
        var box = new PixelBox(pole + PoleGap, isAbove ? AxisY - Above - height : AxisY + Below, width, height);
        return item with
        {
            Box = box,
            Lines = lines,
            Leader = [(pole, isAbove ? box.Top : box.Bottom), (pole, isAbove ? box.Bottom : box.Top), (item.Middle, isAbove ? AxisY : AxisY + 44), (item.Middle, AxisY)],
        };
    }
}
