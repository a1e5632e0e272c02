using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>"Who suspended the CFE?", "Which countries have left?"</summary>
internal static partial class ActorAnswers
{
    private const double MinimumCoverage = 0.5;
    private const int MaximumClaims = 12;

    // "Who objected to Austria's withdrawal?": the act is Austria's, and others are asked for.
    private static bool IsOfAnother(QuestionFrame frame) =>
        frame.ActMentions.All(act => act.Form == ActForm.Noun) && frame.Parties.Any(party => (party.IsPossessive || party.Kind == PartyNameKind.Adjective)
            && frame.ActMentions.Any(act => act.Start >= party.End && act.Start - party.End <= LongestGap));

    private const int LongestGap = 20;

    [GeneratedRegex(@"\bfirst (state|country|party|nation|one|government)?\s*(of \w+ )?to\s+\w+", RegexOptions.IgnoreCase)]
    private static partial Regex FirstOf();

    [GeneratedRegex(@"\b(first|opening|same|very) day\b|\boriginal(ly)?\b|\bat the (opening|outset|signing ceremony)\b|\bfounding\b|\binitial(ly)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex FirstDay();

    // "Who signed for Norway?" asks for a person, and no list of states.
    [GeneratedRegex(@"\bwho\b.*\b(for|on behalf of)\s+(the\s+)?(?-i:\p{Lu})", RegexOptions.IgnoreCase)]
    private static partial Regex ForParty();

    public static AnswerDraft? Draft(EventQuery query, IReadOnlyList<LedgerEntry> ledger, Func<string, string> titleOf)
    {
        if (query.Frame.Acts.Count == 0 || query.Frame.IsNegative || query.Frame.Acts[0] == TreatyAct.Accuse || IsOfAnother(query.Frame))
            return null;
        // States ratify, join and leave; a person's name beside it is not who did.
        if (PersonAnswers.Asks(query.Frame.Text) && (query.Acts[0] is not (TreatyAct.Ratify or TreatyAct.Accede or TreatyAct.Withdraw or TreatyAct.Suspend) || PersonAnswers.AsksOffice(query.Frame.Text)))
        {
            // "Who" may mean a state; "which president" may not.
            var persons = PersonAnswers.Draft(query, ledger);
            if (persons is not null || PersonAnswers.AsksOffice(query.Frame.Text) || (ForParty().IsMatch(query.Frame.Text) && query.Frame.PartyIds.Count > 0))
                return persons;
        }
        var act = query.Acts[0];
        var named = query.NamedDates.ConvertAll(date => date.Date!.Value);
        var told = ledger
            .Where(entry => entry.Act == act && !entry.IsForAll && entry.Modality is EventModality.Fact)
            .Where(entry => named.Count == 0 || entry.Date is not null && named.Exists(date => EventLedger.IsCompatible(date, entry.Date)))
            .Where(entry => query.Coverage(entry) >= MinimumCoverage)
            .ToList();
        if (told.Exists(entry => entry.IsDeclared))
            told.RemoveAll(entry => !entry.IsDeclared);
        var isFirst = FirstOf().IsMatch(query.Frame.Text);
        if (isFirst && told.Where(entry => entry.Date is not null).Min(entry => entry.Date) is { } earliest)
            told.RemoveAll(entry => entry.Date != earliest);
        if (FirstDay().IsMatch(query.Frame.Text) && told.Min(entry => entry.Date) is { } opening)
            told.RemoveAll(entry => entry.Date != opening);
        if (told.Count is 0 or > MaximumClaims)
            return null;
        var parties = told.SelectMany(entry => entry.Parties).Distinct(StringComparer.Ordinal).ToList();
        // Somebody's list of who did it goes on where the dated events stop, in its own sentence.
        var listed = named.Count > 0 ? null : ledger.FirstOrDefault(entry => entry.Act == act && entry.Modality == EventModality.Attributed
            && entry.Parties.Count > 1 && !entry.IsForAll && parties.TrueForAll(entry.Names) && entry.Parties.Count > parties.Count);
        if (listed is not null)
            parties = [.. listed.Parties];
        return new()
        {
            Answerer = "events",
            ShortAnswer = EventPhrases.Capitalise(EventPhrases.Parties(parties)),
            Claims =
            [
                .. listed is null ? Array.Empty<Claim>() : [new Claim { ShowsQuotes = true, Quotes = [EventClaims.Quotes(listed)[0]], IsCore = true }],
                .. told.Select((entry, index) => EventClaims.Of(entry, query.Context.Catalogue, isCore: index == 0)),
            ],
            Notes = [.. isFirst ? [new DraftNote(NoteKind.AsOf, "These are the ones that my documents tell of.", [])] : Array.Empty<DraftNote>(), .. told.SelectMany(EventClaims.DateNotes), .. told.SelectMany(entry => EventConflicts.NotesOn(entry, ledger, titleOf))],
            EvidenceScore = EventConfidence.Of(told),
        };
    }
}
