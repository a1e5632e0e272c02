using Microsoft.Extensions.Logging;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Storage;

/// <summary>
/// Reads from a local copy while the store itself cannot be used, and says so by <see cref="Limitation"/>. Writes never go to the
/// copy. After a failure the store is left alone for a while before it is asked again.
/// </summary>
public sealed partial class FallbackPassageStore(IPassageStore store, IPassageStore copy, TimeProvider time, ILogger<FallbackPassageStore> logger)
    : IPassageStore, IStagedStore
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _opening = new(1);
    private volatile bool _isOpen;
    private Failure? _failed;

    public string? Limitation => IsPaused ? "The document store cannot be reached just now; this answer comes from a local copy, which may be older." : null;

    private bool IsPaused => Volatile.Read(ref _failed) is { } failure && time.GetElapsedTime(failure.At) < Pause;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await copy.OpenAsync(cancellationToken);
        await ReadAsync<object?>(_ => Task.FromResult<object?>(null), cancellationToken);
    }

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<StoreInfo> GetInfoAsync(CancellationToken cancellationToken) => ReadAsync(from => from.GetInfoAsync(cancellationToken), cancellationToken);

    public Task<IReadOnlyList<DocumentSummary>> ListDocumentsAsync(CancellationToken cancellationToken) =>
        ReadAsync(from => from.ListDocumentsAsync(cancellationToken), cancellationToken);

    public Task<SourceDocument?> GetDocumentAsync(string documentId, CancellationToken cancellationToken) =>
        ReadAsync(from => from.GetDocumentAsync(documentId, cancellationToken), cancellationToken);

    public async Task ReplaceDocumentAsync(DocumentEntry entry, CancellationToken cancellationToken)
    {
        await EnsureOpenAsync(cancellationToken);
        await store.ReplaceDocumentAsync(entry, cancellationToken);
    }

    public async Task<bool> DeleteDocumentAsync(string documentId, CancellationToken cancellationToken)
    {
        await EnsureOpenAsync(cancellationToken);
        return await store.DeleteDocumentAsync(documentId, cancellationToken);
    }

    public Task<IReadOnlyList<string>> FindByTermsAsync(
        IReadOnlyCollection<string> terms, PassageFilter filter, int limit, CancellationToken cancellationToken) =>
        ReadAsync(from => from.FindByTermsAsync(terms, filter, limit, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<string>> FindByVectorAsync(
        ReadOnlyMemory<float> vector, string embeddingModel, PassageFilter filter, int limit, CancellationToken cancellationToken) =>
        ReadAsync(from => from.FindByVectorAsync(vector, embeddingModel, filter, limit, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<string>> FindAsync(
        IReadOnlyCollection<string> terms, ReadOnlyMemory<float> vector, string? embeddingModel, PassageFilter filter, int limit,
        CancellationToken cancellationToken) =>
        ReadAsync(from => from.FindAsync(terms, vector, embeddingModel, filter, limit, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<StoredPassage>> GetPassagesAsync(IReadOnlyList<string> passageIds, CancellationToken cancellationToken) =>
        ReadAsync(from => from.GetPassagesAsync(passageIds, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<StoredPassage>> GetDocumentPassagesAsync(string documentId, CancellationToken cancellationToken) =>
        ReadAsync(from => from.GetDocumentPassagesAsync(documentId, cancellationToken), cancellationToken);

    public Task<TermStatistics> GetTermStatisticsAsync(IReadOnlyCollection<string> terms, CancellationToken cancellationToken) =>
        ReadAsync(from => from.GetTermStatisticsAsync(terms, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<TreatyEvent>> GetEventsAsync(EventFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(from => from.GetEventsAsync(filter, cancellationToken), cancellationToken);

    public IAsyncEnumerable<StoredPassage> ReadAllPassagesAsync(CancellationToken cancellationToken) =>
        (IsPaused ? copy : store).ReadAllPassagesAsync(cancellationToken);

    public Task<IPassageStore> OpenStagingAsync(string target, CancellationToken cancellationToken) => Staged.OpenStagingAsync(target, cancellationToken);

    public Task PublishAsync(IPassageStore staging, CancellationToken cancellationToken) => Staged.PublishAsync(staging, cancellationToken);

    public Task<IReadOnlyList<string>> PruneAsync(CancellationToken cancellationToken) => Staged.PruneAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await copy.DisposeAsync();
        _opening.Dispose();
    }

    private IStagedStore Staged => store as IStagedStore ?? throw new NotSupportedException("The store builds nothing anew beside itself.");

    private async Task<T> ReadAsync<T>(Func<IPassageStore, Task<T>> read, CancellationToken cancellationToken)
    {
        if (!IsPaused)
        {
            try
            {
                await EnsureOpenAsync(cancellationToken);
                var result = await read(store);
                _failed = null;
                return result;
            }
            catch (StoreException exception)
            {
                _failed = new(time.GetTimestamp());
                LogFallback(exception.Message);
            }
        }
        return await read(copy);
    }

    private async Task EnsureOpenAsync(CancellationToken cancellationToken)
    {
        if (_isOpen)
            return;
        await _opening.WaitAsync(cancellationToken);
        try
        {
            await store.OpenAsync(cancellationToken);
            _isOpen = true;
        }
        finally
        {
            _opening.Release();
        }
    }

    private sealed record Failure(long At);

    [LoggerMessage(LogLevel.Error, "The store cannot be used, and the local copy answers: {Reason}")]
    private partial void LogFallback(string reason);
}
