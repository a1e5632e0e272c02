using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Storage;

/// <summary>
/// Keeps documents, passages, vectors and events, and gives candidates and term statistics. Scores are the retriever's work.
/// One writer and many readers at a time; every member may be called from any thread.
/// </summary>
public interface IPassageStore : IAsyncDisposable
{
    /// <summary>Creates, migrates or opens the store. Called once, before anything else.</summary>
    /// <exception cref="StoreException">The store cannot be used; the message says why and how to mend it.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Whether the store can answer now; cheap enough to ask every few seconds.</summary>
    Task<bool> IsReadyAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>What keeps the store from being all it should be, in a sentence for whoever reads an answer; null when nothing does.</summary>
    string? Limitation => null;

    Task<StoreInfo> GetInfoAsync(CancellationToken cancellationToken);

    /// <summary>All documents ordered by id, without their texts.</summary>
    Task<IReadOnlyList<DocumentSummary>> ListDocumentsAsync(CancellationToken cancellationToken);

    /// <summary>The document with its text, or null. <see cref="SourceDocument.Blocks"/> is not stored and comes back empty.</summary>
    Task<SourceDocument?> GetDocumentAsync(string documentId, CancellationToken cancellationToken);

    /// <summary>Writes a document with all that belongs to it, replacing what was there under its id, in one transaction.</summary>
    Task ReplaceDocumentAsync(DocumentEntry entry, CancellationToken cancellationToken);

    /// <returns>Whether there was such a document.</returns>
    Task<bool> DeleteDocumentAsync(string documentId, CancellationToken cancellationToken);

    /// <summary>
    /// Passages that hold any of the analysed <paramref name="terms"/>, best first by the store's own BM25 or an equal measure.
    /// Any text is safe as a term.
    /// </summary>
    Task<IReadOnlyList<string>> FindByTermsAsync(
        IReadOnlyCollection<string> terms, PassageFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Passages nearest to the unit vector by their best sentence (or passage) vector's cosine, best first. Only vectors made by
    /// <paramref name="embeddingModel"/> are compared; none such gives an empty list.
    /// </summary>
    Task<IReadOnlyList<string>> FindByVectorAsync(
        ReadOnlyMemory<float> vector, string embeddingModel, PassageFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// What <see cref="FindByTermsAsync"/> finds and then what <see cref="FindByVectorAsync"/> adds to it; an empty vector or no model
    /// leaves the latter out. Stores beyond a network do both in one request.
    /// </summary>
    async Task<IReadOnlyList<string>> FindAsync(
        IReadOnlyCollection<string> terms, ReadOnlyMemory<float> vector, string? embeddingModel, PassageFilter filter, int limit,
        CancellationToken cancellationToken)
    {
        var byTerms = FindByTermsAsync(terms, filter, limit, cancellationToken);
        var byVector = vector.IsEmpty || embeddingModel is null
            ? Task.FromResult<IReadOnlyList<string>>([])
            : FindByVectorAsync(vector, embeddingModel, filter, limit, cancellationToken);
        return [.. (await byTerms).Union(await byVector, StringComparer.Ordinal)];
    }

    /// <summary>The passages among <paramref name="passageIds"/> that exist, in the order asked for.</summary>
    Task<IReadOnlyList<StoredPassage>> GetPassagesAsync(
        IReadOnlyList<string> passageIds, CancellationToken cancellationToken);

    /// <summary>All passages of one document in reading order; none for an unknown document.</summary>
    Task<IReadOnlyList<StoredPassage>> GetDocumentPassagesAsync(string documentId, CancellationToken cancellationToken);

    /// <summary>Number of passages, their average length in terms, and in how many passages each term occurs (0 for unknown ones).</summary>
    Task<TermStatistics> GetTermStatisticsAsync(IReadOnlyCollection<string> terms, CancellationToken cancellationToken);

    /// <summary>Events ordered by date (undated last), then document id and offset.</summary>
    Task<IReadOnlyList<TreatyEvent>> GetEventsAsync(EventFilter filter, CancellationToken cancellationToken);

    /// <summary>Every passage id in document and reading order, for copying and for evaluation.</summary>
    IAsyncEnumerable<StoredPassage> ReadAllPassagesAsync(CancellationToken cancellationToken);
}
