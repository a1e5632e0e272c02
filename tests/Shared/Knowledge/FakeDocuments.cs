using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Shared;

/// <summary>A store of documents that can be read by id and nothing else.</summary>
internal sealed class FakeDocuments(params (string Id, string Text)[] documents) : IPassageStore
{
    public Task<SourceDocument?> GetDocumentAsync(string documentId, CancellationToken cancellationToken) =>
        Task.FromResult(documents.Where(document => document.Id == documentId).Select(document => new SourceDocument
        {
            Id = document.Id,
            Path = document.Id + ".txt",
            ContentHash = "0",
            Text = document.Text,
            Metadata = new DocumentMetadata { Title = document.Id },
        }).SingleOrDefault());

    public Task<StoreInfo> GetInfoAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new StoreInfo("fake", "memory", 1, documents.Length, 0, 0, "c0ffee"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task OpenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<DocumentSummary>> ListDocumentsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ReplaceDocumentAsync(DocumentEntry entry, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> DeleteDocumentAsync(string documentId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> FindByTermsAsync(
        IReadOnlyCollection<string> terms, PassageFilter filter, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> FindByVectorAsync(
        ReadOnlyMemory<float> vector, string embeddingModel, PassageFilter filter, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<StoredPassage>> GetPassagesAsync(IReadOnlyList<string> passageIds, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<StoredPassage>> GetDocumentPassagesAsync(string documentId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TermStatistics> GetTermStatisticsAsync(IReadOnlyCollection<string> terms, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<TreatyEvent>> GetEventsAsync(EventFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredPassage> ReadAllPassagesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
