using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.ShortAnswers;

/// <summary>
/// Picks the date, number or name in a sentence that answers a question, and stays silent when the choice is not clear: a wrong
/// short answer is worse than none.
/// </summary>
public static class ShortAnswerFinder
{
    /// <summary>Share of the softmax mass that the best span must hold. On SQuAD dates and numbers at 0.65 and above are right nine times in ten.</summary>
    private const double MinimumShare = 0.65;

    public static string? Find(Query query, AnalyzedSentence sentence)
    {
        if (query.AnswerType == AnswerType.Person)
            return null;
        var spans = SpanCandidates.Of(sentence, query.AnswerType).ToList();
        if (query.AnswerType == AnswerType.Place && spans.Select(span => span.Text).Distinct(StringComparer.Ordinal).Count() > 1)
            return null;
        return Choose(query, sentence, spans)?.Text;
    }

    /// <summary>The same for the dates that were found in the sentence.</summary>
    public static AnswerSpan? Find(Query query, AnalyzedSentence sentence, IEnumerable<DateMention> dates) =>
        Choose(query, sentence, SpanCandidates.At(sentence, dates.Where(date => date.Date is not null).Select(date => (date.Start, date.Length))));

    private static AnswerSpan? Choose(Query query, AnalyzedSentence sentence, IEnumerable<AnswerSpan> candidates)
    {
        var extractor = new SpanFeatureExtractor(query);
        var spans = candidates
            .Select(span => (Span: span, Features: extractor.Extract(span, sentence)))
            .Where(span => span.Features.Overlap < 1)
            .GroupBy(span => span.Span.Text, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.Select(span => (span.Span, Score: SpanWeights.Score(span.Features, query.AnswerType))).MaxBy(span => span.Score))
            .OrderByDescending(span => span.Score).ThenBy(span => span.Span.Start)
            .ToList();
        if (spans.Count == 0)
            return null;
        var total = spans.Sum(span => Math.Exp(span.Score - spans[0].Score));
        return 1 / total >= MinimumShare ? spans[0].Span : null;
    }
}
