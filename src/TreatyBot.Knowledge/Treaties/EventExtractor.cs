using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Finds events in running text sentence by sentence, and takes over those that a register sheet declares. Thread-safe.</summary>
public sealed class EventExtractor(TreatyCatalogue catalogue) : IEventExtractor
{
    private readonly SentenceEventReader _reader = new(catalogue);

    // What was extracted with other words for acts, parties or dates is extracted anew.
    private static readonly string Tables = TreatyData.Fingerprint("acts.txt", "parties.txt", "calendar.txt");

    public string Version => $"events-1-{Tables}-{catalogue.Version}";

    public IReadOnlyList<TreatyEvent> Extract(SourceDocument document, IReadOnlyList<Passage> passages)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(passages);
        var events = new List<TreatyEvent>();
        var context = new SentenceContext(document.Metadata.Published, DocumentTreaty(document));
        foreach (var passage in passages)
        {
            context.Enter(passage, HeadingTreaty(passage));
            foreach (var sentence in passage.Sentences)
                events.AddRange(_reader.Read(sentence.In(passage), context).Select(found => found.ToEvent(document.Id, sentence)));
        }
        events.AddRange(DeclaredEvents.Of(document, events));
        return [.. events.OrderBy(e => e.Start).ThenBy(e => e.Act)];
    }

    private string? DocumentTreaty(SourceDocument document)
    {
        if (document.Metadata.Treaties is [var only])
            return only;
        var inTitle = catalogue.Find(document.Metadata.Title);
        return inTitle.Count > 0 && !inTitle[0].IsAmbiguous ? inTitle[0].TreatyIds[0] : (document.Metadata.Treaties is [var first, ..] ? first : null);
    }

    private string? HeadingTreaty(Passage passage)
    {
        for (var i = passage.Headings.Count - 1; i >= 0; i--)
        {
            var named = catalogue.Find(passage.Headings[i]);
            if (named.Count > 0 && !named[0].IsAmbiguous)
                return named[0].TreatyIds[0];
        }
        return null;
    }
}
