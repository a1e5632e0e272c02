using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>"Where was New START signed?"</summary>
internal static partial class PlaceAnswers
{
    private const double MinimumCoverage = 0.5;

    public static AnswerDraft? Draft(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        foreach (var entry in query.Acts.SelectMany(act => query.Match(ledger, act)).Where(entry => entry.Modality == EventModality.Fact && query.Coverage(entry) >= MinimumCoverage)
            .OrderByDescending(query.Coverage).ThenByDescending(entry => entry.IsDeclared).ThenBy(entry => entry.Date))
        {
            foreach (var source in entry.Sources)
            {
                var dates = DateFinder.Find(source.Quote.Text, DateContext.None);
                var places = Place().Matches(source.Quote.Text).Select(match => match.Groups["place"])
                    .Where(place => !dates.Any(date => place.Index < date.End && place.Index + place.Length > date.Start)
                        && !query.Context.Catalogue.Find(source.Quote.Text).Any(treaty => place.Index < treaty.Start + treaty.Length && treaty.Start < place.Index + place.Length))
                    .Select(place => place.Value).Distinct(StringComparer.Ordinal).ToList();
                if (places.Count == 0)
                    continue;
                var text = string.Join(" and ", places);
                return new()
                {
                    Answerer = "events",
                    ShortAnswer = text,
                    Claims = [new() { Text = text + ".", ShowsQuotes = true, Quotes = [source.Quote], IsCore = true }],
                    EvidenceScore = EventConfidence.Of([entry]),
                };
            }
        }
        return null;
    }

    [GeneratedRegex(@"\b(?:in|at)\s+(?<place>(?:\p{Lu}[\p{L}’'-]+)(?:(?:\s+|,\s+)(?:de\s+|of\s+)?\p{Lu}[\p{L}’'-]+)*)")]
    private static partial Regex Place();
}
