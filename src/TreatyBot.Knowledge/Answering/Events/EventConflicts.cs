using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>Finds what speaks against an entry: other dates, other parties, disputes that a source itself reports.</summary>
internal static class EventConflicts
{
    public static IEnumerable<DraftNote> NotesOn(LedgerEntry entry, IReadOnlyList<LedgerEntry> ledger, Func<string, string> titleOf)
    {
        if (entry.Sources.FirstOrDefault(source => source.Event.IsDisputed) is { } disputed)
            yield return new(NoteKind.Conflict, "The source itself says that this date is disputed.", [disputed.Quote]);
        foreach (var rival in ledger.Where(other => IsRivalDate(entry, other, ledger)))
        {
            var (best, source) = (entry.Sources[0], rival.Sources[0]);
            var kind = best.Tier <= SourceTier.Register && source.Tier > SourceTier.Register ? NoteKind.SourceError : NoteKind.Conflict;
            yield return new(
                kind,
                $"Sources disagree: “{titleOf(best.Quote.DocumentId)}” ({TierName(best.Tier)}) gives {entry.Date}, “{titleOf(source.Quote.DocumentId)}” ({TierName(source.Tier)}) gives {rival.Date}.",
                [best.Quote, source.Quote]);
        }
        foreach (var odd in ledger.Where(other => IsOddParty(entry, other, ledger)))
        {
            yield return new(
                NoteKind.SourceError,
                $"“{titleOf(odd.Sources[0].Quote.DocumentId)}” at one place names {EventPhrases.Parties(odd.Parties)} for this instead of {EventPhrases.Parties(entry.Parties)}; no other sentence bears that out.",
                [odd.Sources[0].Quote]);
        }
    }

    /// <summary>
    /// The only entry that tells the act of the party asked about, when it looks like a slip, with the declared one that names another
    /// party; null when the party is told of otherwise too.
    /// </summary>
    public static (LedgerEntry Slip, LedgerEntry Declared)? FindSlip(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        if (query.Frame.PartyIds.Count != 1 || query.Acts.Count == 0)
            return null;
        var told = ledger.Where(entry => entry.Act == query.Acts[0] && entry.Modality != EventModality.Negated && entry.Names(query.Frame.PartyIds[0])).ToList();
        if (told is not [var only])
            return null;
        return ledger.FirstOrDefault(entry => entry.IsDeclared && IsOddParty(entry, only, ledger)) is { } declared ? (only, declared) : null;
    }

    /// <summary>Whether another entry that the sources bear out better speaks against this one, or as well and otherwise.</summary>
    public static bool IsContradicted(LedgerEntry entry, IReadOnlyList<LedgerEntry> ledger) =>
        ledger.Any(other => other.Sources[0].Tier <= entry.Sources[0].Tier && (IsRivalDate(other, entry, ledger) || IsOddParty(other, entry, ledger)));

    // The same act of the same party at a date that the better document, which tells of it too, does not have.
    private static bool IsRivalDate(LedgerEntry entry, LedgerEntry other, IReadOnlyList<LedgerEntry> ledger) =>
        IsOnce(entry.Act) && !ReferenceEquals(entry, other) && other.Act == entry.Act && SameTreaty(entry, other)
        && other.Modality == EventModality.Fact && other.Date is not null && entry.Date is not null
        && !EventLedger.IsCompatible(entry.Date, other.Date)
        && !entry.IsForAll && entry.Parties.Any(other.Names)
        && other.Sources.All(source => entry.Sources.All(own => own.Event.DocumentId != source.Event.DocumentId))
        && !ledger.Any(third => !ReferenceEquals(third, other) && third.Act == entry.Act && SameTreaty(third, entry)
            && third.Sources.Any(source => entry.Sources.Any(own => own.Event.DocumentId == source.Event.DocumentId))
            && third.Parties.Any(other.Names) && EventLedger.IsCompatible(third.Date, other.Date));

    // The same act at the same time by a party that nothing else connects with the treaty.
    private static bool IsOddParty(LedgerEntry entry, LedgerEntry other, IReadOnlyList<LedgerEntry> ledger) =>
        !ReferenceEquals(entry, other) && other.Act == entry.Act && SameTreaty(entry, other)
        && other.Date is not null && EventLedger.IsCompatible(entry.Date, other.Date)
        && !entry.IsForAll && !other.IsForAll && other.Sources.Count == 1 && !other.IsDeclared
        && !other.Parties.Any(entry.Names)
        && !ledger.Any(third => !ReferenceEquals(third, other) && SameTreaty(third, other) && third.Parties.Any(other.Names));

    private static bool IsOnce(TreatyAct act) =>
        act is TreatyAct.Sign or TreatyAct.EnterIntoForce or TreatyAct.Withdraw or TreatyAct.NotifyWithdrawal or TreatyAct.Revoke
            or TreatyAct.Expire or TreatyAct.Terminate or TreatyAct.Ratify;

    private static bool SameTreaty(LedgerEntry left, LedgerEntry right) =>
        string.Equals(left.TreatyId, right.TreatyId, StringComparison.OrdinalIgnoreCase);

    private static string TierName(SourceTier tier) => tier.ToString().ToLowerInvariant();
}
