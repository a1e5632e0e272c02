using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Timelines;

/// <summary>How far an entry may be taken for granted.</summary>
public enum TimelineMark
{
    /// <summary>A source says that the date or the event itself is disputed.</summary>
    Disputed,

    /// <summary>A better-placed source tells it otherwise.</summary>
    Contradicted,

    /// <summary>Announced or intended, and not said to have happened.</summary>
    Planned,

    /// <summary>Somebody says so; the source itself does not.</summary>
    Attributed,

    /// <summary>No source states the date outright; <see cref="TimelineEntry.DateWorking"/> shows how it was worked out.</summary>
    DerivedDate,
}

/// <summary>A treaty's dated acts as all documents together tell them, each with checked citations.</summary>
public sealed record Timeline
{
    public required string TreatyId { get; init; }

    /// <summary>The treaty's short name.</summary>
    public required string Name { get; init; }

    /// <summary>The party that the timeline is narrowed to, for display; null for all.</summary>
    public string? Party { get; init; }

    /// <summary>The latest date of a cited document; null when none is dated.</summary>
    public PartialDate? DataOf { get; init; }

    /// <summary>Oldest first. Empty when the documents date nothing.</summary>
    public required IReadOnlyList<TimelineEntry> Entries { get; init; }

    /// <summary>Numbered from 1 in the order of the entries.</summary>
    public required IReadOnlyList<Citation> Citations { get; init; }

    public string Title => Party is null ? $"{Name}: timeline" : $"{Name}: timeline for {Party}";
}

public sealed record TimelineEntry
{
    public required PartialDate Date { get; init; }

    public required TreatyAct Act { get; init; }

    /// <summary>What happened, in a sentence without its date and without a full stop.</summary>
    public required string Text { get; init; }

    /// <summary>The same in fewer words where that loses nothing.</summary>
    public required string Label { get; init; }

    /// <summary>Display names; empty when no source names any.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    public IReadOnlyList<TimelineMark> Marks { get; init; } = [];

    /// <summary>Who says so, as written, when attributed.</summary>
    public string? Attribution { get; init; }

    public string? DateWorking { get; init; }

    /// <summary>Numbers of the citations it rests on, the best first.</summary>
    public required IReadOnlyList<int> Citations { get; init; }

    /// <summary>Whether it can be shown as plain fact.</summary>
    public bool IsFirm => !Marks.Any(mark => mark != TimelineMark.DerivedDate);
}

/// <summary>A timeline, or the reason why there is none.</summary>
public sealed record TimelineResult(Timeline? Timeline, string? Refusal)
{
    public static implicit operator TimelineResult(Timeline timeline) => new(timeline, null);
}
