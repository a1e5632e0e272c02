using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Models;

namespace TreatyBot.Evaluation.Metrics;

/// <summary>Scores one answer against what was expected, by the definitions of <see cref="MetricCatalogue"/>. Thread-safe.</summary>
/// <param name="judge">Whose verdicts gate.</param>
/// <param name="secondJudge">A model's opinion of the same citations, where one is configured.</param>
internal sealed class QuestionScorer(ISupportJudge judge, ISupportJudge? secondJudge = null)
{
    /// <param name="verbatim">For every quote shown, whether it stands in its document.</param>
    /// <returns>Metric names with the values that apply to this question.</returns>
    public async ValueTask<SortedDictionary<string, double>> ScoreAsync(
        EvalQuestion question, Answer answer, IReadOnlyList<bool> verbatim, CancellationToken cancellationToken)
    {
        var scores = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var answered = answer.Outcome == AnswerOutcome.Answered;
        if (question.Answerable)
        {
            scores[MetricCatalogue.FalseRefusals] = Bit(!answered);
            ScoreAnswerable(question, answer, answered, scores);
        }
        else
        {
            scores[MetricCatalogue.FalseAnswers] = Bit(answered);
            if (!answered && question.Reasons.Count > 0)
                scores[MetricCatalogue.AbstentionReason] = Bit(answer.Abstention is { } given && question.Reasons.Contains(given.Reason));
        }
        scores[MetricCatalogue.Correct] = question.Answerable ? scores[MetricCatalogue.Right] : Bit(!answered);
        if (question.History.Count > 0)
            scores[MetricCatalogue.FollowUps] = scores[MetricCatalogue.Correct];
        if (verbatim.Count > 0)
            scores[MetricCatalogue.VerbatimQuotes] = (double)verbatim.Count(one => one) / verbatim.Count;
        if (answered)
        {
            await ScoreCitationsAsync(answer, judge, MetricCatalogue.CitationPrecision, MetricCatalogue.CitationRecall, scores, cancellationToken);
            if (secondJudge is not null)
                await ScoreCitationsByModelAsync(answer, secondJudge, scores, cancellationToken);
        }
        return scores;
    }

    private static async ValueTask ScoreCitationsByModelAsync(
        Answer answer, ISupportJudge judge, SortedDictionary<string, double> scores, CancellationToken cancellationToken)
    {
        try
        {
            await ScoreCitationsAsync(answer, judge, MetricCatalogue.ModelCitationPrecision, MetricCatalogue.ModelCitationRecall, scores, cancellationToken);
            scores[MetricCatalogue.JudgeFailures] = 0;
        }
        catch (ModelException)
        {
            scores[MetricCatalogue.JudgeFailures] = 1;
        }
    }

    private static async ValueTask ScoreCitationsAsync(
        Answer answer, ISupportJudge judge, string precisionName, string recallName, SortedDictionary<string, double> scores, CancellationToken cancellationToken)
    {
        var (precision, recall) = await CitationQuality.MeasureAsync(answer, judge, cancellationToken);
        if (precision is not null)
            scores[precisionName] = precision.Value;
        if (recall is not null)
            scores[recallName] = recall.Value;
    }

    private static void ScoreAnswerable(EvalQuestion question, Answer answer, bool answered, SortedDictionary<string, double> scores)
    {
        List<AcceptedAnswer> accepted = [.. question.Answers.Select(text => new AcceptedAnswer(text))];
        var gold = new GoldPassages(question, accepted);
        var rank = gold.FirstRank(answer.Trace.Passages);
        scores[MetricCatalogue.HitAt1] = Bit(rank == 1);
        scores[MetricCatalogue.HitAt5] = Bit(rank <= 5);
        scores[MetricCatalogue.MrrAt10] = rank is { } at and <= 10 ? 1.0 / at : 0;
        scores[MetricCatalogue.SentenceTop1] = Bit(gold.AnySentence(answer.Trace.Sentences, 1));
        scores[MetricCatalogue.SentenceTop3] = Bit(gold.AnySentence(answer.Trace.Sentences, 3));
        if (accepted.Count > 0)
        {
            var said = !answered ? "" : answer.ShortAnswer ?? AnswerStatements.WithoutMarks(answer.Text);
            List<string> plain = [.. question.Answers.Select(text => text.Replace(" + ", " ", StringComparison.Ordinal))];
            scores[MetricCatalogue.ExactMatch] = answered ? SquadText.ExactMatch(said, plain) : 0;
            scores[MetricCatalogue.F1] = answered ? SquadText.F1(said, plain) : 0;
        }
        var cited = answered && IsInCitation(question, answer, accepted, verifiedOnly: false);
        if (answered)
            scores[MetricCatalogue.AnswerInCitation] = Bit(cited);
        var right = answered && answer.Citations.Any(citation => citation.Verified)
            && (accepted.Count > 0 ? SaysAny(accepted, answer) : IsInCitation(question, answer, accepted, verifiedOnly: true));
        scores[MetricCatalogue.Right] = Bit(right);
        scores[MetricCatalogue.RightCited] = Bit(right && IsInCitation(question, answer, accepted, verifiedOnly: true));
    }

    private static bool SaysAny(List<AcceptedAnswer> accepted, Answer answer)
    {
        var text = AnswerStatements.WithoutMarks(answer.Text);
        var whole = new SearchableText(answer.ShortAnswer is { } one ? $"{one}\n{text}" : text);
        var brief = answer.ShortAnswer is { } shortAnswer ? new SearchableText(shortAnswer) : whole;
        return accepted.Any(expected => expected.OccursIn(expected.HasParts ? whole : brief));
    }

    private static bool IsInCitation(EvalQuestion question, Answer answer, List<AcceptedAnswer> accepted, bool verifiedOnly)
    {
        List<Citation> citations = [.. answer.Citations.Where(citation => citation.Verified || !verifiedOnly)];
        if (citations.Count == 0)
            return false;
        var quotes = string.Join('\n', citations.Select(citation => GoldPassages.Squeeze(citation.Quote)));
        if (question.Quotes.Any(quote => quotes.Contains(GoldPassages.Squeeze(quote), StringComparison.OrdinalIgnoreCase)))
            return true;
        // A bare "no" says nothing when a quote happens to begin with it.
        var shown = new SearchableText(quotes);
        if (accepted.Any(expected => expected.Text is not ("yes" or "no" or "Yes" or "No") && expected.OccursIn(shown)))
            return true;
        var derived = answer.Notes.Any(note => note.Kind == NoteKind.RelativeDate && note.Citations.Any(number => citations.Any(c => c.Number == number)));
        return derived && answer.ShortAnswer is { } brief && accepted.Any(expected => expected.OccursIn(new SearchableText(brief)));
    }

    private static double Bit(bool value) => value ? 1 : 0;
}
