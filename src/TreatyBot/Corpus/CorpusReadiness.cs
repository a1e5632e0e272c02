using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Corpus;

/// <summary>Opens the store and brings it in line with the corpus before the first question.</summary>
internal sealed class CorpusReadiness(IPassageStore store, Ingestor ingestor, Microsoft.Extensions.Options.IOptions<CorpusOptions> corpus)
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _problem;

    /// <summary>Whether questions can be answered.</summary>
    public bool IsReady => _ready.Task.IsCompleted;

    /// <summary>Completes when questions can be answered.</summary>
    public Task Ready => _ready.Task;

    /// <summary>What kept the latest ingestion from being whole, in a sentence for operators; null when nothing did.</summary>
    public string? Problem => _problem;

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
        try
        {
            var summary = await IngestAsync(progress, cancellationToken);
            _problem = Describe(summary);
            _ready.TrySetResult();
            return summary;
        }
        catch (Exception exception) when (exception is StoreException or IngestionException)
        {
            _problem = exception.Message;
            throw;
        }
    }

    /// <summary>
    /// Brings the store in line with a corpus that has changed while questions are answered. A corpus that is gone or empty is taken
    /// for a fault: what the store holds goes on serving.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    /// <exception cref="IngestionException">The corpus is gone or empty, or another run is at it.</exception>
    public async Task<IngestionSummary> ReloadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (CorpusFiles.Find(corpus.Value.Path).Files.Count == 0)
                throw new IngestionException($"{corpus.Value.Path} holds no documents any more; what was read before goes on serving. To empty the store on purpose run treatybot ingest.");
            var summary = await ingestor.IngestAsync(null, null, cancellationToken);
            _problem = Describe(summary);
            return summary;
        }
        catch (Exception exception) when (exception is StoreException or IngestionException)
        {
            _problem = exception.Message;
            throw;
        }
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

    private static string? Describe(IngestionSummary? summary)
    {
        var failed = summary?.Results.Where(result => result.Outcome == IngestionOutcome.Failed).ToList();
        return failed is null or [] ? null : string.Join("; ", failed.Take(3).Select(result => $"{result.Path}: {result.Reason}").Append(failed.Count > 3 ? $"and {failed.Count - 3} more" : null).OfType<string>());
    }
}
