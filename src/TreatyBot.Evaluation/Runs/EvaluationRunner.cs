using TreatyBot.Evaluation.Calibration;
using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Evaluation.Runs;

/// <summary>Asks an assistant every question of the sets and scores what comes back.</summary>
/// <param name="store">The store the assistant answers from, to compare quotes with; null leaves the verbatim rate unmeasured.</param>
/// <param name="judge">Decides what citations support.</param>
/// <param name="modelJudge">Gives a second opinion, in metrics of its own; null for none.</param>
public sealed class EvaluationRunner(
    IAssistant assistant, IPassageStore? store, ISupportJudge judge, TimeProvider time, ISupportJudge? modelJudge = null)
{
    private readonly QuestionScorer _scorer = new(judge, modelJudge);

    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is kept of a run broken off.</exception>
    public async Task<EvaluationRun> RunAsync(
        EvaluationRequest request, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Parallelism, 1);
        var startedAt = time.GetUtcNow();
        var started = time.GetTimestamp();
        var sets = NameApart(request.Sets);
        (string Set, EvalQuestion Question)[] questions = [.. sets.SelectMany(set => set.Questions.Select(question => (set.Name, question)))];
        var entries = new RunEntry[questions.Length];
        var quotes = store is null ? null : new QuoteChecker(store);
        int done = 0, correct = 0;
        await Parallel.ForAsync(
            0,
            questions.Length,
            new ParallelOptions { MaxDegreeOfParallelism = request.Parallelism, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                var (set, question) = questions[index];
                entries[index] = await AskAsync(set, question, request.AsOf, quotes, token);
                var right = entries[index].IsCorrect ? Interlocked.Increment(ref correct) : Volatile.Read(ref correct);
                progress?.Report(new(Interlocked.Increment(ref done), questions.Length, right));
            });
        var curve = RiskCoverageCurve.Of(entries);
        return new EvaluationRun
        {
            StartedAt = startedAt,
            DurationSeconds = time.GetElapsedTime(started).TotalSeconds,
            Sets = [.. sets.Select(set => new SetRecord(set.Name, set.Path, set.ContentHash, set.Questions.Count, set.Problems))],
            CorpusHash = store is null ? null : (await store.GetInfoAsync(cancellationToken)).CorpusHash,
            AsOf = request.AsOf,
            Judge = modelJudge is null ? judge.Id : $"{judge.Id} + {modelJudge.Id}",
            Configuration = request.Configuration,
            Models = request.Models,
            Prompts = request.Prompts,
            ResultHash = RunFile.HashResults(entries),
            Metrics = MetricSummary.Of(
                [.. entries.Select(entry => new ScoredQuestion(entry.Scores, entry.Expected.Tags, entry.ElapsedMilliseconds))],
                RiskCoverageCurve.AreaOf(entries, request.Bootstrap),
                request.Bootstrap),
            RiskCoverage = curve,
            Entries = entries,
        };
    }

    // Files of one name from different folders: a question is known by its set's name and its id.
    private static List<QaSet> NameApart(IReadOnlyList<QaSet> sets)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        List<QaSet> apart = [];
        foreach (var set in sets)
        {
            var name = set.Name;
            for (var number = 2; !taken.Add(name); number++)
                name = $"{set.Name}-{number}";
            apart.Add(set with { Name = name });
        }
        return apart;
    }

    private async ValueTask<RunEntry> AskAsync(
        string set, EvalQuestion question, DateOnly? asOf, QuoteChecker? quotes, CancellationToken cancellationToken)
    {
        var asked = question.ToQuestion();
        var start = time.GetTimestamp();
        Answer answer;
        string? error = null;
        try
        {
            answer = await assistant.AskAsync(asked with { AsOf = asked.AsOf ?? asOf }, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // One broken answer must not cost the other ten thousand; it is counted, named and shown first in every report.
            error = $"{e.GetType().Name}: {e.Message}";
            answer = new Answer { Question = question.Question, Outcome = AnswerOutcome.Abstained, Text = "", Answerer = "none", Elapsed = time.GetElapsedTime(start) };
        }
        var shown = answer.Outcome == AnswerOutcome.Answered ? answer.Citations : answer.Abstention?.Nearest ?? [];
        var verbatim = quotes is null ? null : await quotes.CheckAsync(shown, cancellationToken);
        var scores = await _scorer.ScoreAsync(question, answer, verbatim ?? [], cancellationToken);
        scores[MetricCatalogue.Failures] = error is null ? 0 : 1;
        if (error is not null)
            scores[MetricCatalogue.Correct] = 0;
        return new RunEntry
        {
            Set = set,
            Expected = question,
            Answer = ToRecord(answer, shown, verbatim, error),
            Scores = scores,
            ElapsedMilliseconds = answer.Elapsed.TotalMilliseconds,
        };
    }

    private static AnswerRecord ToRecord(Answer answer, IReadOnlyList<Citation> shown, bool[]? verbatim, string? error) => new()
    {
        Outcome = answer.Outcome,
        Text = answer.Text,
        ShortAnswer = answer.ShortAnswer,
        UnderstoodAs = answer.UnderstoodAs,
        Reason = answer.Abstention?.Reason,
        Citations = [.. shown.Select((c, i) => new CitationRecord(c.Number, c.DocumentId, c.Title, c.Locator, c.Url, c.Quote, c.Start, c.Verified, verbatim?[i]))],
        Notes = [.. answer.Notes.Select(note => new NoteRecord(note.Kind, note.Text))],
        Answerer = answer.Answerer,
        EvidenceScore = answer.EvidenceScore,
        Error = error,
    };
}
