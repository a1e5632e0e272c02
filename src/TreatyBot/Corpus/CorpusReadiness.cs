using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Corpus;

/// <summary>Opens the store and brings it in line with the corpus before the first question.</summary>
internal sealed class CorpusReadiness(IPassageStore store, Ingestor ingestor, Microsoft.Extensions.Options.IOptions<CorpusOptions> corpus)
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether questions can be answered.</summary>
    public bool IsReady => _ready.Task.IsCompleted;

    /// <summary>Waits until questions can be answered; false when that takes longer than <paramref name="limit"/>.</summary>
    public async Task<bool> WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (IsReady)
            return true;
        try
        {
            await _ready.Task.WaitAsync(limit, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>
    /// Ingests what is new or changed; unchanged files cost a hash each. A corpus folder that is not there is no fault while the store
    /// holds documents, and neither is another run that is at it already.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    /// <exception cref="IngestionException">There is neither a corpus nor a filled store.</exception>
    public async Task<IngestionSummary?> EnsureAsync(IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        var summary = await IngestAsync(progress, cancellationToken);
        _ready.TrySetResult();
        return summary;
    }

    private async Task<IngestionSummary?> IngestAsync(IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken);
        var isFilled = (await store.GetInfoAsync(cancellationToken)).DocumentCount > 0;
        if (isFilled && !Path.Exists(corpus.Value.Path))
            return null;
        try
        {
            return await ingestor.IngestAsync(null, progress, cancellationToken);
        }
        catch (IngestionException) when (isFilled)
        {
            return null;
        }
    }
}
