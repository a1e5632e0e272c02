using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TreatyBot.Knowledge.Answering.Generative;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>The journey of a question: condense, frame, retrieve, rank, compose, check; or a reason why not.</summary>
internal sealed class Assistant(
    DocumentDirectory directory,
    CatalogueProvider catalogues,
    QuestionUnderstanding understanding,
    QueryBuilder queries,
    Retriever retriever,
    EvidenceRanker ranker,
    EvidenceFitter fitter,
    IEnumerable<IAnswerer> answerers,
    CitationChecker checker,
    AnswerAssembler assembler,
    Abstainer abstainer,
    TimeProvider time) : IAssistant
{
    public async Task<Answer> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var answer = await AnswerAsync(question, _ => { }, cancellationToken);
        return answer with { Elapsed = time.GetElapsedTime(started) };
    }

    public async IAsyncEnumerable<AnswerUpdate> AskStreamingAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var updates = Channel.CreateUnbounded<AnswerUpdate>();
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.Run(() => AnswerAsync(question, status => updates.Writer.TryWrite(new StatusUpdate(status)), abandoned.Token), CancellationToken.None);
        var closing = work.ContinueWith(_ => updates.Writer.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (var update in updates.Reader.ReadAllAsync(cancellationToken))
                yield return update;
            var answer = await work;
            if (answer.Outcome == AnswerOutcome.Answered)
            {
                foreach (var piece in AnswerPieces.Split(answer.Text))
                    yield return new TextUpdate(piece);
            }
            yield return new CompletedUpdate(answer with { Elapsed = time.GetElapsedTime(started) });
        }
        finally
        {
            // Whoever stops listening stops the work.
            await abandoned.CancelAsync();
            await closing;
        }
    }

    private async Task<Answer> AnswerAsync(Question question, Action<string> report, CancellationToken cancellationToken)
    {
        await directory.RefreshAsync(cancellationToken);
        var (catalogue, framer) = catalogues.Get();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var condensed = await understanding.CondenseAsync(question, framer, today, cancellationToken);
        var frame = framer.Frame(condensed, today);
        if (Abstainer.Decline(frame, directory.Documents.Count) is { } declined)
            return assembler.Abstain(question, condensed, declined, AnswerTrace.Empty);

        report("Searching the documents…");
        var context = await GatherAsync(question, condensed, frame, catalogue, today, cancellationToken) with { Report = report };
        var trace = new AnswerTrace(
            [.. context.Evidence.Passages.Select(passage => passage.Hit)], [.. context.Evidence.Sentences.Select(sentence => sentence.ToEvidence())]);
        var remarks = new List<DraftNote>();
        if (context.Query.IsVectorMissing)
            remarks.Add(FallbackNotes.Note(FallbackNotes.WithoutVectors));
        foreach (var answerer in frame.IsBeyondSources ? [] : answerers)
        {
            var result = await answerer.AnswerAsync(context, cancellationToken);
            if (result?.Abstention is { } abstention)
                return WithRemarks(assembler.Abstain(question, condensed, abstainer.WithNearest(abstention, context), trace), remarks);
            if (result?.Draft is { } draft && await checker.CheckAsync(draft, cancellationToken) is { } passed)
                return WithRemarks(assembler.Assemble(question, condensed, passed) with { Trace = trace }, remarks);
            if (result?.Remark is { } remark)
                remarks.Add(remark);
        }
        return WithRemarks(assembler.Abstain(question, condensed, abstainer.Explain(context), trace), remarks);
    }

    private static Answer WithRemarks(Answer answer, List<DraftNote> remarks) => remarks.Count == 0
        ? answer
        : answer with { Notes = [.. answer.Notes, .. remarks.Select(remark => new AnswerNote(remark.Kind, remark.Text, []))] };

    private async Task<AnswerContext> GatherAsync(
        Question question, string text, QuestionFrame frame, TreatyCatalogue catalogue, DateOnly today, CancellationToken cancellationToken)
    {
        var query = await queries.BuildAsync(QueryExpansion.Expand(text, frame, catalogue), text, cancellationToken);
        var passages = await retriever.RetrieveAsync(query, question.Filter, cancellationToken);
        var evidence = ranker.Rank(query, passages);
        var asOf = question.AsOf ?? frame.AsOf?.Date?.Latest;
        return new AnswerContext
        {
            Question = question,
            Text = text,
            Frame = frame,
            Catalogue = catalogue,
            Query = query,
            Evidence = evidence,
            Fitting = fitter.Fit(frame, query, catalogue, evidence),
            AsOf = asOf ?? today,
            IsAsOfGiven = asOf is not null,
        };
    }
}
