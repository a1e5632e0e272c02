using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>"Which treaties has Russia suspended?"</summary>
internal static class ListAnswers
{
    private const int MaximumTreaties = 15;

    public static bool Asks(QuestionFrame frame) =>
        frame.TreatyIds.Count == 0 && frame.UnknownTreaties.Count == 0 && frame.Acts.Count > 0 && frame.PartyIds.Count > 0
        && (frame.AskedFor == AskedFor.Treaty || (frame.AskedFor is AskedFor.List or AskedFor.Count && frame.Counted is { } counted && IsTreatyWord(counted)));

    public static AnswerDraft? Draft(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        var named = query.Frame.Dates.Where(date => date.Date is not null && date != query.Frame.AsOf).Select(date => date.Date!.Value).ToList();
        var told = query.Match(ledger, query.Frame.Acts[0])
            .Where(entry => entry.Modality == EventModality.Fact && query.Frame.PartyIds.Any(entry.Names))
            .Where(entry => named.Count == 0 || entry.Date is not null && named.Exists(date => EventLedger.IsCompatible(date, entry.Date)))
            .GroupBy(entry => entry.TreatyId, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.OrderByDescending(entry => entry.IsDeclared).First())
            .OrderBy(entry => entry.Date)
            .ToList();
        if (told.Count is 0 or > MaximumTreaties)
            return null;
        var names = told.Select(entry => query.Context.Catalogue.Name(entry.TreatyId)).ToList();
        return new()
        {
            Answerer = "events",
            ShortAnswer = query.Frame.AskedFor == AskedFor.Count ? $"{told.Count}: {string.Join(", ", names)}" : string.Join(", ", names),
            Claims = [.. told.Select((entry, index) => EventClaims.Of(entry, query.Context.Catalogue, isCore: index == 0))],
            Notes = [new(NoteKind.AsOf, "These are the ones that my documents tell of.", []), .. told.SelectMany(EventClaims.DateNotes)],
            EvidenceScore = EventConfidence.Of(told),
        };
    }

    private static bool IsTreatyWord(string word) =>
        word is "treaty" or "treaties" or "agreement" or "agreements" or "convention" or "conventions" or "pact" or "pacts" or "accord" or "accords" or "deals";
}
