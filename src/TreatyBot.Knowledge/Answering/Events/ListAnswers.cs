using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>"Which treaties has Russia suspended?"</summary>
internal static partial class ListAnswers
{
    private const int MaximumTreaties = 15;

    public static bool Asks(QuestionFrame frame) =>
        frame.TreatyIds.Count == 0 && frame.UnknownTreaties.Count == 0 && frame.Acts.Count > 0 && frame.PartyIds.Count > 0
        && (frame.AskedFor == AskedFor.Treaty || (frame.AskedFor is AskedFor.List or AskedFor.Count && TreatiesAsked().IsMatch(frame.Text)));

    public static AnswerDraft? Draft(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        var named = query.NamedDates;
        var told = query.Match(ledger, query.Acts[0])
            .Where(entry => entry.Modality == EventModality.Fact && query.Frame.PartyIds.Any(entry.Names))
            .Where(entry => IsAt(entry.Date, named))
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

    private static bool IsAt(PartialDate? told, List<DateMention> named) => named.Count == 0 || told is { } date && named.Exists(mention => mention.Bound switch
    {
        DateBound.Since or DateBound.After => date.Latest >= mention.Date!.Value.Earliest,
        DateBound.Until or DateBound.Before => date.Earliest <= mention.Date!.Value.Latest,
        _ => EventLedger.IsCompatible(mention.Date, date),
    });

    [System.Text.RegularExpressions.GeneratedRegex(@"\b(which|what|how many)\s+([\w-]+\s+){0,3}(treat(y|ies)|agreements?|conventions?|pacts?|accords?|deals?)\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase)]
    private static partial System.Text.RegularExpressions.Regex TreatiesAsked();
}
