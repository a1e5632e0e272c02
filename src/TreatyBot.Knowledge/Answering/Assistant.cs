using System.Globalization;
using Microsoft.Extensions.Logging;
using TreatyBot.Knowledge.Answering.Generative;
using TreatyBot.Knowledge.Languages;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>The journey of a question: condense, frame, retrieve, rank, compose, check; or a reason why not.</summary>
internal sealed partial class Assistant(
    IPassageStore store,
    DocumentDirectory directory,
    CatalogueProvider catalogues,
    SpellingMender spelling,
    QuestionUnderstanding understanding,
    QueryExpansion expansion,
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
    public Task<Answer> AskAsync(Question question, CancellationToken cancellationToken) => AskAsync(question, _ => { }, cancellationToken);

    public IAsyncEnumerable<AnswerUpdate> AskStreamingAsync(Question question, CancellationToken cancellationToken) =>
        AnswerStream.ReadAsync((report, token) => AskAsync(question, report, token), cancellationToken);

    private async Task<Answer> AskAsync(Question question, Action<string> report, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var span = KnowledgeTelemetry.Start("ask");
        var asked = LanguageOf(question);
        using var speaking = Language.Speak(question.Language ?? asked);
        Answer answer;
        try
        {
            answer = await AnswerAsync(question, asked, report, cancellationToken);
            if (store.Limitation is { } limitation)
                answer = answer with { Notes = [.. answer.Notes, new(NoteKind.Fallback, limitation, [])] };
        }
        catch (StoreException exception)
        {
            LogUnavailable(exception);
            answer = assembler.Abstain(question, question.Text.Trim(), Say(Abstainer.StoreUnavailable, TreatyCatalogue.Empty), AnswerTrace.Empty);
        }
        answer = answer with { Elapsed = time.GetElapsedTime(started), Language = Language.Current };
        KnowledgeTelemetry.Answered(span, answer);
        return answer;
    }

    private async Task<Answer> AnswerAsync(Question question, CultureInfo asked, Action<string> report, CancellationToken cancellationToken)
    {
        await directory.RefreshAsync(cancellationToken);
        var (catalogue, framer) = catalogues.Get();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var (read, unread) = Read(question, asked);
        if (unread is not null)
            return assembler.Abstain(question, question.Text.Trim(), Say(unread, catalogue), AnswerTrace.Empty);
        var mended = read with { Text = await spelling.MendAsync(read.Text, catalogue, cancellationToken) };
        var condensed = await CondenseAsync(mended, framer, today, cancellationToken);
        var frame = Frame(framer, condensed, today);
        if (Abstainer.Decline(frame, directory.Documents.Count) is { } declined)
            return assembler.Abstain(question, condensed, Say(declined, catalogue), AnswerTrace.Empty);

        report(DraftLocaliser.For(catalogue)?.Say("Searching the documents…") ?? "Searching the documents…");
        var turn = new AskedTurn(question, condensed, catalogue, today, report, []);
        if (frame.Parts.Count is 2 or 3)
            return WithRemarks(await AnswerPartsAsync(turn, frame, cancellationToken), turn.Remarks);
        var (draft, abstention, trace) = await AnswerOneAsync(turn, condensed, frame, cancellationToken);
        var answer = draft is not null
            ? Assemble(turn, draft) with { Trace = trace }
            : assembler.Abstain(question, condensed, Say(abstention!, catalogue), trace);
        return WithRemarks(answer, turn.Remarks);
    }

    // Two questions in one get two answers; a part without one gets its reason as a note.
    private async Task<Answer> AnswerPartsAsync(AskedTurn turn, QuestionFrame frame, CancellationToken cancellationToken)
    {
        var drafts = new List<AnswerDraft>();
        var reasons = new List<AbstentionDraft>();
        AnswerTrace? first = null;
        foreach (var part in frame.Parts)
        {
            var (draft, abstention, trace) = await AnswerOneAsync(turn, part.Text, part, cancellationToken);
            first ??= trace;
            if (draft is not null)
                drafts.Add(draft);
            else
                reasons.Add(abstention!);
        }
        if (drafts.Count == 0)
            return assembler.Abstain(turn.Question, turn.Condensed, Say(reasons[0], turn.Catalogue), first!);
        var merged = drafts[0] with
        {
            ShortAnswer = drafts.Exists(draft => draft.ShortAnswer is null) ? null : string.Join("; ", drafts.Select(draft => draft.ShortAnswer)),
            Claims = [.. drafts.SelectMany(draft => draft.Claims)],
            Notes = [.. drafts.SelectMany(draft => draft.Notes), .. reasons.Select(reason => new DraftNote(NoteKind.Partial, $"One part is left open: {DraftLocaliser.For(turn.Catalogue)?.Say(reason.Message) ?? reason.Message}", []))],
            EvidenceScore = drafts.Min(draft => draft.EvidenceScore),
        };
        return Assemble(turn, merged) with { Trace = first! };
    }

    private async Task<(AnswerDraft? Draft, AbstentionDraft? Abstention, AnswerTrace Trace)> AnswerOneAsync(
        AskedTurn turn, string text, QuestionFrame frame, CancellationToken cancellationToken)
    {
        var context = await GatherAsync(turn.Question, text, frame, turn.Catalogue, turn.Today, cancellationToken) with { Report = turn.Report };
        var trace = new AnswerTrace(
            [.. context.Evidence.Passages.Select(passage => passage.Hit)], [.. context.Evidence.Sentences.Select(sentence => sentence.ToEvidence())]);
        if (context.Query.IsVectorMissing)
            turn.Remarks.Add(FallbackNotes.Note(FallbackNotes.WithoutVectors));
        foreach (var answerer in frame.IsBeyondSources ? [] : answerers)
        {
            var result = await AnswerByAsync(answerer, context, cancellationToken);
            if (result?.Abstention is { } abstention)
                return (null, abstainer.WithNearest(abstention, context), trace);
            if (result?.Draft is { } draft && await CheckAsync(draft, cancellationToken) is { } passed)
                return (passed, null, trace);
            if (result?.Remark is { } remark)
                turn.Remarks.Add(remark);
        }
        return (null, abstainer.Explain(context), trace);
    }

    private static Answer WithRemarks(Answer answer, List<DraftNote> remarks) => remarks.Count == 0
        ? answer
        : answer with { Notes = [.. answer.Notes, .. remarks.DistinctBy(remark => remark.Text.ToString()).Select(remark => new AnswerNote(remark.Kind, remark.Text, []))] };

    private async Task<AnswerContext> GatherAsync(
        Question question, string text, QuestionFrame frame, TreatyCatalogue catalogue, DateOnly today, CancellationToken cancellationToken)
    {
        var query = await ReadQueryAsync(text, frame, catalogue, cancellationToken);
        var passages = await RetrieveAsync(query, question.Filter, cancellationToken);
        // The day that the question itself names is the nearer one.
        var asOf = frame.AsOf?.Date?.Latest ?? question.AsOf;
        var (evidence, fitting) = await RankAsync(frame, query, catalogue, passages, asOf, cancellationToken);
        return new AnswerContext
        {
            Question = question,
            Text = text,
            Frame = frame,
            Catalogue = catalogue,
            Query = query,
            Evidence = evidence,
            Fitting = fitting,
            AsOf = asOf ?? today,
            IsAsOfGiven = asOf is not null,
        };
    }

    /// <summary>What all parts of a question share.</summary>
    private sealed record AskedTurn(
        Question Question, string Condensed, TreatyCatalogue Catalogue, DateOnly Today, Action<string> Report, List<DraftNote> Remarks);

    [LoggerMessage(LogLevel.Error, "A question could not be answered: the store cannot be used.")]
    private partial void LogUnavailable(StoreException exception);
}
