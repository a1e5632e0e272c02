using Microsoft.Extensions.Logging;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>The journey of a question: condense, frame, retrieve, rank, compose, check; or a reason why not.</summary>
public sealed partial class Assistant(
    IPassageStore store,
    DocumentDirectory directory,
    CatalogueProvider catalogues,
    QueryBuilder queries,
    Retriever retriever,
    EvidenceRanker ranker,
    EvidenceFitter fitter,
    IEnumerable<IAnswerer> answerers,
    CitationChecker checker,
    AnswerAssembler assembler,
    Abstainer abstainer,
    TimeProvider time,
    ILogger<Assistant> logger) : IAssistant
{
    public async Task<Answer> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        Answer answer;
        try
        {
            answer = await AnswerAsync(question, cancellationToken);
            if (store.Limitation is { } limitation)
                answer = answer with { Notes = [.. answer.Notes, new(NoteKind.Fallback, limitation, [])] };
        }
        catch (StoreException exception)
        {
            LogUnavailable(exception);
            answer = assembler.Abstain(question, question.Text.Trim(), Abstainer.StoreUnavailable, AnswerTrace.Empty);
        }
        return answer with { Elapsed = time.GetElapsedTime(started) };
    }

    private async Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        await directory.RefreshAsync(cancellationToken);
        var (catalogue, framer) = catalogues.Get();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var condensed = QuestionCondenser.Condense(question, framer, today);
        var frame = framer.Frame(condensed, today);
        if (Abstainer.Decline(frame, directory.Documents.Count) is { } declined)
            return assembler.Abstain(question, condensed, declined, AnswerTrace.Empty);

        var context = await GatherAsync(question, condensed, frame, catalogue, today, cancellationToken);
        var trace = new AnswerTrace(
            [.. context.Evidence.Passages.Select(passage => passage.Hit)], [.. context.Evidence.Sentences.Select(sentence => sentence.ToEvidence())]);
        foreach (var answerer in frame.IsBeyondSources ? [] : answerers)
        {
            var result = await answerer.AnswerAsync(context, cancellationToken);
            if (result?.Abstention is { } abstention)
                return assembler.Abstain(question, condensed, abstainer.WithNearest(abstention, context), trace);
            if (result?.Draft is { } draft && await checker.CheckAsync(draft, cancellationToken) is { } passed)
                return assembler.Assemble(question, condensed, passed) with { Trace = trace };
        }
        return assembler.Abstain(question, condensed, abstainer.Explain(context), trace);
    }

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

    [LoggerMessage(LogLevel.Error, "A question could not be answered: the store cannot be used.")]
    private partial void LogUnavailable(StoreException exception);
}
