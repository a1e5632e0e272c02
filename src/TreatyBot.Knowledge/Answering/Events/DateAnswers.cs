using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>"When did Russia suspend the CFE?"</summary>
internal static class DateAnswers
{
    private const double MinimumCoverage = 0.5;

    /// <summary>More dates than this are no answer to "when".</summary>
    private const int MaximumDates = 4;

    public static AnswerDraft? Draft(EventQuery query, IReadOnlyList<LedgerEntry> ledger, Func<string, string> titleOf)
    {
        if (EndDates.Asks(query.Frame.Text) && query.Acts.All(act => act == TreatyAct.EnterIntoForce))
            return EndDates.Draft([.. ledger.Where(entry => entry.Act == TreatyAct.Extend && entry.Modality == EventModality.Fact && entry.Date is not null)]);
        var chosen = Choose(query, ledger);
        if (chosen.Count is 0 or > MaximumDates)
            return null;
        var catalogue = query.Context.Catalogue;
        if (EndDates.Asks(query.Frame.Text))
            return EndDates.Draft(chosen);
        // Who names the month and asks for the day is not helped by the month.
        if (chosen.All(entry => query.NamedDates.Exists(date => date.Date == entry.Date)))
            return null;
        var claims = chosen.Select(entry => EventClaims.Of(entry, catalogue)).ToList();
        if (chosen is [var only] && Prelude(only, ledger) is { } prelude)
            claims.Add(new() { Quotes = [EventClaims.Quotes(prelude)[0]], ShowsQuotes = true });
        return new()
        {
            Answerer = "events",
            ShortAnswer = string.Join(" and ", chosen.Select(entry => Short(entry.Date!.Value, query.Frame.AskedFor)).Distinct()),
            Claims = claims,
            Notes = [.. chosen.SelectMany(EventClaims.DateNotes), .. chosen.SelectMany(entry => EventConflicts.NotesOn(entry, ledger, titleOf))],
            EvidenceScore = EventConfidence.Of(chosen),
        };
    }

    /// <summary>The entries whose dates answer the question; none when the question says more than any of them.</summary>
    public static IReadOnlyList<LedgerEntry> Choose(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        foreach (var act in WithEnds(query, ledger))
        {
            var dated = query.Match(ledger, act)
                .Where(entry => entry.Date is not null && entry.Modality is EventModality.Fact or EventModality.Attributed)
                .Select(entry => (Entry: entry, Coverage: query.Coverage(entry)))
                .Where(candidate => candidate.Coverage >= MinimumCoverage && !candidate.Entry.Sources.All(source => Totality.Differs(query.Frame.Text, source.Quote.Text)))
                .ToList();
            if (dated.Count == 0)
                continue;
            var best = dated.Max(candidate => candidate.Coverage);
            return Narrow(query, [.. dated.Where(candidate => candidate.Coverage >= best - 0.01).Select(candidate => candidate.Entry)], ledger);
        }
        return [];
    }

    // A treaty between two ends when one of them leaves.
    private static IEnumerable<TreatyAct> WithEnds(EventQuery query, IReadOnlyList<LedgerEntry> ledger) =>
        query.Acts.Any(act => act is TreatyAct.Expire or TreatyAct.Terminate) && query.Frame.PartyIds.Count == 0
            && !ledger.Any(entry => entry.Act is TreatyAct.Expire or TreatyAct.Terminate or TreatyAct.Replace && entry.IsDeclared)
            ? [.. query.LeadingActs, TreatyAct.Withdraw]
            : query.LeadingActs;

    // Without a named party the act of the whole treaty is meant, if it is told; facts go before what somebody says; and a lesser
    // document's other date is a conflict to be noted, not a second answer.
    private static IReadOnlyList<LedgerEntry> Narrow(EventQuery query, IReadOnlyList<LedgerEntry> entries, IReadOnlyList<LedgerEntry> ledger)
    {
        if (query.Frame.PartyIds.Count == 0 && entries.Any(entry => entry.IsForAll))
            entries = [.. entries.Where(entry => entry.IsForAll)];
        if (entries.Any(entry => entry.Modality == EventModality.Fact))
            entries = [.. entries.Where(entry => entry.Modality == EventModality.Fact)];
        if (query.Frame.Dates.Count > 0 && query.Frame.AsOf is null && query.Frame.Dates.Any(date => date.Date is not null))
        {
            var near = entries.Where(entry => query.Frame.Dates.Any(date => date.Date is { } named && EventLedger.IsCompatible(named, entry.Date))).ToList();
            if (near.Count > 0)
                entries = near;
            else if (!ledger.Any(entry => query.Frame.Dates.Any(date => date.Date is { } named && entry.Date is not null && EventLedger.IsCompatible(named, entry.Date))))
                return [];
        }
        if (entries.Any(entry => entry.IsDeclared))
            entries = [.. entries.Where(entry => entry.IsDeclared)];
        return [.. entries.DistinctBy(entry => (entry.TreatyId, entry.Date))];
    }

    // What led to it within the year before: the notice, or else the first announcement.
    private static LedgerEntry? Prelude(LedgerEntry entry, IReadOnlyList<LedgerEntry> ledger)
    {
        if (entry.Act is not (TreatyAct.Withdraw or TreatyAct.Suspend) || entry.IsForAll)
            return null;
        var before = ledger.Where(other =>
            other.TreatyId == entry.TreatyId && other.Modality == EventModality.Fact && other.Date is { } date && !other.IsForAll
            && other.Parties.Any(entry.Names) && date.Latest < entry.Date!.Value.Earliest && date.Earliest >= entry.Date.Value.Earliest.AddYears(-1))
            // A lesser document's wrong date must not come before the register's right one.
            .OrderByDescending(other => other.IsDeclared).ToList();
        return before.Find(other => other.Act == TreatyAct.NotifyWithdrawal && entry.Act == TreatyAct.Withdraw)
            ?? before.Find(other => other.Act == TreatyAct.Announce && other.Date?.Precision == DatePrecision.Day);
    }

    private static string Short(PartialDate date, AskedFor asked) =>
        asked == AskedFor.Year ? new PartialDate(date.Year).ToString() : date.ToString();
}
