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
                var persons = PersonNames.Find(source.Quote.Text, query.Context.Catalogue);
                if (query.Frame.PartyIds.Count == 1 && persons.Count > 1)
                    persons = PersonNames.OfParty(source.Quote.Text, persons, query.Frame.PartyIds[0]);
                if (persons.Count == 0)
                    continue;
                return new()
                {
                    Answerer = "events",
                    ShortAnswer = Join([.. persons.Select(person => person.Text)]),
                    Claims = [new() { Text = Join([.. persons.Select(person => person.Text)]) + ".", ShowsQuotes = true, Quotes = [source.Quote], IsCore = true }],
                    EvidenceScore = EventConfidence.Of([entry]),
                };
            }
        }
        return null;
    }

    private static string Join(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    private const string Offices = @"\b(which|what) (\w+ )?(president|minister|leader|secretary|chancellor|premier|king|queen|official|ambassador|diplomat|person|people|politicians?)s?\b";

    [GeneratedRegex($@"\bwho(m|se)?\b|{Offices}", RegexOptions.IgnoreCase)]
    private static partial Regex Who();

    [GeneratedRegex(Offices, RegexOptions.IgnoreCase)]
    private static partial Regex Office();
}
