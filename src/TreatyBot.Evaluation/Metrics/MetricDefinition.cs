namespace TreatyBot.Evaluation.Metrics;

public enum MetricUnit
{
    /// <summary>0 to 1, shown in per cent.</summary>
    Share,
    Milliseconds,
}

/// <param name="Name">As gates and run files write it.</param>
/// <param name="Label">For readers.</param>
/// <param name="HigherIsBetter">Which way is up.</param>
/// <param name="Definition">One sentence: what is counted, over which questions.</param>
public sealed record MetricDefinition(string Name, string Label, MetricUnit Unit, bool HigherIsBetter, string Definition);

/// <summary>The metrics, in the order reports show them. A question has a value only for those that apply to it; a metric is the mean over these.</summary>
public static class MetricCatalogue
{
    /// <summary>
    /// Answerable questions answered with an accepted answer in the short answer (in the whole text where there is none, or where the
    /// accepted answer has several parts) and at least one verified citation.
    /// </summary>
    public const string Right = "right";

    /// <summary>As <see cref="Right"/>, and a verified citation holds the answer as <see cref="AnswerInCitation"/> defines it.</summary>
    public const string RightCited = "right_cited";

    /// <summary>Over all questions: right where answerable, abstained where not.</summary>
    public const string Correct = "correct";

    /// <summary>Share of answerable questions whose best passage is a right one; <c>GoldPassages</c> says which are.</summary>
    public const string HitAt1 = "hit_at_1";

    public const string HitAt5 = "hit_at_5";

    /// <summary>Mean reciprocal rank of the first right passage, 0 past the tenth (Voorhees, TREC-8 question answering track, 1999).</summary>
    public const string MrrAt10 = "mrr_at_10";

    /// <summary>Share of answerable questions whose best evidence sentence lies in a right passage's text and holds the answer.</summary>
    public const string SentenceTop1 = "sentence_top_1";

    public const string SentenceTop3 = "sentence_top_3";

    /// <summary>SQuAD's exact match (Rajpurkar et al. 2016) of the short answer, or the text where there is none; a refusal scores 0.</summary>
    public const string ExactMatch = "exact_match";

    /// <summary>SQuAD's token F1 (Rajpurkar et al. 2016), best over the accepted answers; a refusal scores 0.</summary>
    public const string F1 = "f1";

    /// <summary>
    /// Over answered answerable questions: a cited quote contains an accepted answer or one of the set's quotes; or the short answer
    /// does and a note shows how its date was derived from a cited quote.
    /// </summary>
    public const string AnswerInCitation = "answer_in_citation";

    /// <summary>Mean over answers that cite, by ALCE (Gao et al. 2023); see <c>CitationQuality</c>.</summary>
    public const string CitationPrecision = "citation_precision";

    /// <summary>Mean over answers that state something, by ALCE (Gao et al. 2023).</summary>
    public const string CitationRecall = "citation_recall";

    /// <summary>As <see cref="CitationPrecision"/>, with the configured chat model as judge; absent without one.</summary>
    public const string ModelCitationPrecision = "citation_precision_model";

    /// <summary>As <see cref="CitationRecall"/>, with the configured chat model as judge.</summary>
    public const string ModelCitationRecall = "citation_recall_model";

    /// <summary>Share of the answers whose citations the chat model gave no verdict on; these have no figure by model.</summary>
    public const string JudgeFailures = "judge_failures";

    /// <summary>Mean share of an answer's quotes, the nearest passages of a refusal among them, that stand in the stored document at the offset they name.</summary>
    public const string VerbatimQuotes = "verbatim_quotes";

    /// <summary>Share of unanswerable questions that were answered all the same.</summary>
    public const string FalseAnswers = "false_answers";

    /// <summary>Share of answerable questions that were refused.</summary>
    public const string FalseRefusals = "false_refusals";

    /// <summary>Over refused unanswerable questions whose set names a reason: the reason given is (one of) the right one(s).</summary>
    public const string AbstentionReason = "abstention_reason";

