using System.Collections.Concurrent;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>Loads events with the sentences behind them. Thread-safe.</summary>
public sealed class EventSources(IPassageStore store, DocumentDirectory directory)
{
    private readonly ConcurrentDictionary<(string DocumentId, string Hash), Task<DocumentOutline?>> _outlines = new();

    /// <summary>Entries for all documents about the treaties; null for every treaty.</summary>
    /// <param name="keepsBeside">Also keeps what a register sheet declares of an instrument beside the treaty, such as a protocol.</param>
    internal async Task<IReadOnlyList<LedgerEntry>> LoadAsync(
        EventFilter filter, PassageFilter scope, TreatyCatalogue catalogue, CancellationToken cancellationToken, bool keepsBeside = false)
    {
        var events = await store.GetEventsAsync(filter, cancellationToken);
        var sourced = new List<SourcedEvent>(events.Count);
        foreach (var found in events)
        {
            if (scope.DocumentIds?.Contains(found.DocumentId, StringComparer.Ordinal) == false)
                continue;
            if (await OutlineAsync(found.DocumentId, cancellationToken) is { } outline && outline.Quote(found) is { } quote)
                sourced.Add(new(found, quote, outline.Tier));
        }
        return EventLedger.Merge(EventTrust.Filter(sourced, catalogue, keepsBeside));
    }

    private Task<DocumentOutline?> OutlineAsync(string documentId, CancellationToken cancellationToken)
    {
        var document = directory.Find(documentId);
        if (document is null)
            return Task.FromResult<DocumentOutline?>(null);
        if (_outlines.Count > 5_000)
            _outlines.Clear();
        var key = (documentId, document.ContentHash + document.IndexVersion);
        var reading = _outlines.TryGetValue(key, out var known) && !known.IsFaulted && !known.IsCanceled
            ? known
            : _outlines[key] = ReadAsync(document);
        return reading.WaitAsync(cancellationToken);
    }

    // Several questions may wait for one reading: the one that is cancelled must not end it for the others.
    private async Task<DocumentOutline?> ReadAsync(DocumentSummary summary)
    {
        var document = await store.GetDocumentAsync(summary.Id, CancellationToken.None);
        var passages = await store.GetDocumentPassagesAsync(summary.Id, CancellationToken.None);
        return document is null ? null : new(document.Text, [.. passages.Select(stored => stored.Passage)], summary.Metadata.Tier);
    }

    private sealed record DocumentOutline(string Text, IReadOnlyList<Passage> Passages, SourceTier Tier)
    {
        private const string FrontMatterLocator = "register entry";

        public SourceQuote? Quote(TreatyEvent found)
        {
            if (found.Start < 0 || found.Length <= 0 || found.Start + found.Length > Text.Length)
                return null;
            var text = Text.Substring(found.Start, found.Length);
            var passage = Passages.FirstOrDefault(candidate => candidate.Start <= found.Start && found.Start < candidate.Start + candidate.Length);
            if (passage is not null)
                return new(found.DocumentId, found.Start, text, passage.Locator);
            // A note of the front matter that stands in the body too is quoted from there.
            foreach (var candidate in Passages)
            {
                var at = candidate.Text.IndexOf(text, StringComparison.Ordinal);
                if (at >= 0)
                    return new(found.DocumentId, candidate.Start + at, text, candidate.Locator);
            }
            return new(found.DocumentId, found.Start, text, FrontMatterLocator);
        }
    }
}
