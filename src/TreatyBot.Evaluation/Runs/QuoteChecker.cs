using System.Collections.Concurrent;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Evaluation.Runs;

/// <summary>Compares quotes with the stored documents. Keeps the texts of the last documents asked for. Thread-safe.</summary>
internal sealed class QuoteChecker(IPassageStore store)
{
    // A hundred long treaties are about 50 MB.
    private const int CacheLimit = 100;

    private readonly ConcurrentDictionary<string, string?> _texts = new(StringComparer.Ordinal);

    /// <returns>For every citation, whether its quote stands in its document at its offset, with its length.</returns>
    public async ValueTask<bool[]> CheckAsync(IReadOnlyList<Citation> citations, CancellationToken cancellationToken)
    {
        var results = new bool[citations.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var citation = citations[i];
            var text = await GetTextAsync(citation.DocumentId, cancellationToken);
            results[i] = text is not null
                && citation.Quote.Length > 0
                && citation.Length == citation.Quote.Length
                && citation.Start >= 0
                && citation.Start <= text.Length - citation.Length
                && text.AsSpan(citation.Start, citation.Length).SequenceEqual(citation.Quote);
        }
        return results;
    }

    private async ValueTask<string?> GetTextAsync(string documentId, CancellationToken cancellationToken)
    {
        if (_texts.TryGetValue(documentId, out var known))
            return known;
        var text = (await store.GetDocumentAsync(documentId, cancellationToken))?.Text;
        if (_texts.Count >= CacheLimit)
            _texts.Clear();
        return _texts[documentId] = text;
    }
}
