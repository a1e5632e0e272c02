using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Storage;

/// <summary>A document and all that is derived from it.</summary>
/// <param name="IndexVersion">Names the splitter, analyser and extractor that made the entry; another name means: make it again.</param>
/// <param name="EmbeddingModel">Id of the model whose vectors the entry holds; null when it holds none.</param>
public sealed record DocumentEntry(
    SourceDocument Document,
    string IndexVersion,
    string? EmbeddingModel,
    IReadOnlyList<PassageEntry> Passages,
    IReadOnlyList<TreatyEvent> Events);

/// <param name="Passage">The passage.</param>
/// <param name="Terms">Its analysed terms with repetitions, as ranking counts them: those of title, headings and text.</param>
/// <param name="Vectors">Unit vectors: one a sentence in sentence order, or a single one for the passage, or none.</param>
public sealed record PassageEntry(Passage Passage, IReadOnlyList<string> Terms, IReadOnlyList<float[]> Vectors)
{
    public static List<string> TermsOf(DocumentMetadata metadata, Passage passage) =>
        TextAnalyzer.Terms(string.Join('\n', [metadata.Title, .. passage.Headings, passage.Text]));
}

/// <summary>A passage as it comes back, with the vectors stored beside it.</summary>
public sealed record StoredPassage(Passage Passage, IReadOnlyList<float[]> Vectors);

public sealed record DocumentSummary
{
    public required string Id { get; init; }

    public required string Path { get; init; }

    public required string ContentHash { get; init; }

    public required string IndexVersion { get; init; }

    public required string? EmbeddingModel { get; init; }

    public required DocumentMetadata Metadata { get; init; }

    public required int PassageCount { get; init; }

    public required DateTimeOffset IngestedAt { get; init; }
}

/// <param name="CorpusHash">SHA-256 over the ids and content hashes of all documents, lower-case hexadecimal.</param>
public sealed record StoreInfo(
    string Provider, string Location, int SchemaVersion, int DocumentCount, long PassageCount, long VectorCount, string CorpusHash);

public sealed record TermStatistics(
    long PassageCount, double AverageLength, IReadOnlyDictionary<string, long> DocumentFrequencies);

/// <summary>Narrows a search; null means no restriction.</summary>
public sealed record PassageFilter
{
    public static PassageFilter None { get; } = new();

    public IReadOnlyList<string>? DocumentIds { get; init; }

    /// <summary>Documents about any of these treaties.</summary>
    public IReadOnlyList<string>? TreatyIds { get; init; }

    public IReadOnlyList<SourceTier>? Tiers { get; init; }

    public string? Language { get; init; }

    /// <summary>Documents published on or before this day; undated ones pass.</summary>
    public DateOnly? PublishedBy { get; init; }
}

/// <summary>Narrows a list of events; null means no restriction.</summary>
public sealed record EventFilter
{
    public IReadOnlyList<string>? TreatyIds { get; init; }

    public IReadOnlyList<TreatyAct>? Acts { get; init; }

    /// <summary>Events that name any of these parties, or all parties.</summary>
    public IReadOnlyList<string>? PartyIds { get; init; }

    public string? DocumentId { get; init; }
}
