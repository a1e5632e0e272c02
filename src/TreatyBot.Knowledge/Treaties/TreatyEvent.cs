namespace TreatyBot.Knowledge.Treaties;

/// <summary>How a sentence puts an event.</summary>
public enum EventModality
{
    Fact,

    /// <summary>Somebody says so; the source itself does not.</summary>
    Attributed,

    /// <summary>Announced, intended or expected, and not said to have happened.</summary>
    Planned,

    /// <summary>Said not to have happened.</summary>
    Negated,
}

/// <summary>One act upon one treaty at one date, with the sentence that says it.</summary>
public sealed record TreatyEvent
{
    public required string DocumentId { get; init; }

    /// <summary>The register id of the treaty, such as <c>cfe</c>.</summary>
    public required string TreatyId { get; init; }

    public required TreatyAct Act { get; init; }

    /// <summary>Party ids of the party gazetteer; empty when the sentence names none; <c>*</c> alone means all parties.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    public PartialDate? Date { get; init; }

    /// <summary>Where and how a derived date was worked out, for the reader; null when the sentence states the date outright.</summary>
    public string? DateWorking { get; init; }

    public EventModality Modality { get; init; } = EventModality.Fact;

    /// <summary>Who says so, as written, when <see cref="Modality"/> is attributed.</summary>
    public string? Attribution { get; init; }

    /// <summary>Whether the document itself says that sources dispute the event.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>Whether a register sheet declares the event in its front matter, rather than running text.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>Offset of the sentence in the stored document text, in UTF-16 code units.</summary>
    public required int Start { get; init; }

    public required int Length { get; init; }
}
