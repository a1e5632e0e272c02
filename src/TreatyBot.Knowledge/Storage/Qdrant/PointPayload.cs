namespace TreatyBot.Knowledge.Storage.Qdrant;

internal static class PointKind
{
    public const string Manifest = "manifest";
    public const string Document = "document";
    public const string Text = "text";
    public const string Passage = "passage";
    public const string Event = "event";
}

/// <summary>Everything a point can say; each kind says its part. Strings are in the form of <see cref="StoredText"/>.</summary>
internal sealed record PointPayload
{
    public string? Kind { get; init; }

    /// <summary>The write that the point belongs to; whether it shows is for the <see cref="Manifest"/> to say.</summary>
    public long? Generation { get; init; }

    /// <summary>The document's id.</summary>
    public string? Document { get; init; }

    // Passage.
    public string? Passage { get; init; }

    /// <summary>The passage's place in its document, or the text part's in its text.</summary>
    public int? Ordinal { get; init; }

    public int? Start { get; init; }

    public int? Length { get; init; }

    public string? Locator { get; init; }

    public string[]? Headings { get; init; }

    /// <summary>Start and length of each sentence, one after the other.</summary>
    public int[]? Sentences { get; init; }

    public string? Text { get; init; }

    /// <summary>Distinct terms by <see cref="SparseEncoder.Key"/>.</summary>
    public long[]? Terms { get; init; }

    /// <summary>The named vector that the passage's vectors are under; null when it has none.</summary>
    public string? Space { get; init; }

    // What searches are narrowed by.
    public string? Language { get; init; }

    public string? Tier { get; init; }

    public string[]? Treaties { get; init; }

    /// <summary>The first day the document can have been published on, as yyyymmdd.</summary>
    public int? Published { get; init; }

    // Event.
    public string? Treaty { get; init; }

    public string? Act { get; init; }

    public string[]? Parties { get; init; }

    /// <summary>The event or the document in <see cref="StoredJson"/>.</summary>
    public string? Record { get; init; }

    // Manifest.
    public long? Revision { get; init; }

    public Manifest? Manifest { get; init; }
}
