using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>"As of May 2025 the treaty had 189 parties": of such counts the latest that the asked day allows is the answer.</summary>
internal static partial class DatedCount
{
    private const double RelevantShare = 0.85;

    public static FittedSentence? Latest(IReadOnlyList<FittedSentence> fitting, AnswerContext context)
    {
        if (Quantities.Asked(context.Frame, context.Query) is not { IsTime: false })
            return null;
        return fitting
            .Select(sentence => (Sentence: sentence, Date: DateOf(sentence.Analysis.Text)))
            .Where(candidate => candidate.Sentence.Fit >= RelevantShare * fitting[0].Fit)
            .Where(candidate => candidate.Date is { } date && date.Earliest <= context.AsOf)
            .OrderByDescending(candidate => candidate.Date!.Value.Latest)
            .Select(candidate => candidate.Sentence)
            .FirstOrDefault();
    }

    private static PartialDate? DateOf(string sentence) =>
        AsOf().Match(sentence) is { Success: true } match
            ? DateFinder.Find(sentence, DateContext.None).FirstOrDefault(date => date.Start >= match.Index && date.Start <= match.Index + match.Length + 4)?.Date
            : null;

    [GeneratedRegex(@"\b(as of|as at|by the end of)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex AsOf();
}
