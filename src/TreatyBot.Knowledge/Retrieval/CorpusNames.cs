using System.Collections.Concurrent;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>Under which of its names the corpus speaks of a treaty: the one that its register sheet uses most. Thread-safe.</summary>
public sealed class CorpusNames(IPassageStore store, DocumentDirectory directory)
{
    private const int NamesCompared = 8;
    private readonly ConcurrentDictionary<(string DocumentId, string Hash), string> _names = new();

    /// <summary>Null when no sheet introduces the treaty.</summary>
    public async ValueTask<string?> FindAsync(string treatyId, CancellationToken cancellationToken)
    {
        var sheet = directory.Documents.FirstOrDefault(document => string.Equals(document.Metadata.Register?.Id, treatyId, StringComparison.OrdinalIgnoreCase));
        if (sheet?.Metadata.Register is not { Names.Count: > 0 } entry)
            return null;
        if (_names.TryGetValue((sheet.Id, sheet.ContentHash), out var known))
            return known;
        var text = (await store.GetDocumentAsync(sheet.Id, cancellationToken))?.Text ?? "";
        var name = entry.Names.Take(NamesCompared).OrderByDescending(candidate => Count(text, candidate)).ThenBy(candidate => candidate.Length).First();
        return _names[(sheet.Id, sheet.ContentHash)] = name;
    }

    private static int Count(string text, string name)
    {
        var count = 0;
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
            count++;
        return count;
    }
}
