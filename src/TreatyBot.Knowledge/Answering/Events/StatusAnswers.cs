using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>"Is New START in force?", "Is Russia still a party to Open Skies?", as of a day.</summary>
internal static partial class StatusAnswers
{
    private const int MaximumExits = 6;

    public static AnswerDraft? Draft(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        var frame = query.Frame;
        if (frame.TreatyIds.Count != 1)
            return null;
        var treatyId = frame.TreatyIds[0];
        var events = ledger.Where(entry => entry.Modality == EventModality.Fact).SelectMany(entry => entry.Sources.Take(1)
            .Select(source => source.Event with { Parties = entry.Parties, Date = entry.Date, Modality = EventModality.Fact }));
        var status = TreatyStatus.Of(treatyId, events, query.Context.AsOf);
        return frame.PartyIds.Count == 1
            ? OfParty(query, ledger, status, frame.PartyIds[0])
            : OfTreaty(query, ledger, status);
    }

    private static AnswerDraft? OfTreaty(EventQuery query, IReadOnlyList<LedgerEntry> ledger, TreatyStatus status)
    {
        var catalogue = query.Context.Catalogue;
        var treaty = EventPhrases.TreatyName(status.TreatyId, catalogue);
        var since = Entry(ledger, status.Since);
        switch (status.State)
        {
            case TreatyState.InForce when since is not null && EndOfPair(ledger, query) is { } left:
                var leaving = EventClaims.Of(left, catalogue);
                return Draft(query, "No", [leaving with { Text = leaving.Text is null ? "No." : $"No. {leaving.Text}" }, EventClaims.Of(since, catalogue, isCore: false)], [left]);
            case TreatyState.InForce when since is not null:
                var exits = ledger.Where(entry => entry.Act is TreatyAct.Withdraw or TreatyAct.Suspend && entry.Modality == EventModality.Fact && !entry.IsForAll
                    && entry.IsDeclared && entry.Date is { } date && date.Earliest <= query.Context.AsOf).TakeLast(MaximumExits);
                return Draft(query, "Yes", [Worded(since, catalogue, $"Yes. {EventPhrases.Capitalise(treaty)} entered into force {EventPhrases.When(since.Date!.Value)}."), .. exits.Select(entry => EventClaims.Of(entry, catalogue, isCore: false))], [since]);
            case TreatyState.Ended when Entry(ledger, status.Until) is { } end:
                var told = EventClaims.Of(end, catalogue);
                return Draft(query, "No", [told with { Text = told.Text is null ? "No." : $"No. {told.Text}" }, .. since is null ? Array.Empty<Claim>() : [EventClaims.Of(since, catalogue, isCore: false)]], [end]);
            case TreatyState.NotInForce or TreatyState.Unknown when Later(ledger, query) is { } later:
                return Draft(query, "No", [Worded(later, catalogue, $"No. {EventPhrases.Capitalise(treaty)} entered into force only {EventPhrases.When(later.Date!.Value)}.")], [later]);
            case TreatyState.NotInForce or TreatyState.Unknown when ledger.FirstOrDefault(entry => entry.Act == TreatyAct.EnterIntoForce && entry.Modality == EventModality.Negated) is { } never:
                return Draft(query, "No", [new Claim { Text = "No.", ShowsQuotes = true, Quotes = EventClaims.Quotes(never), IsCore = true }], [never]);
            default:
                return null;
        }
    }

    private static AnswerDraft? OfParty(EventQuery query, IReadOnlyList<LedgerEntry> ledger, TreatyStatus status, string partyId)
    {
        if (Signatory().IsMatch(query.Frame.Text) && query.Frame.IsYesNo)
        {
            var signed = ledger.FirstOrDefault(candidate => candidate.Act == TreatyAct.Sign && candidate.Modality == EventModality.Fact
                && candidate.Names(partyId) && candidate.Date?.Earliest <= query.Context.AsOf);
            return signed is null ? null : Draft(query, "Yes", [Prefixed("Yes", EventClaims.Of(signed, query.Context.Catalogue))], [signed]);
        }
        if (status.Of(partyId) is not { } party || Entry(ledger, party.Event) is not { } entry)
        {
            // What a party did only later it had not done on that day.
            var joined = ledger.FirstOrDefault(candidate => candidate.Act is TreatyAct.Accede or TreatyAct.Ratify or TreatyAct.EnterIntoForce or TreatyAct.Sign
                && candidate.Modality == EventModality.Fact && candidate.Names(partyId) && candidate.Date?.Earliest > query.Context.AsOf);
            // And who left it only later was still in it.
            if (joined is null && query.Frame.IsYesNo && status.State is TreatyState.InForce or TreatyState.Unknown && FirstStep(ledger, partyId) is { } leaving && leaving.Date?.Earliest > query.Context.AsOf)
                return Draft(query, "Yes", [Prefixed("Yes", EventClaims.Of(leaving, query.Context.Catalogue, isLater: true))], [leaving]);
            return joined is null || !query.Frame.IsYesNo ? null : Draft(query, "No", [Prefixed("No", EventClaims.Of(joined, query.Context.Catalogue, isLater: true))], [joined]);
        }
        var isIn = status.State == TreatyState.InForce && party.State is PartyState.Party or PartyState.Suspended or PartyState.NoticeGiven;
        var claim = EventClaims.Of(entry, query.Context.Catalogue);
        var verdict = query.Frame.IsYesNo && query.Frame.Alternatives.Count == 0 ? (isIn ? "Yes" : "No") : StateName(party.State);
        return Draft(query, verdict, [Prefixed(isIn && verdict == "Yes" ? Qualified(party.State) : verdict, claim)], [entry]);
    }

