using System.Net;
using System.Text.Json;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>The part of Qdrant's REST interface that the store uses, each operation a method. Collection names are escaped here.</summary>
internal sealed class QdrantClient(QdrantTransport transport, QdrantOptions options)
{
    private readonly string _consistency = options.ReadConsistency is { } wanted ? $"?consistency={wanted}" : "";

    public Uri Endpoint => transport.Endpoint;

    public Task<ServerVersion> GetVersionAsync(CancellationToken cancellationToken) => transport.SendAsync(
        HttpMethod.Get, "", null, 2,
        async (response, token) =>
        {
            if (!response.IsSuccessStatusCode)
                return null;
            var version = JsonSerializer.Deserialize<ServerVersion>(await response.Content.ReadAsStringAsync(token), QdrantJson.Options);
            return version?.Version is null ? throw new JsonException("the front page tells no version.") : version;
        }, cancellationToken);

    /// <summary>What /readyz says; false for 503.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken) => await transport.SendAsync(
        HttpMethod.Get, "readyz", null, 1,
        (response, _) => Task.FromResult(response.StatusCode switch
        {
            HttpStatusCode.OK => "ready",
            HttpStatusCode.ServiceUnavailable => "busy",
            _ => null,
        }), cancellationToken) == "ready";

    /// <summary>The collection, or the one an alias names; null when there is none.</summary>
    public async Task<CollectionInfo?> GetCollectionAsync(string name, CancellationToken cancellationToken) => (await transport.SendAsync(
        HttpMethod.Get, Of(name), null, 2,
        async (response, token) => response.StatusCode == HttpStatusCode.NotFound
            ? new Envelope<CollectionInfo>(null)
            : response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize<Envelope<CollectionInfo>>(await response.Content.ReadAsStringAsync(token), QdrantJson.Options)
                : null,
        cancellationToken)).Result;

    /// <summary>A collection that exists already counts as made: the caller looks whether it fits.</summary>
    public Task CreateCollectionAsync(string name, CreateCollection settings, CancellationToken cancellationToken) => transport.SendAsync(
        HttpMethod.Put, Of(name), settings, 3,
        (response, _) => Task.FromResult(response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.Conflict ? "made" : null),
        cancellationToken);

    public Task DeleteCollectionAsync(string name, CancellationToken cancellationToken) =>
        transport.WriteAsync<bool?>(HttpMethod.Delete, Of(name), null, cancellationToken);

    public Task AddVectorAsync(string name, string vector, DenseParameters settings, CancellationToken cancellationToken) =>
        transport.WriteAsync<WriteResult>(
            HttpMethod.Put, $"{Of(name)}/vectors/{Uri.EscapeDataString(vector)}?wait=true", new AddVector(settings), cancellationToken);

    public Task CreateIndexAsync(string name, CreateIndex index, CancellationToken cancellationToken) =>
        transport.WriteAsync<WriteResult>(HttpMethod.Put, $"{Of(name)}/index?wait=true", index, cancellationToken);

    public async Task<IReadOnlyList<string>> ListCollectionsAsync(CancellationToken cancellationToken) =>
        [.. (await transport.ReadAsync<CollectionList>(HttpMethod.Get, "collections", null, cancellationToken)).Collections.Select(entry => entry.Name)];

    /// <summary>The collection that an alias names; null when there is no such alias.</summary>
    public async Task<string?> ResolveAliasAsync(string alias, CancellationToken cancellationToken) =>
        (await transport.ReadAsync<AliasList>(HttpMethod.Get, "aliases", null, cancellationToken)).Aliases
            .FirstOrDefault(entry => entry.AliasName == alias)?.CollectionName;

    /// <summary>All at once or none.</summary>
    public Task ChangeAliasesAsync(AliasActions actions, CancellationToken cancellationToken) =>
        transport.WriteAsync<bool?>(HttpMethod.Post, "collections/aliases", actions, cancellationToken);

    /// <summary>Waits until the points can be read.</summary>
    public Task<WriteResult> UpsertAsync(string name, UpsertRequest request, bool isOrdered, CancellationToken cancellationToken) =>
        transport.WriteAsync<WriteResult>(
            HttpMethod.Put, $"{Of(name)}/points?wait=true{(isOrdered ? "&ordering=strong" : "")}", request, cancellationToken);

    /// <exception cref="ArgumentException">The filter is empty, and would delete everything.</exception>
    public Task DeleteAsync(string name, Condition filter, CancellationToken cancellationToken)
    {
        if (filter is not { Must.Count: > 0 })
            throw new ArgumentException("An empty filter would delete everything.", nameof(filter));
        return transport.WriteAsync<WriteResult>(HttpMethod.Post, $"{Of(name)}/points/delete?wait=true", new DeleteRequest(filter), cancellationToken);
    }

    /// <summary>Deletes nothing: fails when the key may not write.</summary>
    public Task ProbeWriteAsync(string name, CancellationToken cancellationToken) =>
        transport.WriteAsync<WriteResult>(HttpMethod.Post, $"{Of(name)}/points/delete?wait=true", new DeleteRequest(Points: []), cancellationToken);

    public Task<IReadOnlyList<FoundPoint>> GetPointsAsync(string name, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        transport.ReadAsync<IReadOnlyList<FoundPoint>>(
            HttpMethod.Post, $"{Of(name)}/points{_consistency}", new IdsRequest(ids, true, false), cancellationToken);

    public Task<ScrollResult> ScrollAsync(string name, ScrollRequest request, CancellationToken cancellationToken) =>
        transport.ReadAsync<ScrollResult>(HttpMethod.Post, $"{Of(name)}/points/scroll{_consistency}", request, cancellationToken);

    public async Task<long> CountAsync(string name, Condition filter, CancellationToken cancellationToken) =>
        (await transport.ReadAsync<CountResult>(
            HttpMethod.Post, $"{Of(name)}/points/count{_consistency}", new CountRequest(filter, true), cancellationToken)).Count;

    public Task<IReadOnlyList<QueryResult>> QueryAsync(string name, IReadOnlyList<QueryRequest> searches, CancellationToken cancellationToken) =>
        transport.ReadAsync<IReadOnlyList<QueryResult>>(
            HttpMethod.Post, $"{Of(name)}/points/query/batch{_consistency}", new QueryBatch(searches), cancellationToken);

    public Task<Snapshot> CreateSnapshotAsync(string name, TimeSpan timeout, CancellationToken cancellationToken) =>
        transport.SendAsync(HttpMethod.Post, $"{Of(name)}/snapshots?wait=true", null, 1,
            async (response, token) => response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize<Envelope<Snapshot>>(await response.Content.ReadAsStringAsync(token), QdrantJson.Options)?.Result
                : null,
            cancellationToken, timeout);

    private static string Of(string name) => $"collections/{Uri.EscapeDataString(name)}";
}