    /// <summary><see cref="Correct"/> over questions that have a history.</summary>
    public const string FollowUps = "follow_ups";

    /// <summary>Share of questions on which the assistant failed with an exception; they count as refused with no verified citation.</summary>
    public const string Failures = "failures";

    public const string LatencyP50 = "latency_p50_ms";

    public const string LatencyP95 = "latency_p95_ms";

    /// <summary>Nearest-rank percentile of the time the assistant took.</summary>
    public const string LatencyP99 = "latency_p99_ms";

    /// <summary>
    /// Area under the risk–coverage curve over the evidence score (El-Yaniv and Wiener, JMLR 2010; Geifman and El-Yaniv, 2017): the mean
    /// share of wrong answers over all depths to which answers, best evidence first, are let through. Only whole runs have one.
    /// </summary>
    public const string RiskCoverageArea = "risk_coverage_area";

    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        Share(Correct, "Correct", "Right where answerable, refused where not; all questions"),
        Share(Right, "Right", "Accepted answer given with a verified citation; answerable questions"),
        Share(RightCited, "Right, answer in citation", "Right, and a verified citation holds the answer; answerable questions"),
        Share(FalseAnswers, "False answers", "Answered; unanswerable questions", higherIsBetter: false),
        Share(FalseRefusals, "False refusals", "Refused; answerable questions", higherIsBetter: false),
        Share(AbstentionReason, "Refusal reason", "Reason is the one named; refused unanswerable questions"),
        Share(FollowUps, "Follow-ups", "Correct; questions with a history"),
        Share(HitAt1, "Passage hit@1", "Best passage is a right one; answerable questions"),
        Share(HitAt5, "Passage hit@5", "A right passage among the best five; answerable questions"),
        Share(MrrAt10, "Passage MRR@10", "Reciprocal rank of the first right passage; answerable questions"),
        Share(SentenceTop1, "Answer sentence top-1", "Best sentence holds the answer in a right place; answerable questions"),
        Share(SentenceTop3, "Answer sentence top-3", "One of the best three does; answerable questions"),
        Share(ExactMatch, "Exact match", "SQuAD's, of the short answer; answerable questions"),
        Share(F1, "Token F1", "SQuAD's, of the short answer; answerable questions"),
        Share(AnswerInCitation, "Answer in citation", "A cited quote holds the answer; answered answerable questions"),
        Share(CitationPrecision, "Citation precision", "ALCE's, mean over answers that cite"),
        Share(CitationRecall, "Citation recall", "ALCE's, mean over answers"),
        Share(ModelCitationPrecision, "Citation precision, by model", "ALCE's, with the chat model as judge"),
        Share(ModelCitationRecall, "Citation recall, by model", "ALCE's, with the chat model as judge"),
        Share(JudgeFailures, "Not judged by model", "The model gave no verdict; answered questions", higherIsBetter: false),
        Share(VerbatimQuotes, "Verbatim quotes", "Quotes that stand in their document where they say; answers that quote"),
        Share(Failures, "Failures", "The assistant threw; all questions", higherIsBetter: false),
        Share(RiskCoverageArea, "Risk–coverage area", "Mean risk over all depths, best evidence first; answered questions", higherIsBetter: false),
        Time(LatencyP50, "Latency p50", "Half of the questions took no longer"),
        Time(LatencyP95, "Latency p95", "95 % of the questions took no longer"),
        Time(LatencyP99, "Latency p99", "99 % of the questions took no longer"),
    ];

    /// <summary>Null for an unknown name.</summary>
    public static MetricDefinition? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);

    private static MetricDefinition Share(string name, string label, string definition, bool higherIsBetter = true) =>
        new(name, label, MetricUnit.Share, higherIsBetter, definition);

    private static MetricDefinition Time(string name, string label, string definition) =>
        new(name, label, MetricUnit.Milliseconds, false, definition);
}
