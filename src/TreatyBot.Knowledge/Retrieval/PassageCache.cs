using System.Collections.Concurrent;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>Keeps analysed passages by id and title. Passage ids are made from content, so that an entry never goes stale. Thread-safe.</summary>
public sealed class PassageCache
{
    private const int Limit = 20_000;
    private readonly ConcurrentDictionary<(string Id, string Title), AnalyzedPassage> _entries = new();

    public AnalyzedPassage GetOrAdd(Passage passage, string title)
    {
        if (_entries.TryGetValue((passage.Id, title), out var known))
            return known;
        if (_entries.Count >= Limit)
            _entries.Clear();
        return _entries[(passage.Id, title)] = new AnalyzedPassage(passage, title);
    }
}
