using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Bot;

/// <summary>The timeline as the store's events tell it, each entry in the words of its source.</summary>
internal sealed class StoreTimelineSource(IPassageStore store, CatalogueProvider catalogues) : ITimelineSource
{
    public async Task<Reply?> FindAsync(string treatyId, CancellationToken cancellationToken)
    {
        var events = await store.GetEventsAsync(new EventFilter { TreatyIds = [treatyId] }, cancellationToken);
        var dated = events.Where(found => found is { Date: not null, Modality: EventModality.Fact }).ToList();
        // What a register sheet declares was checked by a person; running text repeats it in many words.
        if (dated.Exists(found => found.IsDeclared))
            dated.RemoveAll(found => !found.IsDeclared);

        var documents = new Dictionary<string, (SourceDocument Document, int Number)>(StringComparer.Ordinal);
        var entries = new List<ReplyTimelineEntry>();
        foreach (var found in dated.DistinctBy(found => (found.Date, found.Act, found.DocumentId, found.Start)))
        {
            if (!documents.TryGetValue(found.DocumentId, out var source))
            {
                if (await store.GetDocumentAsync(found.DocumentId, cancellationToken) is not { } document)
                    continue;
                documents[found.DocumentId] = source = (document, documents.Count + 1);
            }
            if (found.Start >= 0 && found.Start + found.Length <= source.Document.Text.Length)
                entries.Add(new ReplyTimelineEntry(found.Date!.Value.ToString(), OneLine(source.Document.Text.Substring(found.Start, found.Length)), source.Number));
        }
        if (entries.Count == 0)
            return null;

        var title = catalogues.Get().Catalogue.Name(treatyId);
        return new Reply
        {
            Kind = ReplyKind.Timeline,
            Text = $"Timeline of {title}: {entries.Count} dated events, {entries[0].Date} to {entries[^1].Date}.",
            Timeline = new ReplyTimeline(title, entries),
            Citations = [.. documents.Values.Select(source => Citation(source.Document.Metadata, source.Number))],
        };
    }

    private static ReplyCitation Citation(DocumentMetadata metadata, int number) => new(number, metadata.Title)
    {
        Publisher = metadata.Publisher,
        Date = metadata.Published?.ToString(),
        Url = metadata.Url,
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
