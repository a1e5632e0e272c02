using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>What a document's point says of it besides text and passages.</summary>
internal sealed record DocumentRecord
{
    public required string Id { get; init; }

    public required string Path { get; init; }

    public required string ContentHash { get; init; }

    public required string IndexVersion { get; init; }

    public string? EmbeddingModel { get; init; }

    public required DocumentMetadata Metadata { get; init; }

    public required DateTimeOffset IngestedAt { get; init; }

    public required DocumentTotals Totals { get; init; }

    public static DocumentRecord Of(DocumentEntry entry, DateTimeOffset now) => new()
    {
        Id = entry.Document.Id,
        Path = entry.Document.Path,
        ContentHash = entry.Document.ContentHash,
        IndexVersion = entry.IndexVersion,
        EmbeddingModel = entry.EmbeddingModel,
        Metadata = entry.Document.Metadata,
        IngestedAt = now,
        Totals = TotalsOf(entry),
    };

    public static DocumentTotals TotalsOf(DocumentEntry entry) => new(
        entry.Passages.Count,
        entry.Passages.Sum(passage => (long)passage.Terms.Count),
        entry.Passages.Sum(passage => (long)passage.Vectors.Count));

    public DocumentSummary ToSummary() => new()
    {
        Id = Id,
        Path = Path,
        ContentHash = ContentHash,
        IndexVersion = IndexVersion,
        EmbeddingModel = EmbeddingModel,
        Metadata = Metadata,
        PassageCount = Totals.Passages,
        IngestedAt = IngestedAt,
    };
}
