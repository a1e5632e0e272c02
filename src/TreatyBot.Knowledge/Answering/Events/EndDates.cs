using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>"Until when was it extended?": the date to which an act runs, not the one on which it was done.</summary>
internal static partial class EndDates
{
    public static bool Asks(string question) => Until().IsMatch(question);

    public static AnswerDraft? Draft(IReadOnlyList<LedgerEntry> entries)
    {
        // Of several extensions the last one counts.
        foreach (var source in entries.OrderByDescending(entry => entry.Date).SelectMany(entry => entry.Sources))
        {
            var dates = DateFinder.Find(source.Quote.Text, DateContext.None);
            var end = dates.FirstOrDefault(date => date.Date is not null && Before().IsMatch(source.Quote.Text[..date.Start]));
            if (end?.Date is not { } date)
                continue;
            return new()
            {
                Answerer = "events",
                ShortAnswer = date.ToString(),
                Claims = [new() { Text = $"Until {date}.", ShowsQuotes = true, Quotes = [source.Quote], Derived = [$"Until {date}"], IsCore = true }],
                EvidenceScore = 0.9,
            };
        }
        return null;
    }

    [GeneratedRegex(@"\b(until|till|up to|to) (when|what|which|what date|which date)\b|\bhow long .*\bextend", RegexOptions.IgnoreCase)]
    private static partial Regex Until();

    [GeneratedRegex(@"\b(until|till|to|through)\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex Before();
}
