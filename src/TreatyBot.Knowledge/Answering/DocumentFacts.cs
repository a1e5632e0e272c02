using System.Collections.Concurrent;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>What a document speaks of as a whole. A report names its treaty and its parties once and calls them "it" and "they" from then on.</summary>
/// <param name="Terms">Of its title and text.</param>
/// <param name="Parties">Ids of the parties that it names.</param>
/// <param name="Passages">The terms of each passage, and of the title.</param>
public sealed record DocumentFacts(IReadOnlySet<string> Terms, IReadOnlySet<string> Parties, IReadOnlyList<IReadOnlySet<string>> Passages)
{
    /// <summary>Whether one passage has all the terms: a name's words at different places are no name.</summary>
    public bool HoldsTogether(IReadOnlyList<string> terms) => Passages.Any(passage => terms.All(passage.Contains));

    public bool Names(string partyId) => Parties.Any(named => PartyGazetteer.Default.IsSame(named, partyId));
}

/// <summary>Reads the facts of short documents and keeps them. Thread-safe.</summary>
public sealed class DocumentFactsReader(IPassageStore store, DocumentDirectory directory)
{
    /// <summary>In a longer document a name at one place says little of another.</summary>
    private const int MostPassages = 60;

    private const int Limit = 2_000;
    private readonly ConcurrentDictionary<(string Id, string Hash), DocumentFacts> _known = new();

    /// <summary>Null for a long document, and for a register sheet, whose sentences name what they are about.</summary>
    public async ValueTask<DocumentFacts?> FindAsync(string documentId, CancellationToken cancellationToken)
    {
        if (directory.Find(documentId) is not { } summary || summary.PassageCount > MostPassages || summary.Metadata.Register is not null)
            return null;
        var key = (documentId, summary.ContentHash + summary.IndexVersion);
        if (_known.TryGetValue(key, out var known))
            return known;
        var passages = await store.GetDocumentPassagesAsync(documentId, cancellationToken);
        var text = string.Join('\n', passages.Select(stored => stored.Passage.Text).Prepend(summary.Metadata.Title));
        if (_known.Count >= Limit)
            _known.Clear();
        return _known[key] = new(
            TextAnalyzer.Terms(text).ToHashSet(StringComparer.Ordinal),
            PartyGazetteer.Default.Find(text).Select(mention => mention.PartyId).ToHashSet(StringComparer.Ordinal),
            [.. passages.Select(stored => stored.Passage.Text).Prepend(summary.Metadata.Title).Select(part => TextAnalyzer.Terms(part).ToHashSet(StringComparer.Ordinal))]);
    }
}
