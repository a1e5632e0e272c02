using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>
/// Replaces and deletes whole documents. A new version is written under a generation of its own, which the manifest hides until it
/// is complete; then one manifest shows it and hides the old one, which is deleted when nobody can be reading it any more.
/// Stopped anywhere, a document is the old one or the new one.
/// </summary>
internal sealed partial class QdrantDocumentWriter(
    QdrantClient client, ManifestStore manifests, CollectionSetup setup, QdrantOptions options, TimeProvider time, ILogger logger)
    : IDisposable
{
    /// <summary>A generation that has been pending for so long has lost its writer.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(30);

    private readonly SemaphoreSlim _one = new(1);

    public Task ReplaceAsync(DocumentEntry entry, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        var space = await EnsureSpaceAsync(entry, cancellationToken);
        var claimed = await manifests.ChangeAsync(Claim, null, cancellationToken);
        var generation = claimed.Version;
        await WriteAsync(entry, claimed, space, cancellationToken);
        var old = await FindAsync(claimed, entry.Document.Id, cancellationToken);
        await manifests.ChangeAsync(
            manifest => Bury(manifest, old).Add(DocumentRecord.TotalsOf(entry), 1) with
            {
                Pending = [.. manifest.Pending.Where(hidden => hidden.Generation != generation)],
            }, claimed.Home, cancellationToken);
        await SweepAsync(options.Grace, cancellationToken);
        return true;
    }, cancellationToken);

    public Task<bool> DeleteAsync(string documentId, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        var manifest = await manifests.ReadAsync(cancellationToken);
        var old = await FindAsync(manifest, documentId, cancellationToken);
        if (old.Count == 0)
            return false;
        await manifests.ChangeAsync(latest => Bury(latest, old), manifest.Home, cancellationToken);
        await SweepAsync(options.Grace, cancellationToken);
        return true;
    }, cancellationToken);

    /// <summary>Deletes the points of generations that have been dead for <paramref name="grace"/>, and of writers that died.</summary>
    public async Task SweepAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        var manifest = await manifests.ReadRecentAsync(cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var dead = manifest.Dead.Where(hidden => now - hidden.Since >= grace.TotalMilliseconds)
            .Concat(manifest.Pending.Where(hidden => now - hidden.Since >= Abandoned.TotalMilliseconds))
            .Select(hidden => hidden.Generation).ToHashSet();
        if (dead.Count == 0)
            return;
        await client.DeleteAsync(manifest.Home, new() { Must = [QdrantFilters.IsAny("generation", dead)] }, cancellationToken);
        await manifests.ChangeAsync(
            latest => latest with
            {
                Dead = [.. latest.Dead.Where(hidden => !dead.Contains(hidden.Generation))],
                Pending = [.. latest.Pending.Where(hidden => !dead.Contains(hidden.Generation))],
            }, manifest.Home, cancellationToken);
        LogSwept(dead.Count, manifest.Home);
    }

    public void Dispose() => _one.Dispose();

    private Manifest Claim(Manifest manifest) => manifest with
    {
        Version = manifest.Version + 1,
        Pending = [.. manifest.Pending, new(manifest.Version + 1, time.GetUtcNow().ToUnixTimeMilliseconds())],
    };

    private Manifest Bury(Manifest manifest, IReadOnlyList<(long Generation, DocumentTotals Totals)> old)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        // Another writer may have buried one meanwhile.
        foreach (var (generation, totals) in old.Where(found => manifest.Dead.All(hidden => hidden.Generation != found.Generation)))
            manifest = manifest.Add(totals, -1) with { Dead = [.. manifest.Dead, new(generation, now)] };
        return manifest;
    }

    private async Task<VectorSpace?> EnsureSpaceAsync(DocumentEntry entry, CancellationToken cancellationToken)
    {
        if (entry.EmbeddingModel is null || entry.Passages.FirstOrDefault(passage => passage.Vectors.Count > 0) is not { } first)
            return null;
        var space = VectorSpace.Of(entry.EmbeddingModel, first.Vectors[0].Length);
        var manifest = await manifests.ReadRecentAsync(cancellationToken);
        if (manifest.Spaces.Contains(space))
            return space;
        await setup.AddSpaceAsync(manifest.Home, space, cancellationToken);
        await manifests.ChangeAsync(
            latest => latest.Spaces.Contains(space) ? latest : latest with { Spaces = [.. latest.Spaces, space] }, manifest.Home,
            cancellationToken);
        return space;
    }

    private async Task WriteAsync(DocumentEntry entry, Manifest claimed, VectorSpace? space, CancellationToken cancellationToken)
    {
        var generation = claimed.Version;
        var written = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Batch(PointMapper.ToPoints(entry, generation, space, time.GetUtcNow())), parallel, async (batch, token) =>
        {
            await client.UpsertAsync(claimed.Home, new(batch), isOrdered: false, token);
            Interlocked.Add(ref written, batch.Count);
        });
        // A write can be acknowledged and not yet applied ("wait_timeout"): what is shown must be there.
        var counted = await client.CountAsync(
            claimed.Home, new() { Must = [new() { Key = "generation", Match = new(Value: generation) }] }, cancellationToken);
        if (counted != written)
        {
            throw new StoreException($"Qdrant at {client.Endpoint} holds {counted} of the {written} points of '{entry.Document.Id}' that were written. "
                + "The document stays as it was before; look at the server's log, and ingest again.");
        }
    }

    // Sizes are measured once here and the points serialised once more when sent: cheap beside the network.
    private IEnumerable<List<Point>> Batch(IEnumerable<Point> points)
    {
        var batch = new List<Point>();
        var bytes = 0;
        foreach (var point in points)
        {
            var size = JsonSerializer.SerializeToUtf8Bytes(point, QdrantJson.Options).Length;
            if (batch.Count > 0 && bytes + size > options.BatchBytes)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
            batch.Add(point);
            bytes += size;
        }
        if (batch.Count > 0)
            yield return batch;
    }

    private async Task<IReadOnlyList<(long Generation, DocumentTotals Totals)>> FindAsync(
        Manifest manifest, string documentId, CancellationToken cancellationToken)
    {
        var filter = QdrantFilters.Visible(manifest, PointKind.Document, QdrantFilters.OfDocument(documentId));
        var found = await client.ScrollAsync(manifest.Home, new(filter, 100, true, []), cancellationToken);
        return [.. found.Points.Select(point => (point.Payload!.Generation!.Value, StoredJson.Read<DocumentRecord>(point.Payload.Record!).Totals))];
    }

    private async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _one.Release();
        }
    }

    [LoggerMessage(LogLevel.Debug, "Deleted {Generations} replaced generations of {Collection}.")]
    private partial void LogSwept(int generations, string collection);
}
