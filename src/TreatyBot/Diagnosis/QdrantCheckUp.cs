using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Qdrant;

namespace TreatyBot.Diagnosis;

/// <summary>Looks at the Qdrant server behind the store: whether it is ready, what the key may do, and who else may come in.</summary>
internal sealed class QdrantCheckUp(QdrantPassageStore store, IOptions<StoreOptions> options) : IHealthCheckUp
{
    public async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        QdrantInspection found;
        try
        {
            await store.OpenAsync(cancellationToken);
            found = await store.InspectAsync(cancellationToken);
        }
        catch (StoreException exception)
        {
            return new("qdrant", Verdict.Broken, exception.Message);
        }
        if (!found.IsReady || found.Status == "red")
            return new("qdrant", Verdict.Broken, $"version {found.Version} says it is not ready (collection {found.Status}); look at its log");
        var notes = Notes(found).ToList();
        var text = $"version {found.Version}, ready, collection {found.Status}, the key may {(found.CanWrite ? "read and write" : "only read")}";
        return new("qdrant", notes.Count == 0 ? Verdict.Well : Verdict.Limited, string.Join("; ", [text, .. notes]));
    }

    private IEnumerable<string> Notes(QdrantInspection found)
    {
        var endpoint = options.Value.Endpoint!;
        if (!found.CanWrite)
            yield return "ingesting needs a key that may write (Store:ApiKey)";
        if (found.IsOpen)
            yield return "it answers without a key: set QDRANT__SERVICE__API_KEY on the server and Store:ApiKey here, or let nobody else reach its port";
        if (endpoint.Scheme == "http" && !endpoint.IsLoopback)
            yield return "the connection is not encrypted: set up TLS and an https Store:Endpoint";
        if (found.OtherCollections.Count > 0)
            yield return $"{string.Join(", ", found.OtherCollections)} {(found.OtherCollections.Count == 1 ? "does" : "do")} not serve; treatybot ingest --prune removes what is not needed";
        if (found.NeedsRebuildForAModel)
            yield return $"version {found.Version} gives a collection room for the vectors of one embedding model, when it is made: another model needs the whole corpus ingested again, which builds a new collection (1.19 takes it beside)";
        if (found.PendingGenerations > 0)
            yield return $"{found.PendingGenerations} writes under way or cut off; what was cut off is cleared away by later ingestions";
        if (!endpoint.IsLoopback)
            yield return "Qdrant reports usage to its makers unless QDRANT__TELEMETRY_DISABLED=true is set on the server, which it does not tell";
    }
}
