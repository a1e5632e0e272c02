using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>
/// Brings the store in line with the corpus: new and changed files are read, split, embedded and written, each in one transaction;
/// unchanged ones cost a hash; gone ones leave. A bad file is a failed result and the run goes on. Stopped half-way, the store is
/// whole and the next run finishes the work. The store must be open.
/// </summary>
/// <param name="store">Where documents go.</param>
/// <param name="embeddings">The embedding model, if any.</param>
/// <param name="createExtractor">Makes the event extractor for the register sheets of the corpus.</param>
/// <param name="ingestionLock">Keeps a second run out.</param>
/// <param name="options">The corpus.</param>
/// <param name="time">Measures the run.</param>
/// <param name="logger">Gets paths and reasons, never texts; not what the summary tells, which is for the caller to show.</param>
public sealed partial class Ingestor(
    IPassageStore store,
    IEmbeddingModel embeddings,
    Func<IReadOnlyList<RegisterEntry>, IEventExtractor> createExtractor,
    IIngestionLock ingestionLock,
    IOptions<CorpusOptions> options,
    TimeProvider time,
    ILogger<Ingestor> logger)
{
    // Reading and splitting on two cores keeps well ahead of embedding and writing on one.
    private const int Readers = 2;

    /// <param name="paths">Files or folders; null or none means the whole corpus.</param>
    /// <param name="progress">Told of every file as it is done.</param>
    /// <param name="cancellationToken">Stops between documents.</param>
    /// <exception cref="IngestionException">Another run is going on, or the corpus does not exist.</exception>
    /// <exception cref="StoreException">The store cannot be written; documents done before stay.</exception>
    public async Task<IngestionSummary> IngestAsync(
        IReadOnlyList<string>? paths, IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        using var hold = ingestionLock.Acquire();
        var started = time.GetTimestamp();
        using var span = KnowledgeTelemetry.Start("ingest");
        var plan = CorpusPlan.Make(options.Value.Path, paths);
        var known = (await store.ListDocumentsAsync(cancellationToken)).ToDictionary(document => document.Id, StringComparer.Ordinal);
        var run = new IngestionRun(store, embeddings, options.Value, plan, known, progress);
        var changed = await run.SettleUnchangedAsync(createExtractor, cancellationToken);
        if (store is IStagedStore staged && run.RebuildTarget is { } target)
        {
            await BuildAsync(run, staged, target, changed, cancellationToken);
        }
        else
        {
            await ProcessAsync(run, changed, cancellationToken);
            await run.RemoveGoneAsync(cancellationToken);
        }
        var summary = run.Summarize(time.GetElapsedTime(started));
        KnowledgeTelemetry.Ingested(span, summary);
        var (added, updated, removed) = (
            summary.Count(IngestionOutcome.Added), summary.Count(IngestionOutcome.Updated), summary.Count(IngestionOutcome.Removed));
        LogDone(added, updated, removed, summary.Elapsed);
        return summary;
    }

    // Until the switch the old documents serve, whole; stopped before it, the next run goes on where this one was.
    private async Task BuildAsync(
        IngestionRun run, IStagedStore staged, string target, IReadOnlyList<ChangedFile> changed, CancellationToken cancellationToken)
    {
        await using var staging = await staged.OpenStagingAsync(target, cancellationToken);
        await ProcessAsync(run, await run.BuildInAsync(staging, changed, cancellationToken), cancellationToken);
        await run.CarryOverAsync(cancellationToken);
        await run.RemoveGoneAsync(cancellationToken);
        await staged.PublishAsync(staging, cancellationToken);
    }

    private async Task ProcessAsync(IngestionRun run, IReadOnlyList<ChangedFile> changed, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = Channel.CreateBounded<PreparedDocument>(Readers * 2);
        var reading = PrepareAsync(run, changed, queue.Writer, stop.Token);
        try
        {
            await foreach (var prepared in queue.Reader.ReadAllAsync(cancellationToken))
                await run.WriteAsync(prepared, cancellationToken);
            await reading;
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PrepareAsync(
        IngestionRun run, IReadOnlyList<ChangedFile> changed, ChannelWriter<PreparedDocument> queue, CancellationToken cancellationToken)
    {
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Readers, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(changed, parallel, async (file, token) => await queue.WriteAsync(Prepare(run, file), token));
            queue.Complete();
        }
        catch (Exception exception)
        {
            queue.Complete(exception);
            throw;
        }
    }

    private PreparedDocument Prepare(IngestionRun run, ChangedFile changed)
    {
        try
        {
            return run.Prepare(changed);
        }
        catch (DocumentReadException exception)
        {
            return new(changed, null, [], exception.Reason);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogBroken(exception, changed.File.Path);
            return new(changed, null, [], $"the document could not be processed ({exception.GetType().Name}); the log has the details");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Processing {Path} failed unexpectedly")]
    private partial void LogBroken(Exception exception, string path);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Ingested: {Added} added, {Updated} updated, {Removed} removed in {Elapsed}")]
    private partial void LogDone(int added, int updated, int removed, TimeSpan elapsed);
}
