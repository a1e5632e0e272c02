using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>The steps of the journey, each under a span of its own.</summary>
internal sealed partial class Assistant
{
    private async Task<string> CondenseAsync(Question question, QuestionFramer framer, DateOnly today, CancellationToken cancellationToken)
    {
        using var span = KnowledgeTelemetry.Start("condense");
        return await understanding.CondenseAsync(question, framer, today, cancellationToken);
    }

    private static QuestionFrame Frame(QuestionFramer framer, string text, DateOnly today)
    {
        using var span = KnowledgeTelemetry.Start("frame");
        var frame = framer.Frame(text, today);
        span?.SetTag("treaties", frame.TreatyIds.Count)?.SetTag("parts", frame.Parts.Count);
        return frame;
    }

    private async Task<Query> ReadQueryAsync(string text, QuestionFrame frame, TreatyCatalogue catalogue, CancellationToken cancellationToken)
    {
        using var span = KnowledgeTelemetry.Start("query");
        var query = await queries.BuildAsync(await expansion.ExpandAsync(frame, catalogue, cancellationToken), text, cancellationToken);
        span?.SetTag("terms", query.Terms.Count)?.SetTag("vector", !query.Vector.IsEmpty);
        return query;
    }

    private async Task<IReadOnlyList<RetrievedPassage>> RetrieveAsync(Query query, PassageFilter filter, CancellationToken cancellationToken)
    {
        using var span = KnowledgeTelemetry.Start("retrieve");
        var passages = await retriever.RetrieveAsync(query, filter, cancellationToken);
        span?.SetTag("passages", passages.Count);
        return passages;
    }

    private async Task<(RankedEvidence Evidence, IReadOnlyList<FittedSentence> Fitting)> RankAsync(
        QuestionFrame frame, Query query, TreatyCatalogue catalogue, IReadOnlyList<RetrievedPassage> passages, DateOnly? asOf, CancellationToken cancellationToken)
    {
        using var span = KnowledgeTelemetry.Start("rank");
        var evidence = ranker.Rank(query, passages);
        span?.SetTag("sentences", evidence.Sentences.Count);
        return (evidence, await fitter.FitAsync(frame, query, catalogue, evidence, asOf, cancellationToken));
    }

    private static async Task<AnswererResult?> AnswerByAsync(IAnswerer answerer, AnswerContext context, CancellationToken cancellationToken)
    {
        using var span = KnowledgeTelemetry.Start("answer");
        var result = await answerer.AnswerAsync(context, cancellationToken);
        span?.SetTag("answerer", answerer.GetType().Name)?.SetTag("claims", result?.Draft?.Claims.Count ?? 0)?.SetTag("abstained", result?.Abstention is not null);
        return result;
    }

    private async Task<AnswerDraft?> CheckAsync(AnswerDraft draft, CancellationToken cancellationToken)
    {
        using var span = KnowledgeTelemetry.Start("check");
        var passed = await checker.CheckAsync(draft, cancellationToken);
        span?.SetTag("claims", draft.Claims.Count)?.SetTag("passed", passed?.Claims.Count ?? 0);
        KnowledgeTelemetry.Dropped(draft.Claims.Count - (passed?.Claims.Count ?? 0), draft.Answerer);
        return passed;
    }
}