    // The first that is told of a party, if that is a step out of the treaty.
    private static LedgerEntry? FirstStep(IReadOnlyList<LedgerEntry> ledger, string partyId) =>
        ledger.Where(entry => entry.Modality == EventModality.Fact && entry.Date is not null && entry.Names(partyId)
            && entry.Act is not (TreatyAct.Announce or TreatyAct.Accuse or TreatyAct.Review or TreatyAct.Adopt)).MinBy(entry => entry.Date) is { Act: TreatyAct.NotifyWithdrawal or TreatyAct.Withdraw or TreatyAct.Suspend } step
            ? step : null;

    // Who has suspended a treaty or given notice is bound by it still, and yet a bare "yes" misleads.
    private static string Qualified(PartyState state) => state switch
    {
        PartyState.Suspended => "Yes, though it has suspended its part",
        PartyState.NoticeGiven => "Yes, though it has given notice",
        _ => "Yes",
    };

    // A treaty between two ends when one of them leaves.
    private static LedgerEntry? EndOfPair(IReadOnlyList<LedgerEntry> ledger, EventQuery query)
    {
        var signatories = ledger.Where(entry => entry.Act is TreatyAct.Sign && entry.IsDeclared && !entry.IsForAll).SelectMany(entry => entry.Parties).Distinct(StringComparer.Ordinal).ToList();
        return signatories.Count == 2 && !ledger.Any(entry => entry.Act is TreatyAct.Sign or TreatyAct.Open && entry.Parties.Contains("*"))
            ? ledger.FirstOrDefault(entry => entry.Act == TreatyAct.Withdraw && entry.Modality == EventModality.Fact && entry.Date?.Earliest <= query.Context.AsOf)
            : null;
    }

    private static LedgerEntry? Later(IReadOnlyList<LedgerEntry> ledger, EventQuery query) => ledger.FirstOrDefault(entry =>
        entry.Act == TreatyAct.EnterIntoForce && entry.Modality == EventModality.Fact && (entry.IsForAll || entry.IsDeclared) && entry.Date?.Earliest > query.Context.AsOf);

    private static LedgerEntry? Entry(IReadOnlyList<LedgerEntry> ledger, TreatyEvent? found) => found is null ? null : ledger.FirstOrDefault(entry =>
        entry.Act == found.Act && entry.Date == found.Date && entry.Modality == EventModality.Fact
        && entry.Sources.Any(source => source.Event.DocumentId == found.DocumentId && source.Event.Start == found.Start));

    private static Claim Worded(LedgerEntry entry, TreatyCatalogue catalogue, string text) =>
        EventClaims.Of(entry, catalogue) with { Text = text, ShowsQuotes = false };

    private static AnswerDraft Draft(EventQuery query, string verdict, IReadOnlyList<Claim> claims, IReadOnlyList<LedgerEntry> entries) => new()
    {
        Answerer = "events",
        ShortAnswer = query.Frame.IsYesNo || verdict is not ("Yes" or "No") ? verdict : verdict == "Yes" ? "In force" : entries[0].Act switch
        {
            TreatyAct.Expire => "Expired",
            TreatyAct.Terminate => "Terminated",
            _ => "Not in force",
        },
        Claims = query.Frame.IsYesNo ? claims : [.. claims.Select(claim => claim.Text is null ? claim : claim with { Text = Bare(claim.Text) })],
        Notes = [.. entries.SelectMany(EventClaims.DateNotes)],
        EvidenceScore = EventConfidence.Of(entries),
    };

    private static Claim Prefixed(string verdict, Claim claim) =>
        claim with { Text = claim.Text is null ? $"{verdict}." : $"{verdict}. {claim.Text}", Derived = [.. claim.Derived, verdict] };

    [System.Text.RegularExpressions.GeneratedRegex(@"\bsignator(y|ies)\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase)]
    private static partial System.Text.RegularExpressions.Regex Signatory();

    private static string Bare(string text) =>
        text.StartsWith("Yes", StringComparison.Ordinal) || text.StartsWith("No. ", StringComparison.Ordinal) ? text[(text.IndexOf(". ", StringComparison.Ordinal) + 2)..] : text;

    private static string StateName(PartyState state) => state switch
    {
        PartyState.NoticeGiven => "Notice of withdrawal given",
        PartyState.Revoked => "Ratification revoked",
        _ => state.ToString(),
    };
}
