using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>Makes claims and notes of ledger entries.</summary>
internal static class EventClaims
{
    private const int MaximumQuotes = 2;

    /// <summary>The entry in words with its quotes; its sentences alone when it cannot be worded.</summary>
    /// <param name="isLater">Whether it happened only after the day asked about.</param>
    public static Claim Of(LedgerEntry entry, TreatyCatalogue catalogue, bool isCore = true, bool isLater = false)
    {
        var quotes = Quotes(entry);
        // What sources dispute is told beside an answer in its own sentence, which says so.
        var told = AsQuoted(entry, quotes);
        var statement = entry.IsDisputed && !isCore ? null : EventPhrases.Say(told, catalogue, isLater);
        return new()
        {
            Text = statement is null ? null : statement + ".",
            Telling = statement is null ? null : new(told, isLater),
            ShowsQuotes = statement is null,
            Quotes = quotes,
            Derived = Derivations(entry, catalogue),
            IsCore = isCore,
        };
    }

    /// <summary>The best sentence of each document, the one that states the date most exactly first.</summary>
    public static IReadOnlyList<SourceQuote> Quotes(LedgerEntry entry) =>
        [.. entry.Sources
            .OrderByDescending(source => source.Event.Date == entry.Date).ThenBy(source => source.Tier).ThenBy(source => source.Event.Modality)
            .DistinctBy(source => source.Event.DocumentId)
            .Where((source, index) => index == 0 || (source.Event.Date == entry.Date && source.Event.DateWorking is null))
            .Take(MaximumQuotes)
            .Select(source => source.Quote)];

    /// <summary>Names of treaty and parties, which sources may put otherwise, and dates that were worked out.</summary>
    public static IReadOnlyList<string> Derivations(LedgerEntry entry, TreatyCatalogue catalogue) =>
        [catalogue.Name(entry.TreatyId), .. entry.Parties.Select(PartyGazetteer.Default.Name), .. entry.Date is { } date && WorkedOut(entry) is not null ? [date.ToString()] : Array.Empty<string>()];

    /// <summary>A note for a date that no source states outright.</summary>
    public static IEnumerable<DraftNote> DateNotes(LedgerEntry entry)
    {
        if (WorkedOut(entry) is { } source)
            yield return new(NoteKind.RelativeDate, $"{entry.Date}: {source.Event.DateWorking}.", [source.Quote]);
    }

    // A sheet may declare parties that the sentence shown does not name: what it does not say is not said for it.
    private static LedgerEntry AsQuoted(LedgerEntry entry, IReadOnlyList<SourceQuote> quotes)
    {
        if (entry.IsForAll)
            return entry;
        var named = quotes.SelectMany(quote => PartyGazetteer.Default.Find(quote.Text)).Where(mention => !mention.IsPlace).Select(mention => mention.PartyId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return entry.Parties.All(party => named.Any(other => PartyGazetteer.Default.IsSame(party, other))) ? entry : entry with { Parties = [] };
    }

    private static SourcedEvent? WorkedOut(LedgerEntry entry)
    {
        var telling = entry.Sources.Where(source => source.Event.Date == entry.Date).ToList();
        return telling.Exists(source => source.Event.DateWorking is null) ? null : telling.FirstOrDefault();
    }
}
