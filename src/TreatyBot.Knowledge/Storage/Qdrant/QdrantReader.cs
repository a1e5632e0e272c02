using System.Runtime.CompilerServices;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>Reads whole things as one manifest shows them.</summary>
internal sealed class QdrantReader(QdrantClient client)
{
    private const int RecordPage = 1_000;

    /// <summary>Passages carry their vectors, some 40 kB each on the wire.</summary>
    private const int PassagePage = 128;

    public async Task<List<DocumentRecord>> ListDocumentsAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        var documents = new List<DocumentRecord>();
        var filter = QdrantFilters.Visible(manifest, PointKind.Document);
        await foreach (var point in ScrollAsync(manifest, filter, RecordPage, [], cancellationToken))
            documents.Add(StoredJson.Read<DocumentRecord>(point.Payload!.Record!));
        documents.Sort((left, right) => string.CompareOrdinal(left.Id, right.Id));
        return documents;
    }

    public async Task<(DocumentRecord Record, string Text)?> GetDocumentAsync(Manifest manifest, string documentId, CancellationToken cancellationToken)
    {
        var found = await client.ScrollAsync(
            manifest.Home, new(QdrantFilters.Visible(manifest, PointKind.Document, QdrantFilters.OfDocument(documentId)), 1, true, []), cancellationToken);
        if (found.Points is not [{ Payload: { Record: { } record, Generation: { } generation } }])
            return null;
        var parts = new List<(int Ordinal, string Text)>();
        var filter = new Condition
        {
            Must = [QdrantFilters.Is("kind", PointKind.Text), new() { Key = "generation", Match = new(Value: generation) }],
        };
        await foreach (var part in ScrollAsync(manifest, filter, 4, [], cancellationToken))
            parts.Add((part.Payload!.Ordinal!.Value, StoredText.Decode(part.Payload.Text!)));
        return (StoredJson.Read<DocumentRecord>(record), string.Concat(parts.OrderBy(part => part.Ordinal).Select(part => part.Text)));
    }

    public async Task<List<StoredPassage>> GetPassagesAsync(Manifest manifest, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var passages = new List<StoredPassage>(ids.Count);
        foreach (var page in ids.Distinct(StringComparer.Ordinal).Chunk(PassagePage))
        {
            var filter = QdrantFilters.Visible(manifest, PointKind.Passage, QdrantFilters.IsAny("passage", page.Select(StoredText.Encode)));
            await foreach (var point in ScrollAsync(manifest, filter, PassagePage, SpacesOf(manifest), cancellationToken))
                passages.Add(PointMapper.ToPassage(point));
        }
        return passages;
    }

    public async Task<IReadOnlyList<StoredPassage>> GetDocumentPassagesAsync(Manifest manifest, string documentId, CancellationToken cancellationToken)
    {
        var passages = new List<StoredPassage>();
        var filter = QdrantFilters.Visible(manifest, PointKind.Passage, QdrantFilters.OfDocument(documentId));
        await foreach (var point in ScrollAsync(manifest, filter, PassagePage, SpacesOf(manifest), cancellationToken))
            passages.Add(PointMapper.ToPassage(point));
        return [.. passages.OrderBy(stored => stored.Passage.Ordinal)];
    }

    public async Task<IReadOnlyList<TreatyEvent>> GetEventsAsync(Manifest manifest, EventFilter filter, CancellationToken cancellationToken)
    {
        if (QdrantFilters.From(filter) is not { } conditions)
            return [];
        var found = new List<(long Generation, int Ordinal, TreatyEvent Event)>();
        await foreach (var point in ScrollAsync(manifest, QdrantFilters.Visible(manifest, PointKind.Event, conditions), RecordPage, [], cancellationToken))
            found.Add((point.Payload!.Generation!.Value, point.Payload.Ordinal!.Value, PointMapper.ToEvent(point)));
        return [.. found.OrderBy(entry => entry.Event.Date is null).ThenBy(entry => entry.Event.Date)
            .ThenBy(entry => entry.Event.DocumentId, StringComparer.Ordinal).ThenBy(entry => entry.Event.Start)
            .ThenBy(entry => entry.Generation).ThenBy(entry => entry.Ordinal).Select(entry => entry.Event)];
    }

    private async IAsyncEnumerable<FoundPoint> ScrollAsync(
        Manifest manifest, Condition filter, int page, IReadOnlyList<string> vectors, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? offset = null;
        do
        {
            var result = await client.ScrollAsync(manifest.Home, new(filter, page, true, vectors, offset), cancellationToken);
            foreach (var point in result.Points)
                yield return point;
            offset = result.NextPageOffset;
        }
        while (offset is not null);
    }

    private static string[] SpacesOf(Manifest manifest) => [.. manifest.Spaces.Select(space => space.Name)];
}
