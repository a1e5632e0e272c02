using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>"Who signed the INF Treaty?": the persons whom the act's sentence names, where it names any.</summary>
internal static partial class PersonAnswers
{
    private const double MinimumCoverage = 0.5;

    public static bool Asks(string question) => Who().IsMatch(question);

    /// <summary>Whether a holder of an office is asked for, whom no state's name can answer.</summary>
    public static bool AsksOffice(string question) => Office().IsMatch(question);

    public static AnswerDraft? Draft(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        foreach (var entry in query.Match(ledger, query.Acts[0])
            .Where(entry => entry.Modality == EventModality.Fact && query.Coverage(entry) >= MinimumCoverage)
            .OrderByDescending(entry => entry.IsDeclared).ThenBy(entry => entry.Date))
        {
            foreach (var source in entry.Sources)
            {
                if (Named(source.Quote.Text, query) is { Count: > 0 } persons && !IsOfOthers(source.Quote.Text, query))
                    return Say(persons, source.Quote, EventConfidence.Of([entry]));
            }
        }
        // A sentence without a date is no event, and may name them all the same.
        foreach (var sentence in query.Context.Fitting.Where(sentence => (sentence.Gap & ~EvidenceGap.Party) == EvidenceGap.None
            && query.Frame.TreatyIds.Count == 1 && sentence.Analysis.Acts.Any(act => act.Act == query.Acts[0] && !act.IsNegated && !act.IsPlanned)))
        {
            if (Named(sentence.Analysis.Text, query) is { Count: > 0 } persons && NamesAll(sentence.Analysis.Text, query))
                return Say(persons, sentence.Quote, Undated);
        }
        return null;
    }

    private const double Undated = 0.8;

    // Who signed for Norway is not who signed for Sweden.
    private static bool IsOfOthers(string sentence, EventQuery query) =>
        query.Frame.PartyIds.Count > 0 && !NamesAll(sentence, query) && PartyGazetteer.Default.Find(sentence).Any(party => !party.IsPlace);

    private static bool NamesAll(string sentence, EventQuery query)
    {
        var parties = PartyGazetteer.Default.Find(sentence);
        return query.Frame.PartyIds.All(wanted => parties.Any(party => PartyGazetteer.Default.IsSame(party.PartyId, wanted)));
    }

    private static IReadOnlyList<PersonName> Named(string sentence, EventQuery query)
    {
        var persons = PersonNames.Find(sentence, query.Context.Catalogue);
        return query.Frame.PartyIds.Count == 1 && persons.Count > 1 ? PersonNames.OfParty(sentence, persons, query.Frame.PartyIds[0]) : persons;
    }

    private static AnswerDraft Say(IReadOnlyList<PersonName> persons, SourceQuote quote, double evidence)
    {
        var names = Join([.. persons.Select(person => person.Text)]);
        return new()
        {
            Answerer = "events",
            ShortAnswer = names,
            Claims = [new() { Text = names + ".", ShowsQuotes = true, Quotes = [quote], IsCore = true }],
            EvidenceScore = evidence,
        };
    }

    private static string Join(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    private const string Offices = @"\b(which|what) (\w+ )?(president|minister|leader|secretary|chancellor|premier|king|queen|official|ambassador|diplomat|person|people|politicians?)s?\b";

    [GeneratedRegex($@"\bwho(m|se)?\b|{Offices}", RegexOptions.IgnoreCase)]
    private static partial Regex Who();

    [GeneratedRegex(Offices, RegexOptions.IgnoreCase)]
    private static partial Regex Office();
}
