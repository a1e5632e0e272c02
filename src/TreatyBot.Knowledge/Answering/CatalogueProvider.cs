using System.Globalization;
using TreatyBot.Knowledge.Answering.Events;
using TreatyBot.Knowledge.Languages;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>The treaties that the store's register sheets introduce, with a framer for them; made anew when the corpus changes. Thread-safe.</summary>
public sealed class CatalogueProvider(DocumentDirectory directory)
{
    private volatile Entry? _entry;

    /// <summary>Reads questions of a language; null for English.</summary>
    internal QuestionReader? Reader(CultureInfo language)
    {
        Get();
        return _entry!.Readers.GetValueOrDefault(language.Name)?.Value;
    }

    public (TreatyCatalogue Catalogue, QuestionFramer Framer) Get()
    {
        var hash = directory.CorpusHash;
        if (_entry is { } current && current.CorpusHash == hash)
            return (current.Catalogue, current.Framer);
        var sheets = directory.Documents.OrderBy(document => document.Id, StringComparer.Ordinal).Select(document => document.Metadata.Register).OfType<Ingestion.RegisterEntry>().ToList();
        var catalogue = new TreatyCatalogue(sheets);
        var readers = Lexicon.Everything.ToDictionary(
            lexicon => lexicon.Code, lexicon => new Lazy<QuestionReader>(() => new(lexicon, sheets, id => EventPhrases.TreatyName(id, catalogue))), StringComparer.Ordinal);
        var entry = new Entry(hash, catalogue, new QuestionFramer(catalogue), readers);
        _entry = entry;
        return (entry.Catalogue, entry.Framer);
    }

    private sealed record Entry(string CorpusHash, TreatyCatalogue Catalogue, QuestionFramer Framer, Dictionary<string, Lazy<QuestionReader>> Readers);
}
