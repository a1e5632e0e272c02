using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Pictures;

/// <summary>A rectangle in pixels, from the upper left corner of the picture.</summary>
internal readonly record struct PixelBox(float Left, float Top, float Width, float Height)
{
    public float Right => Left + Width;

    public float Bottom => Top + Height;

    public bool Overlaps(PixelBox other, float gap = 0) =>
        Left < other.Right + gap && other.Left < Right + gap && Top < other.Bottom + gap && other.Top < Bottom + gap;
}

/// <summary>Where everything on a timeline's picture stands. Pure data.</summary>
internal sealed record TimelineLayout
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required string Title { get; init; }

    public required string Subtitle { get; init; }

    public required string SourceLine { get; init; }

    public required float AxisY { get; init; }

    public required IReadOnlyList<YearTick> Ticks { get; init; }

    public required IReadOnlyList<PlacedEvent> Events { get; init; }

    /// <summary>How many events of lesser weight had no room.</summary>
    public int LeftOut { get; init; }

    public bool HasUnfirm => Events.Any(placed => placed.IsHollow);
}

internal sealed record YearTick(float X, string Label);

/// <summary>One event: its place on the axis, its symbol, and its words.</summary>
internal sealed record PlacedEvent
{
    /// <summary>Where it stands on the axis: the first and the last day that the date can mean. Equal for a day.</summary>
    public required (float From, float To) Span { get; init; }

    public required DatePrecision Precision { get; init; }

    public required ActKind Kind { get; init; }

    /// <summary>Disputed, contradicted, planned, or told by somebody only.</summary>
    public required bool IsHollow { get; init; }

    /// <summary>The number that joins symbol and words when they stand apart; null when they stand together.</summary>
    public int? Number { get; init; }

    /// <summary>Where the number stands beside the axis.</summary>
    public PixelBox? Badge { get; init; }

    /// <summary>Where its words stand.</summary>
    public required PixelBox Box { get; init; }

    /// <summary>The line from the words or the number to the axis.</summary>
    public IReadOnlyList<(float X, float Y)> Leader { get; init; } = [];

    /// <summary>The lightest is left out first when there is no room for all.</summary>
    public required int Weight { get; init; }

    public required string Date { get; init; }

    public required IReadOnlyList<string> Lines { get; init; }

    public float Middle => (Span.From + Span.To) / 2;
}
