using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>
/// "Is Norway a party to it?" where no dated event tells, but a sentence names all the parties. Silent about other days than the
/// document's own, and where the list is not said to be whole.
/// </summary>
public sealed partial class MembershipAnswerer(QueryBuilder queries, Retriever retriever, EvidenceRanker ranker) : IAnswerer
{
    /// <summary>Of the likeliest sentences.</summary>
    private const int Likeliest = 10;

    public async Task<AnswererResult?> AnswerAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        if (context.IsAsOfGiven || context.Frame is not { IsYesNo: true, TreatyIds: [var treatyId], PartyIds: [var partyId], Acts.Count: 0 } || !Asked().IsMatch(context.Frame.Text))
            return null;
        var query = await queries.BuildAsync($"the parties to the {context.Catalogue.Name(treatyId)} are", "", cancellationToken);
        var evidence = ranker.Rank(query, await retriever.RetrieveAsync(query, context.Question.Filter, cancellationToken));
        var list = evidence.Sentences.Take(Likeliest).FirstOrDefault(sentence => IsList(sentence.Analysis) && !Qualified().IsMatch(sentence.Analysis.Text)
            && sentence.Analysis.Treaties(context.Catalogue).Any(mention => mention.TreatyIds.Contains(treatyId, StringComparer.OrdinalIgnoreCase)));
        if (list is null)
            return null;
        var isNamed = list.Analysis.Parties.Any(party => PartyGazetteer.Default.IsSame(party.PartyId, partyId));
        if (!isNamed && Open().IsMatch(list.Analysis.Text))
            return null;
        var verdict = isNamed ? "Yes" : "No";
        return new AnswerDraft
        {
            Answerer = "extractive",
            ShortAnswer = verdict,
            Claims = [new() { Text = $"{verdict}.", ShowsQuotes = true, Quotes = [SourceQuote.Of(list.Passage.Analysis.Passage, list.Analysis.Sentence)], Derived = [verdict], IsCore = true }],
            EvidenceScore = 0.9,
        };
    }

    private static bool IsList(AnalyzedSentence sentence) => Listed().IsMatch(sentence.Text) && sentence.Parties.Where(party => !party.IsPlace).DistinctBy(party => party.PartyId).Count() > 1;

    [GeneratedRegex(@"\b(a )?(state )?(part(y|ies)|members?|participants?|participating states?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\b(parties|members|participating states|states parties|participants)\b.*(\b(are|were|include)\b|:)", RegexOptions.IgnoreCase)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\b(include|among|such as|for example|other)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Open();

    // "The parties at its entry into force", "the original parties", "the parties that had not ratified it".
    [GeneratedRegex(@"\b(original|first|at (its|the) (entry|signature|time)|had|that|which|who|except|protocol|amendment|annex)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Qualified();
}
