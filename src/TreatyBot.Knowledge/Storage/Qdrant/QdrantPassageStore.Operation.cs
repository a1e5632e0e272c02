namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>What there is to say of a server and its collection.</summary>
/// <param name="IsReady">What /readyz says.</param>
/// <param name="CanWrite">Whether the key may write.</param>
/// <param name="IsOpen">Whether the server answers without a key.</param>
/// <param name="Status">green, yellow (indexing), grey (indexing waits) or red (something failed).</param>
/// <param name="PendingGenerations">Writes under way, or whose writer died.</param>
/// <param name="NeedsRebuildForAModel">Whether the server is too old to take another embedding model's vectors into a collection that exists.</param>
/// <param name="OtherCollections">Builds that do not serve: unfinished, or kept until pruned.</param>
public sealed record QdrantInspection(
    string Version, bool IsReady, bool CanWrite, bool IsOpen, string Status, int PendingGenerations, bool NeedsRebuildForAModel,
    IReadOnlyList<string> OtherCollections);

// What operators ask of the store besides its contract.
public sealed partial class QdrantPassageStore
{
    /// <summary>A snapshot is a copy of everything: minutes at a hundred gigabytes.</summary>
    private static readonly TimeSpan SnapshotTimeout = TimeSpan.FromHours(1);

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _parts is not null && await _client.IsReadyAsync(cancellationToken);
        }
        catch (StoreException)
        {
            return false;
        }
    }

    /// <exception cref="StoreException">The server cannot be reached or refuses the key.</exception>
    public async Task<QdrantInspection> InspectAsync(CancellationToken cancellationToken)
    {
        var manifest = await Opened().Manifests.ReadAsync(cancellationToken);
        var info = await _client.GetCollectionAsync(manifest.Home, cancellationToken);
        var numbered = await SucceedsAsync(() => NumberedAsync(cancellationToken));
        return new(
            Opened().Server.ToString(),
            await _client.IsReadyAsync(cancellationToken),
            (await SucceedsAsync(async () => { await _client.ProbeWriteAsync(manifest.Home, cancellationToken); return "yes"; })) is not null,
            await IsOpenAsync(cancellationToken),
            info?.Status ?? "missing",
            manifest.Pending.Count,
            Opened().Server < CollectionSetup.Placements,
            [.. (numbered ?? []).Select(entry => entry.Name).Where(name => name != manifest.Home)]);
    }

    /// <summary>Has the server make a snapshot of the collection that serves.</summary>
    /// <returns>Name, size and checksum in a line.</returns>
    public async Task<string> CreateSnapshotAsync(CancellationToken cancellationToken)
    {
        var home = (await Opened().Manifests.ReadAsync(cancellationToken)).Home;
        var made = await _client.CreateSnapshotAsync(home, SnapshotTimeout, cancellationToken);
        return $"{made.Name} of {home}, {made.Size} bytes{(made.Checksum is null ? "" : $", SHA-256 {made.Checksum}")}; "
            + $"fetch it from {_client.Endpoint}collections/{Uri.EscapeDataString(home)}/snapshots/{Uri.EscapeDataString(made.Name)}";
    }

    private async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        using var stranger = new QdrantTransport(new() { Endpoint = _store.Endpoint, Collection = Collection }, _options, _time, _logger);
        return await SucceedsAsync(() => new QdrantClient(stranger, _options).ListCollectionsAsync(cancellationToken)) is not null;
    }

    private static async Task<T?> SucceedsAsync<T>(Func<Task<T>> attempt) where T : class
    {
        try
        {
            return await attempt();
        }
        catch (StoreException)
        {
            return null;
        }
    }
}
