using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>
/// "What is New START?": what a document on the treaty says under its headings of purpose and limits. Leaves every question that says
/// more than the treaty's name to the others, and documents without such headings too.
/// </summary>
public sealed partial class OverviewAnswerer(QueryBuilder queries, Retriever retriever, DocumentDirectory directory) : IAnswerer
{
    /// <summary>What is searched for beside the name.</summary>
    private const string Headings = "purpose aim overview limits prohibitions";

    public async Task<AnswererResult?> AnswerAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        if (!Asks(context))
            return null;
        var treatyId = context.Frame.TreatyIds[0];
        var query = await queries.BuildAsync($"{context.Catalogue.Name(treatyId)} {Headings}", context.Text, cancellationToken);
        var passages = (await retriever.RetrieveAsync(query, context.Question.Filter, cancellationToken))
            .Select(found => found.Hit.Passage)
            .Where(passage => directory.Find(passage.DocumentId)?.Metadata is { } metadata && IsOn(metadata, treatyId))
            .ToList();
        var document = passages.FirstOrDefault(passage => IsUnder(passage, Purpose()))?.DocumentId;
        var own = passages.Where(passage => passage.DocumentId == document).OrderBy(passage => passage.Ordinal).ToList();
        if (own.Find(passage => IsUnder(passage, Purpose())) is not { } purpose)
            return null;
        List<SourceQuote> quotes = [SourceQuote.Of(purpose, purpose.Sentences[0])];
        if (own.Find(passage => passage != purpose && IsUnder(passage, Limits())) is { } limits)
            quotes.Add(SourceQuote.Of(limits, limits.Sentences[0]));
        return new AnswerDraft
        {
            Answerer = "extractive",
            Claims = [.. quotes.Select((quote, index) => new Claim { Quotes = [quote], ShowsQuotes = true, IsCore = index == 0 })],
            EvidenceScore = 1,
        };
    }

    private static bool Asks(AnswerContext context) => context.Frame is
    {
        TreatyIds.Count: 1, AskedFor: AskedFor.Definition or AskedFor.Anything, IsYesNo: false, Acts.Count: 0, PartyIds.Count: 0, Dates.Count: 0, IsOpinion: false,
    } && new QuestionResidue(context.Frame, context.Query).IsEmpty;

    private static bool IsOn(DocumentMetadata metadata, string treatyId) =>
        string.Equals(metadata.Register?.Id, treatyId, StringComparison.OrdinalIgnoreCase)
        || (metadata.Treaties is [var only] && string.Equals(only, treatyId, StringComparison.OrdinalIgnoreCase));

    private static bool IsUnder(Passage passage, Regex heading) => passage.Sentences.Count > 0 && passage.Headings is [.., var innermost] && heading.IsMatch(innermost);

    [GeneratedRegex(@"\b(purpose|aims?|objectives?|overview|summary|introduction|background)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Purpose();

    [GeneratedRegex(@"\b(limits?|limitations?|prohibitions?|obligations?|scope|provisions?|rules)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Limits();
}
