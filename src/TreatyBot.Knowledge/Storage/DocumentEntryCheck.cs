namespace TreatyBot.Knowledge.Storage;

/// <summary>Refuses entries that no store could give back as they came.</summary>
internal static class DocumentEntryCheck
{
    /// <exception cref="ArgumentException">The message names the document and what is wrong with it.</exception>
    public static void ThrowIfInconsistent(DocumentEntry entry)
    {
        var id = entry.Document.Id;
        var passageIds = new HashSet<string>(StringComparer.Ordinal);
        var ordinals = new HashSet<int>();
        var dimensions = 0;
        foreach (var (passage, _, vectors) in entry.Passages)
        {
            if (passage.DocumentId != id)
                throw new ArgumentException($"Passage {passage.Id} of document '{id}' says it belongs to '{passage.DocumentId}'.", nameof(entry));
            if (!passageIds.Add(passage.Id) || !ordinals.Add(passage.Ordinal))
                throw new ArgumentException($"Document '{id}' has passage {passage.Id} or its ordinal {passage.Ordinal} twice.", nameof(entry));
            foreach (var vector in vectors)
            {
                if (vector.Length == 0 || (dimensions > 0 && vector.Length != dimensions) || entry.EmbeddingModel is null)
                    throw new ArgumentException($"The vectors of document '{id}' need one length and the name of their model.", nameof(entry));
                dimensions = vector.Length;
            }
        }
        if (entry.Events.FirstOrDefault(found => found.DocumentId != id) is { } stray)
            throw new ArgumentException($"An event of document '{id}' says it belongs to '{stray.DocumentId}'.", nameof(entry));
    }
}
