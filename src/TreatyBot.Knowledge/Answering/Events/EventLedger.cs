using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>Events of all documents, those that tell the same act put together.</summary>
internal static class EventLedger
{
    /// <summary>Declared events go first, then the better tiers, so that an entry takes its particulars from the best source.</summary>
    public static IReadOnlyList<LedgerEntry> Merge(IEnumerable<SourcedEvent> events)
    {
        var entries = new List<LedgerEntry>();
        foreach (var source in events
            .OrderByDescending(source => source.Event.IsDeclared).ThenBy(source => source.Tier)
            .ThenBy(source => source.Event.Modality).ThenByDescending(source => source.Event.Date?.Precision)
            .ThenBy(source => source.Event.DocumentId, StringComparer.Ordinal).ThenBy(source => source.Event.Start))
        {
            var index = entries.FindIndex(entry => IsSame(entry, source.Event));
            if (index < 0)
                entries.Add(New(source));
            else
                entries[index] = Add(entries[index], source);
        }
        return [.. entries
            .OrderBy(entry => entry.Date is null).ThenBy(entry => entry.Date).ThenBy(entry => entry.TreatyId, StringComparer.Ordinal).ThenBy(entry => entry.Act)];
    }

    /// <summary>Whether two dates can mean the same day or period.</summary>
    public static bool IsCompatible(PartialDate? left, PartialDate? right) =>
        left is not { } a || right is not { } b || a.IsWithin(b) || b.IsWithin(a);

    private static bool IsSame(LedgerEntry entry, TreatyEvent other) =>
        string.Equals(entry.TreatyId, other.TreatyId, StringComparison.OrdinalIgnoreCase)
        && entry.Act == other.Act
        && (entry.Modality == EventModality.Negated) == (other.Modality == EventModality.Negated)
        && IsCompatible(entry.Date, other.Date)
        && (entry.Date is null) == (other.Date is null)
        && HasSameParties(entry, other);

    private static bool HasSameParties(LedgerEntry entry, TreatyEvent other)
    {
        if (other.Parties.Count == 0 || entry.Parties.Count == 0)
            return true;
        if (entry.IsForAll || other.Parties.Contains("*"))
            return entry.IsForAll && other.Parties.Contains("*") || entry.Date == other.Date;
        return other.Parties.Any(entry.Names);
    }

    private static LedgerEntry New(SourcedEvent source) => new()
    {
        TreatyId = source.Event.TreatyId,
        Act = source.Event.Act,
        Parties = source.Event.Parties,
        Date = source.Event.Date,
        Modality = source.Event.Modality,
        Sources = [source],
    };

    private static LedgerEntry Add(LedgerEntry entry, SourcedEvent source) => entry with
    {
        Parties = entry.Parties.Count > 0 ? entry.Parties : source.Event.Parties,
        Date = entry.Date is { } known && (source.Event.Date is not { } other || known.Precision >= other.Precision) ? known : source.Event.Date,
        Modality = entry.Modality <= source.Event.Modality ? entry.Modality : source.Event.Modality,
        Sources = entry.Sources.Any(existing => existing.Quote.Text == source.Quote.Text && existing.Quote.DocumentId == source.Quote.DocumentId)
            ? Prefer(entry.Sources, source)
            : [.. entry.Sources, source],
    };

    // A declared event and the body's sentence are often the same words: the body's place is the better one to show.
    private static IReadOnlyList<SourcedEvent> Prefer(IReadOnlyList<SourcedEvent> sources, SourcedEvent other) =>
        other.Event.IsDeclared
            ? sources
            : [.. sources.Select(source => source.Quote.Text == other.Quote.Text && source.Quote.DocumentId == other.Quote.DocumentId && source.Event.IsDeclared
                ? source with { Quote = other.Quote }
                : source)];
}
