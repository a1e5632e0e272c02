using ScottPlot;
using SkiaSharp;
using TreatyBot.Knowledge.Answering.Timelines;
using TreatyBot.Knowledge.Treaties;
using static TreatyBot.Pictures.TimelineMeasures;

namespace TreatyBot.Pictures;

/// <summary>Draws a timeline as one would put it in a briefing. Thread-safe.</summary>
internal static class TimelinePicture
{
    public const string Ink = "#1A1A1A";
    public const string Quiet = "#595959";
    public const string Rule = "#8C8C8C";
    private const float NarrowestBar = 12;
    private const float KeySize = 20;
    private const float PrecisionKeyY = 54;

    /// <returns>A PNG of 1600 by 900 pixels in sixteen colours.</returns>
    public static byte[] Draw(Timeline timeline) => Draw(TimelineArranger.Arrange(timeline));

    public static byte[] Draw(TimelineLayout layout)
    {
        PictureFonts.Register();
        using var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.HideGrid();
        plot.Layout.Frameless(hideAllPanels: true);
        // Coordinates are pixels, counted from the upper left corner.
        plot.Axes.SetLimits(0, layout.Width, layout.Height, 0);

        Text(plot, layout.Title, Margin, 52, TitleSize, Ink, isBold: true);
        Text(plot, layout.Subtitle, Margin, 96, SubtitleSize, Quiet);
        foreach (var item in layout.Events)
            DrawLeader(plot, item);
        DrawAxis(plot, layout);
        foreach (var item in layout.Events.OrderBy(item => item.Precision))
            DrawOnAxis(plot, item, layout.AxisY);
        foreach (var item in layout.Events)
            DrawWords(plot, item);
        DrawKey(plot, layout);
        DrawPrecisionKey(plot, layout);
        Text(plot, layout.SourceLine, Margin, SourceY, SubtitleSize - 3, Quiet);
        using var drawing = new SKBitmap(layout.Width, layout.Height);
        using var canvas = new SKCanvas(drawing);
        plot.Render(canvas, layout.Width, layout.Height);
        return SixteenColours.ToPng(drawing);
    }

    private static void DrawAxis(Plot plot, TimelineLayout layout)
    {
        Line(plot, Margin, layout.AxisY, layout.Width - Margin, layout.AxisY, Rule, 2.5f);
        foreach (var tick in layout.Ticks)
        {
            Line(plot, tick.X, layout.AxisY - 6, tick.X, layout.AxisY + 12, Rule, 2);
            Text(plot, tick.Label, tick.X, layout.AxisY + 28, TickSize, Quiet, alignment: Alignment.MiddleCenter, isOnWhite: true);
        }
    }

    private static void DrawLeader(Plot plot, PlacedEvent item)
    {
        foreach (var (from, to) in item.Leader.Zip(item.Leader.Skip(1)))
            Line(plot, from.X, from.Y, to.X, to.Y, "#B3B3B3", 1.5f);
    }

    // A day is a dot, a month or a year a bar as long as itself.
    private static void DrawOnAxis(Plot plot, PlacedEvent item, float y)
    {
        var colour = Color.FromHex(ActKinds.Colour(item.Kind));
        if (item.Precision == DatePrecision.Day)
        {
            var dot = plot.Add.Marker(item.Middle, y, item.IsHollow ? MarkerShape.OpenCircle : MarkerShape.FilledCircle, 12, colour);
            dot.MarkerLineWidth = 2.5f;
            return;
        }
        var half = Math.Max(NarrowestBar, item.Span.To - item.Span.From) / 2;
        var height = item.Precision == DatePrecision.Month ? 6f : 4f;
        var bar = plot.Add.Rectangle(item.Middle - half, item.Middle + half, y - height, y + height);
        bar.FillColor = item.IsHollow ? Colors.White : colour.WithAlpha(.75);
        bar.LineColor = colour;
        bar.LineWidth = 2;
        bar.LinePattern = item.IsHollow ? LinePattern.Dotted : LinePattern.Solid;
    }

    private static void DrawWords(Plot plot, PlacedEvent item)
    {
        var (x, y) = (item.Box.Left, item.Box.Top + (LineHeight / 2));
        if (item.Number is not { } number || item.Badge is not { } badge)
        {
            Symbol(plot, item.Kind, item.IsHollow, x + (SymbolSize / 2), y);
            Text(plot, item.Date, x + SymbolColumn, y, TextSize, Ink, isBold: true);
            foreach (var line in item.Lines)
                Text(plot, line, x, y += LineHeight, TextSize, Ink);
            return;
        }
        var label = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Text(plot, label, badge.Left + (badge.Width / 2), badge.Top + 12, TextSize, Ink, isBold: true, Alignment.MiddleCenter);
        Symbol(plot, item.Kind, item.IsHollow, badge.Left + (badge.Width / 2), badge.Top + 35);
        Text(plot, label, x + 26, y, TextSize, Ink, isBold: true, Alignment.MiddleRight);
        Symbol(plot, item.Kind, item.IsHollow, x + NumberedArrangement.NumberColumn + (SymbolSize / 2), y);
        foreach (var (index, line) in item.Lines.Index())
        {
            var left = x + NumberedArrangement.NumberColumn + SymbolColumn;
            var date = index == 0 ? NumberedArrangement.DateOf(item) : "";
            if (date.Length > 0)
                Text(plot, date, left, y, TextSize, Ink, isBold: true);
            Text(plot, line[date.Length..].TrimStart(), left + (date.Length > 0 ? Measure(date, isBold: true) + 8 : 0), y, TextSize, Ink);
            y += LineHeight;
        }
    }

