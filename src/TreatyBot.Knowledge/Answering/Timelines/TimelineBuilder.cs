using TreatyBot.Knowledge.Answering.Events;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Timelines;

/// <summary>Makes a treaty's timeline from the events of all documents. Thread-safe.</summary>
public sealed class TimelineBuilder(
    DocumentDirectory directory, CatalogueProvider catalogues, EventSources sources, CitationChecker checker, AnswerAssembler assembler)
{
    /// <param name="treaty">Any name, alias or id of the treaty; typing errors are forgiven.</param>
    /// <param name="party">Any name of the party that the timeline is narrowed to; null for all.</param>
    /// <returns>A refusal, with the nearest names, when the treaty or the party is not known or can mean several.</returns>
    public async Task<TimelineResult> BuildAsync(string treaty, string? party, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(treaty);
        await directory.RefreshAsync(cancellationToken);
        var catalogue = catalogues.Get().Catalogue;
        var (treatyId, refusal) = TreatyLookup.Find(treaty, catalogue);
        if (treatyId is null)
            return new(null, refusal);
        var partyId = party is null ? null : Party(party);
        if (party is not null && partyId is null)
            return new(null, $"I know no state or organisation called “{party.Trim()}”. Name it in English, such as Russia or the United States.");
        return await BuildAsync(treatyId, partyId is "*" ? null : partyId, catalogue, cancellationToken);
    }

    private async Task<Timeline> BuildAsync(string treatyId, string? partyId, TreatyCatalogue catalogue, CancellationToken cancellationToken)
    {
        var ledger = await sources.LoadAsync(new EventFilter { TreatyIds = [treatyId] }, PassageFilter.None, catalogue, cancellationToken, keepsBeside: true);
        var citations = new List<Citation>();
        var entries = new List<TimelineEntry>();
        foreach (var entry in ledger.Where(entry => IsDated(entry) && !IsPassing(entry, ledger) && (partyId is null || entry.Concerns(partyId))))
        {
            if (await CheckedAsync(entry, catalogue, cancellationToken) is { } claim)
                entries.Add(Entry(entry, ledger, claim, TimelineWording.Label(entry, catalogue), [.. claim.Quotes.Select(quote => Number(quote, citations)).Distinct()]));
        }
        return new()
        {
            TreatyId = treatyId,
            Name = catalogue.Name(treatyId),
            Party = partyId is null ? null : EventPhrases.Party(partyId),
            DataOf = citations.Count == 0 ? null : citations.Max(citation => citation.Published),
            Entries = entries,
            Citations = citations,
        };
    }

    private static bool IsDated(LedgerEntry entry) =>
        entry.Date is { } date && entry.Modality != EventModality.Negated && (entry.IsDeclared || !TimelineWording.IsStateOfKnowledge(entry.Sources[0].Quote.Text, date));

    // What another treaty's sheet repeats as somebody's words, or what a sentence plans that is there for another act, is no event of its own.
    private bool IsPassing(LedgerEntry entry, IReadOnlyList<LedgerEntry> ledger) => !entry.IsDeclared
        && (entry.Modality != EventModality.Fact && entry.Sources.All(source => directory.Find(source.Quote.DocumentId)?.Metadata.Register is { } register
                && !string.Equals(register.Id, entry.TreatyId, StringComparison.OrdinalIgnoreCase))
            || ledger.Any(other => (other.IsDeclared || (other.Modality == EventModality.Fact && entry.Modality != EventModality.Fact)) && EventLedger.IsCompatible(other.Date, entry.Date)
                && entry.Sources.All(source => other.Sources.Any(told => told.Quote == source.Quote))));

    // The wording must be carried by its quotes; the bare sentence always is, so long as it stands in its document.
    private async Task<Claim?> CheckedAsync(LedgerEntry entry, TreatyCatalogue catalogue, CancellationToken cancellationToken)
    {
        var quotes = EventClaims.Quotes(entry);
        var worded = new Claim { Text = TimelineWording.Text(entry, catalogue), Quotes = quotes, Derived = EventClaims.Derivations(entry, catalogue) };
        var plain = worded with { Text = quotes[0].Text, Quotes = [quotes[0]] };
        foreach (var claim in new[] { worded, plain })
        {
            var draft = new AnswerDraft { Answerer = "timeline", Claims = [claim], EvidenceScore = 1 };
            if (await checker.CheckAsync(draft, cancellationToken) is not null)
                return claim;
        }
        return null;
    }

    private static TimelineEntry Entry(LedgerEntry entry, IReadOnlyList<LedgerEntry> ledger, Claim claim, string label, IReadOnlyList<int> citations)
    {
        var working = EventClaims.DateNotes(entry).FirstOrDefault()?.Text;
        return new()
        {
            Date = entry.Date!.Value,
            Act = entry.Act,
            Text = claim.Text!,
            Label = label,
            Parties = [.. entry.Parties.Select(PartyGazetteer.Default.Name)],
            Marks = [.. Marks(entry, ledger, working)],
            Attribution = entry.Modality == EventModality.Attributed ? entry.Sources.Select(source => source.Event.Attribution).FirstOrDefault(who => who is not null) : null,
            DateWorking = working,
            Citations = citations,
        };
    }

    private static IEnumerable<TimelineMark> Marks(LedgerEntry entry, IReadOnlyList<LedgerEntry> ledger, string? working)
    {
        if (entry.IsDisputed)
            yield return TimelineMark.Disputed;
        if (EventConflicts.IsContradicted(entry, ledger))
            yield return TimelineMark.Contradicted;
        if (entry.Modality == EventModality.Planned)
            yield return TimelineMark.Planned;
        if (entry.Modality == EventModality.Attributed)
            yield return TimelineMark.Attributed;
        if (working is not null)
            yield return TimelineMark.DerivedDate;
    }

    private static string? Party(string name)
    {
        if (PartyGazetteer.Default.Resolve(name) is { } known)
            return known;
        var ids = PartyGazetteer.Default.Find(name, lenientCase: true).Select(mention => mention.PartyId).Distinct(StringComparer.Ordinal).ToList();
        return ids.Count == 1 ? ids[0] : null;
    }

    private int Number(SourceQuote quote, List<Citation> citations)
    {
        var known = citations.Find(citation => citation.DocumentId == quote.DocumentId && citation.Start == quote.Start && citation.Length == quote.Text.Length);
        if (known is not null)
            return known.Number;
        citations.Add(assembler.Cite(quote, citations.Count + 1));
        return citations.Count;
    }
}
