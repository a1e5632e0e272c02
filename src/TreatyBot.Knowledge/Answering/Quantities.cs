using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Answering.ShortAnswers;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <param name="Noun">The term of what is counted; null when any quantity will do.</param>
/// <param name="IsTime">Whether a stretch of time is asked for.</param>
internal sealed record QuantityAsked(string? Noun, bool IsTime);

/// <summary>"How many drones" is answered only by a sentence with a number and drones in it. Pure.</summary>
internal static partial class Quantities
{
    public static QuantityAsked? Asked(QuestionFrame frame, Query query)
    {
        if (TimeAsked().IsMatch(frame.Text))
            return new(null, true);
        if (HowMany().Match(frame.Text) is { Success: true } match)
        {
            var terms = TextAnalyzer.Terms(match.Groups["noun"].Value);
            return new(terms.Count == 0 ? null : terms[^1], false);
        }
        return query.AnswerType == AnswerType.Number && frame.AskedFor is AskedFor.Number or AskedFor.Count ? new(null, false) : null;
    }

    public static bool IsIn(RankedSentence sentence, QuantityAsked asked)
    {
        if (asked.IsTime)
            return Time().IsMatch(sentence.Analysis.Text);
        return SpanCandidates.Of(sentence.Analysis, AnswerType.Number).Any()
            && (asked.Noun is null || sentence.Analysis.Tokens.Any(token => token.Term == asked.Noun));
    }

    [GeneratedRegex(@"\bhow long\b(?! ago)|\bhow many (days|weeks|months|years|hours)\b|\bnotice period\b|\bhow much (notice|time|warning)\b", RegexOptions.IgnoreCase)]
    private static partial Regex TimeAsked();

    [GeneratedRegex(@"\bhow many (?<noun>(?!of\b)[\w-]+(?: (?!are\b|is\b|was\b|were\b|did\b|does\b|do\b|has\b|have\b|had\b|may\b|can\b|could\b|must\b|will\b|would\b|in\b|of\b|at\b|under\b|ratified\b|signed\b|joined\b|left\b|sat\b|count\b)[\w-]+){0,2})", RegexOptions.IgnoreCase)]
    private static partial Regex HowMany();

    [GeneratedRegex(@"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty|hundred)[\s-]+(?:calendar\s+)?(hours?|days?|weeks?|months?|years?|decades?)\b|\b(unlimited|indefinite(ly)?|permanent)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Time();
}
