using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>Reads withdrawal periods from a treaty's own clause, and counts from a named notice date when there is one.</summary>
public sealed partial class ClauseClockAnswerer(QueryBuilder queries, Retriever retriever, EvidenceRanker ranker, EvidenceFitter fitter) : IAnswerer
{
    public async Task<AnswererResult?> AnswerAsync(AnswerContext context, CancellationToken cancellationToken) =>
        await DraftAsync(context, cancellationToken) is { } draft ? (AnswererResult)draft : null;

    // The words of a question about one party's leaving need not be those of the clause.
    private async Task<IReadOnlyList<FittedSentence>> ClausesAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        var query = await queries.BuildAsync($"{context.Catalogue.Name(context.Frame.TreatyIds[0])} withdrawal clause requires notice period months days depositary", "", cancellationToken);
        var evidence = ranker.Rank(query, await retriever.RetrieveAsync(query, context.Question.Filter, cancellationToken));
        return await fitter.FitAsync(context.Frame, query, context.Catalogue, evidence, asOf: null, cancellationToken);
    }

    private async Task<AnswerDraft?> DraftAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        var frame = context.Frame;
        if (frame.TreatyIds.Count != 1 || !Leaving().IsMatch(context.Text))
            return null;
        var notice = frame.Dates.FirstOrDefault(date => date.Date is not null && date != frame.AsOf)?.Date;
        var asksPeriod = !Between().IsMatch(context.Text) && Period().IsMatch(context.Text) && frame.AskedFor is AskedFor.Duration or AskedFor.Number or AskedFor.Count or AskedFor.Anything or AskedFor.Definition;
        var asksDate = notice is not null && Notice().IsMatch(context.Text) && frame.AskedFor is AskedFor.Date or AskedFor.Year or AskedFor.Anything;
        if (!asksPeriod && !asksDate)
            return null;

        var clause = Find(context.Fitting, context);
        if (clause.Period is null)
            clause = Find(await ClausesAsync(context, cancellationToken), context);
        if (clause.Period is not { } period)
            return null;
        var quote = clause.Sentence!.Quote;
        if (asksDate && ClauseClock.Compute(period, notice!.Value) is { } effective)
        {
            return new()
            {
                Answerer = "events",
                ShortAnswer = effective.Date.ToString(),
                Claims = [new() { Text = $"{effective.Date} at the earliest.", ShowsQuotes = true, Quotes = [quote], Derived = [effective.Date.ToString()], IsCore = true }],
                Notes = [new(NoteKind.RelativeDate, $"{effective.Date}: {effective.Working}.", [quote])],
                EvidenceScore = 0.9,
            };
        }
        return asksPeriod
            ? new()
            {
                Answerer = "events",
                ShortAnswer = period.Text,
                Claims = [new() { Text = EventPhrases.Capitalise(period.Text) + ".", ShowsQuotes = true, Quotes = [quote], IsCore = true }],
                EvidenceScore = 0.9,
            }
            : null;
    }

    private static (FittedSentence? Sentence, NoticePeriod? Period) Find(IReadOnlyList<FittedSentence> sentences, AnswerContext context) => sentences
            .Where(sentence => !sentence.Gap.HasFlag(EvidenceGap.Treaty) && Leaving().IsMatch(sentence.Analysis.Text) && Rule().IsMatch(sentence.Analysis.Text)
                && IsOwn(sentence.Analysis.Text, context) && !TellsEvent(sentence.Analysis))
            .Select(sentence => ((FittedSentence?)sentence, ClauseClock.FindPeriod(sentence.Analysis.Text)))
            .FirstOrDefault(candidate => candidate.Item2 is not null);

    // "How many days before it took effect?" asks of what happened.
    [GeneratedRegex(@"\bhow (long|many \w+) (before|after|between)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    // What one state's notice set going is no clause, though it may name the same period.
    private static bool TellsEvent(AnalyzedSentence sentence) => sentence.Dates.Any(date => date.Date is { Precision: not DatePrecision.Year });

    // A sentence on two treaties gives the period of the one it names first.
    private static bool IsOwn(string sentence, AnswerContext context) =>
        context.Catalogue.Find(sentence) is not [var first, ..] || first.TreatyIds.Contains(context.Frame.TreatyIds[0], StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\b(withdr\w+|leav\w*|left|quit\w*|denounc\w*|denunciation|exit\w*|terminat\w*|notice|pull(s|ing|ed)? out|get out)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Leaving();

    // A clause says what is so for every party, not what one of them did.
    [GeneratedRegex(@"\b(may|can|must|shall|right|lets?|allows?|permits?|requires?|required|needs?|takes effect|take effect|makes|effective|by giving|any party|each party|a party|parties)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Rule();

    [GeneratedRegex(@"\b(notice|period|warning|in advance|how (long|many (days|months|weeks|years)))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Period();

    [GeneratedRegex(@"\b(notice|notif\w+|announc\w+|told|inform\w*|earliest|take effect|effective|be out|could|would)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Notice();
}
