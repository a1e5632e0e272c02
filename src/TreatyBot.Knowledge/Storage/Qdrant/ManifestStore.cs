using System.Security.Cryptography;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>Reads and puts the manifest of the collection that a name leads to. Putting compares: of two writers that start from one revision, one wins.</summary>
internal sealed class ManifestStore(QdrantClient client, string name, bool canCompare, TimeProvider time)
{
    /// <summary>How old a manifest searches may go by; what other processes write shows at the latest after it.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private const int Attempts = 8;
    private const int RememberedChanges = 64;
    private Known? _known;

    /// <summary>The manifest as it is now.</summary>
    public async Task<Manifest> ReadAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        var points = await client.GetPointsAsync(name, [PointIds.Manifest], cancellationToken);
        var manifest = points.Count == 0 ? new Manifest { Home = name } : points[0].Payload?.Manifest ?? throw new StoreException(
            $"The collection '{name}' at {client.Endpoint} holds something else where its manifest should be. Set Store:Collection to another name and ingest again.");
        if (manifest.Schema > Manifest.CurrentSchema)
        {
            throw new StoreException($"The collection '{name}' at {client.Endpoint} has schema version {manifest.Schema}, and this program knows versions up to {Manifest.CurrentSchema}. "
                + "Run the newer program that wrote it, or set Store:Collection to another name and ingest again.");
        }
        // Of answers that overtake each other, the later revision stays.
        if (Volatile.Read(ref _known) is not { } known || known.Manifest.Home != manifest.Home || known.Manifest.Revision <= manifest.Revision)
            Volatile.Write(ref _known, new(manifest, asked));
        return manifest;
    }

    /// <summary>The manifest as it was a moment ago.</summary>
    public async ValueTask<Manifest> ReadRecentAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _known) is { } known && time.GetElapsedTime(known.Asked) < Freshness
            ? known.Manifest
            : await ReadAsync(cancellationToken);

    /// <summary>Puts what <paramref name="change"/> makes of the latest manifest; it may be called again when another writer was faster.</summary>
    /// <returns>What was put; there may be a later one already.</returns>
    /// <param name="change">From the latest manifest to the next.</param>
    /// <param name="home">The collection that the change is meant for; null for whichever the name leads to.</param>
    /// <param name="cancellationToken">Stops between attempts.</param>
    public async Task<Manifest> ChangeAsync(Func<Manifest, Manifest> change, string? home, CancellationToken cancellationToken)
    {
        var token = RandomNumberGenerator.GetHexString(16, lowercase: true);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await ReadAsync(cancellationToken);
            if (home is not null && before.Home != home)
            {
                throw new StoreException($"'{name}' at {client.Endpoint} led to '{home}' and now leads to '{before.Home}': another ingestion has finished meanwhile. "
                    + "Nothing of it is lost; ingest again.");
            }
            var after = change(before) with
            {
                Revision = before.Revision + 1,
                Changes = [.. before.Changes.TakeLast(RememberedChanges - 1), token],
            };
            var point = new Point(PointIds.Manifest, new Dictionary<string, object>(), new()
            {
                Kind = PointKind.Manifest, Revision = after.Revision, Manifest = after,
            });
            var unchanged = new Condition { Must = [new() { Key = "revision", Match = new(Value: before.Revision) }] };
            await client.UpsertAsync(after.Home, new([point], canCompare ? unchanged : null), isOrdered: true, cancellationToken);
            if ((await ReadAsync(cancellationToken)).Changes.Contains(token))
                return after;
        }
        throw new StoreException($"Another program keeps changing the collection '{name}' at {client.Endpoint}. Let one ingestion run at a time.");
    }

    private sealed record Known(Manifest Manifest, long Asked);
}