    private static void DrawKey(Plot plot, TimelineLayout layout)
    {
        var x = Margin;
        foreach (var kind in layout.Events.Select(item => item.Kind).Distinct().Order())
        {
            Symbol(plot, kind, isHollow: false, x + (SymbolSize / 2), KeyY);
            x = Text(plot, ActKinds.Name(kind), x + SymbolColumn, KeyY, KeySize, Ink) + 20;
        }
    }

    // How to read the marks on the axis, at the right end of the title's line.
    private static void DrawPrecisionKey(Plot plot, TimelineLayout layout)
    {
        var x = layout.Width - Margin;
        if (layout.HasUnfirm)
        {
            x = TextBefore(plot, "hollow: disputed or unconfirmed", x);
            Symbol(plot, ActKind.Concluded, isHollow: true, x - 8, PrecisionKeyY, Quiet);
            x -= 40;
        }
        foreach (var precision in layout.Events.Select(item => item.Precision).Distinct().Order())
        {
            x = TextBefore(plot, precision.ToString().ToLowerInvariant(), x);
            var (length, height) = precision switch { DatePrecision.Day => (12f, 6f), DatePrecision.Month => (16f, 6f), _ => (40f, 4f) };
            if (precision == DatePrecision.Day)
            {
                plot.Add.Marker(x - (length / 2), PrecisionKeyY, MarkerShape.FilledCircle, length, Color.FromHex(Quiet));
            }
            else
            {
                var bar = plot.Add.Rectangle(x - length, x, PrecisionKeyY - height, PrecisionKeyY + height);
                bar.FillColor = Color.FromHex(Quiet);
                bar.LineWidth = 0;
            }
            x -= length + 24;
        }
        TextBefore(plot, "Date known to the", x + 12);
    }

    /// <returns>Where room for a symbol before the text ends.</returns>
    private static float TextBefore(Plot plot, string text, float right)
    {
        Text(plot, text, right, PrecisionKeyY, KeySize, Quiet, alignment: Alignment.MiddleRight);
        return right - PictureFonts.Measure(text, KeySize, false) - 8;
    }

    private static void Symbol(Plot plot, ActKind kind, bool isHollow, float x, float y, string? colour = null)
    {
        var shape = (kind, isHollow) switch
        {
            (ActKind.Concluded, false) => MarkerShape.FilledCircle,
            (ActKind.Concluded, true) => MarkerShape.OpenCircle,
            (ActKind.Consent, false) => MarkerShape.FilledSquare,
            (ActKind.Consent, true) => MarkerShape.OpenSquare,
            (ActKind.InForce, false) => MarkerShape.FilledDiamond,
            (ActKind.InForce, true) => MarkerShape.OpenDiamond,
            (ActKind.Changed, false) => MarkerShape.FilledTriangleUp,
            (ActKind.Changed, true) => MarkerShape.OpenTriangleUp,
            (ActKind.Suspended, false) => MarkerShape.FilledTriangleDown,
            (ActKind.Suspended, true) => MarkerShape.OpenTriangleDown,
            (ActKind.Ended, false) => MarkerShape.Eks,
            (ActKind.Ended, true) => MarkerShape.OpenCircleWithEks,
            (_, false) => MarkerShape.OpenCircleWithDot,
            _ => MarkerShape.OpenCircleWithCross,
        };
        var marker = plot.Add.Marker(x, y, shape, kind == ActKind.InForce ? SymbolSize + 3 : SymbolSize, Color.FromHex(colour ?? ActKinds.Colour(kind)));
        marker.MarkerLineWidth = kind == ActKind.Ended && !isHollow ? 5 : 2.5f;
    }

    /// <returns>Where the text ends.</returns>
    private static float Text(
        Plot plot, string text, float x, float y, float size, string colour, bool isBold = false, Alignment alignment = Alignment.MiddleLeft, bool isOnWhite = false)
    {
        var label = plot.Add.Text(text, x, y);
        label.LabelFontName = PictureFonts.Family;
        label.LabelFontSize = size;
        label.LabelBold = isBold;
        label.LabelFontColor = Color.FromHex(colour);
        label.LabelAlignment = alignment;
        // Leaders pass behind the years.
        if (isOnWhite)
            label.LabelBackgroundColor = Colors.White;
        return x + PictureFonts.Measure(text, size, isBold);
    }

    private static void Line(Plot plot, float fromX, float fromY, float toX, float toY, string colour, float width)
    {
        var line = plot.Add.Line(fromX, fromY, toX, toY);
        line.LineColor = Color.FromHex(colour);
        line.LineWidth = width;
        line.MarkerSize = 0;
    }
}
