using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>"How long was the INF Treaty in force?"</summary>
internal static class DurationAnswers
{
    public static AnswerDraft? Draft(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        var frame = query.Frame;
        if (frame.TreatyIds.Count != 1 || !frame.Acts.Contains(TreatyAct.EnterIntoForce) || query.HasResidue)
            return null;
        var status = TreatyStatus.Of(
            frame.TreatyIds[0], ledger.SelectMany(entry => entry.Sources.Take(1).Select(source => source.Event with { Date = entry.Date, Parties = entry.Parties, Modality = entry.Modality })), query.Context.AsOf);
        var from = Find(ledger, status.Since);
        var to = status.State == TreatyState.Ended ? Find(ledger, status.Until) : null;
        if (from?.Date is not { } start || to?.Date is not { } end)
            return null;
        var span = Span(start, end);
        var catalogue = query.Context.Catalogue;
        return new()
        {
            Answerer = "events",
            ShortAnswer = span,
            Claims = [EventClaims.Of(from, catalogue), EventClaims.Of(to, catalogue)],
            Notes = [new(NoteKind.RelativeDate, $"{span}: from {start} to {end}.", [.. EventClaims.Quotes(from).Take(1), .. EventClaims.Quotes(to).Take(1)])],
            EvidenceScore = EventConfidence.Of([from, to]),
        };
    }

    /// <summary>Whole years and months between two dates, as far as their precision allows.</summary>
    public static string Span(PartialDate from, PartialDate to)
    {
        if (from.Month is null || to.Month is null)
            return Count(to.Year - from.Year, "year");
        var months = (to.Year - from.Year) * 12 + to.Month.Value - from.Month.Value;
        if (from.Day is { } start && to.Day is { } end && end < start)
            months--;
        var years = Count(months / 12, "year");
        return months % 12 == 0 ? years : months < 12 ? Count(months, "month") : $"{years} and {Count(months % 12, "month")}";
    }

    private static string Count(int number, string unit) => $"{number} {unit}{(number == 1 ? "" : "s")}";

    private static LedgerEntry? Find(IReadOnlyList<LedgerEntry> ledger, TreatyEvent? found) => found is null ? null : ledger.FirstOrDefault(entry =>
        entry.Act == found.Act && entry.Date == found.Date && entry.Sources.Any(source => source.Event.DocumentId == found.DocumentId && source.Event.Start == found.Start));
}
