using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>The treaties that the store's register sheets introduce, with a framer for them; made anew when the corpus changes. Thread-safe.</summary>
public sealed class CatalogueProvider(DocumentDirectory directory)
{
    private volatile Entry? _entry;

    public (TreatyCatalogue Catalogue, QuestionFramer Framer) Get()
    {
        var hash = directory.CorpusHash;
        if (_entry is { } current && current.CorpusHash == hash)
            return (current.Catalogue, current.Framer);
        var catalogue = new TreatyCatalogue(
            directory.Documents.OrderBy(document => document.Id, StringComparer.Ordinal).Select(document => document.Metadata.Register).OfType<Ingestion.RegisterEntry>());
        var entry = new Entry(hash, catalogue, new QuestionFramer(catalogue));
        _entry = entry;
        return (entry.Catalogue, entry.Framer);
    }

    private sealed record Entry(string CorpusHash, TreatyCatalogue Catalogue, QuestionFramer Framer);
}
