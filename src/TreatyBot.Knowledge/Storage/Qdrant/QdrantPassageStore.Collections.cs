using System.Globalization;
using Microsoft.Extensions.Logging;

namespace TreatyBot.Knowledge.Storage.Qdrant;

// The collections behind the alias: treatybot names treatybot-1, and after the next rebuild treatybot-2.
public sealed partial class QdrantPassageStore : IStagedStore
{
    /// <inheritdoc/>
    public async Task<IPassageStore> OpenStagingAsync(string target, CancellationToken cancellationToken)
    {
        _ = Opened();
        var serving = await ServingAsync(cancellationToken);
        var numbered = (await NumberedAsync(cancellationToken)).Where(entry => entry.Name != serving).ToList();
        foreach (var (name, _) in numbered)
        {
            var manifest = await new ManifestStore(_client, name, true, _time).ReadAsync(cancellationToken);
            if (manifest.BuildTarget == target)
                return await OpenAsync(name, target, cancellationToken);
        }
        var taken = numbered.Select(entry => entry.Number).Append(NumberOf(serving) ?? 0).Max();
        return await OpenAsync(NameOf(taken + 1), target, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task PublishAsync(IPassageStore staging, CancellationToken cancellationToken)
    {
        if (staging is not QdrantPassageStore { _buildTarget: not null } built)
            throw new ArgumentException("That store was not opened for staging.", nameof(staging));
        _ = await ServingAsync(cancellationToken);
        await built.Opened().Manifests.ChangeAsync(manifest => manifest with { BuildTarget = null }, built.Collection, cancellationToken);
        await _client.ChangeAliasesAsync(
            new([new(DeleteAlias: new(Collection)), new(CreateAlias: new(built.Collection, Collection))]), cancellationToken);
        await Opened().Manifests.ReadAsync(cancellationToken);
        LogPublished(Collection, built.Collection);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> PruneAsync(CancellationToken cancellationToken)
    {
        await Opened().Writer.SweepAsync(TimeSpan.Zero, cancellationToken);
        var serving = await ServingAsync(cancellationToken);
        var dropped = new List<string>();
        foreach (var (name, _) in await NumberedAsync(cancellationToken))
        {
            if (name == serving)
                continue;
            await _client.DeleteCollectionAsync(name, cancellationToken);
            dropped.Add(name);
        }
        return dropped;
    }

    private async Task<CollectionInfo> CreateAsync(CollectionSetup setup, CancellationToken cancellationToken)
    {
        var name = _buildTarget is null ? NameOf(1) : Collection;
        await setup.CreateAsync(name, _embeddings?.Profile is { } model ? VectorSpace.Of(model.ModelId, model.Dimensions) : null, cancellationToken);
        if (_buildTarget is null)
            await _client.ChangeAliasesAsync(new([new(CreateAlias: new(name, Collection))]), cancellationToken);
        LogCreated(name);
        return await _client.GetCollectionAsync(Collection, cancellationToken) ?? throw new StoreException(
            $"Qdrant at {_client.Endpoint} made the collection '{name}' and does not know it. Look at its log.");
    }

    // A collection that is new, or has been restored under another name, does not know its name yet.
    private async Task SettleAsync(ManifestStore manifests, CancellationToken cancellationToken)
    {
        var home = await _client.ResolveAliasAsync(Collection, cancellationToken) ?? Collection;
        var manifest = await manifests.ReadAsync(cancellationToken);
        if (manifest.Revision == 0 || manifest.Home != home)
            await manifests.ChangeAsync(latest => latest with { Home = home, BuildTarget = _buildTarget }, null, cancellationToken);
    }

    private async Task<IPassageStore> OpenAsync(string name, string target, CancellationToken cancellationToken)
    {
        var staging = new QdrantPassageStore(
            new() { Provider = _store.Provider, Endpoint = _store.Endpoint, ApiKey = _store.ApiKey, Collection = name }, _options, target, _time, _logger, _embeddings);
        await staging.OpenAsync(cancellationToken);
        return staging;
    }

    private async Task<string> ServingAsync(CancellationToken cancellationToken) =>
        await _client.ResolveAliasAsync(Collection, cancellationToken) ?? throw new StoreException(
            $"'{Collection}' (setting Store:Collection) at {_client.Endpoint} is a collection, not an alias, so that nothing can be put in its place. Set Store:Collection to another name and ingest again.");

    private async Task<IReadOnlyList<(string Name, int Number)>> NumberedAsync(CancellationToken cancellationToken) =>
        [.. (await _client.ListCollectionsAsync(cancellationToken)).Select(name => (name, NumberOf(name))).Where(entry => entry.Item2 is not null)
            .Select(entry => (entry.name, entry.Item2!.Value))];

    private string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Collection}-{number}");

    private int? NumberOf(string name) =>
        name.StartsWith(Collection + "-", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(Collection.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [LoggerMessage(LogLevel.Information, "Qdrant: made the collection {Name}.")]
    private partial void LogCreated(string name);

    [LoggerMessage(LogLevel.Information, "Qdrant: {Alias} now names {Name}; the collection before is kept until ingest --prune.")]
    private partial void LogPublished(string alias, string name);
}
