namespace TreatyBot.Knowledge.Treaties;

/// <summary>How an act stands to a date: at it, or on one side of it.</summary>
public enum DateBound
{
    At,
    Since,
    Until,
    Before,
    After,
}

/// <summary>A date expression in a text.</summary>
/// <param name="Start">Offset in the text.</param>
/// <param name="Length">Length of the expression.</param>
/// <param name="Date">The date it means, as precisely as said; null when it cannot be known without a reference, or means a decade.</param>
public sealed record DateMention(int Start, int Length, PartialDate? Date)
{
    /// <summary>First day of the stretch meant by "early March", "spring 2019" or "the 1990s"; null when the date says it all.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of that stretch.</summary>
    public DateOnly? To { get; init; }

    /// <summary>How a relative date was worked out, for the reader; null when the text states the date outright.</summary>
    public string? Working { get; init; }

    public DateBound Bound { get; init; }

    public int End => Start + Length;
}

/// <summary>What relative dates are counted from.</summary>
/// <param name="Reference">The day of the document, or today for a question; null leaves "last month" unresolved.</param>
/// <param name="Preceding">The last date mentioned before the text, for "a year later" and "the same day".</param>
public sealed record DateContext(PartialDate? Reference, PartialDate? Preceding = null)
{
    public static DateContext None { get; } = new((PartialDate?)null);
}
