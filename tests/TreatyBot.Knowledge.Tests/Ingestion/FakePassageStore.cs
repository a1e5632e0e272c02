using System.Runtime.CompilerServices;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Ingestion;

/// <summary>Keeps entries in memory and counts writes. Searching is not its business.</summary>
internal sealed class FakePassageStore : IPassageStore
{
    private readonly SortedDictionary<string, DocumentEntry> _entries = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, DocumentEntry> Entries => _entries;

    public int Writes { get; private set; }

    /// <summary>Runs before each write; may throw to play a full disk or cancel a run.</summary>
    public Action<DocumentEntry>? OnWrite { get; set; }

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<StoreInfo> GetInfoAsync(CancellationToken cancellationToken) => Task.FromResult(
        new StoreInfo("fake", "memory", 1, _entries.Count, _entries.Values.Sum(entry => entry.Passages.Count), 0, ""));

    public Task<IReadOnlyList<DocumentSummary>> ListDocumentsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DocumentSummary>>([.. _entries.Values.Select(entry => new DocumentSummary
        {
            Id = entry.Document.Id,
            Path = entry.Document.Path,
            ContentHash = entry.Document.ContentHash,
            IndexVersion = entry.IndexVersion,
            EmbeddingModel = entry.EmbeddingModel,
            Metadata = entry.Document.Metadata,
            PassageCount = entry.Passages.Count,
            IngestedAt = DateTimeOffset.UnixEpoch,
        })]);

    public Task<SourceDocument?> GetDocumentAsync(string documentId, CancellationToken cancellationToken) =>
        Task.FromResult(_entries.TryGetValue(documentId, out var entry) ? entry.Document with { Blocks = [] } : null);

    public Task ReplaceDocumentAsync(DocumentEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        OnWrite?.Invoke(entry);
        _entries[entry.Document.Id] = entry;
        Writes++;
        return Task.CompletedTask;
    }

    public Task<bool> DeleteDocumentAsync(string documentId, CancellationToken cancellationToken) =>
        Task.FromResult(_entries.Remove(documentId));

    public Task<IReadOnlyList<string>> FindByTermsAsync(
        IReadOnlyCollection<string> terms, PassageFilter filter, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> FindByVectorAsync(
        ReadOnlyMemory<float> vector, string embeddingModel, PassageFilter filter, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<StoredPassage>> GetPassagesAsync(IReadOnlyList<string> passageIds, CancellationToken cancellationToken)
    {
        var all = _entries.Values.SelectMany(entry => entry.Passages).ToDictionary(entry => entry.Passage.Id, StringComparer.Ordinal);
        return Task.FromResult<IReadOnlyList<StoredPassage>>(
            [.. passageIds.Where(all.ContainsKey).Select(id => new StoredPassage(all[id].Passage, all[id].Vectors))]);
    }

    public Task<IReadOnlyList<StoredPassage>> GetDocumentPassagesAsync(string documentId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredPassage>>(_entries.TryGetValue(documentId, out var entry)
            ? [.. entry.Passages.Select(passage => new StoredPassage(passage.Passage, passage.Vectors))]
            : []);

    public Task<TermStatistics> GetTermStatisticsAsync(IReadOnlyCollection<string> terms, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<TreatyEvent>> GetEventsAsync(EventFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TreatyEvent>>([.. _entries.Values.SelectMany(entry => entry.Events)]);

    public async IAsyncEnumerable<StoredPassage> ReadAllPassagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var passage in _entries.Values.SelectMany(entry => entry.Passages))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(passage.Passage, passage.Vectors);
        }
        await Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
