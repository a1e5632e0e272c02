using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>
/// "Which came first, the vote or the notice?": looks each of the two up, and compares the dates of the sentences that tell them. Silent
/// where one of them is not dated.
/// </summary>
public sealed partial class AlternativesAnswerer(QueryBuilder queries, QueryExpansion expansion, Retriever retriever, EvidenceRanker ranker, DocumentDirectory directory) : IAnswerer
{
    /// <summary>Of the likeliest sentences.</summary>
    private const int Likeliest = 8;

    /// <summary>Share of an alternative's words that its sentence must have.</summary>
    private const double MinimumCoverage = 0.6;

    public async Task<AnswererResult?> AnswerAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        if (context.Frame is not { AskedFor: AskedFor.Order, Alternatives: [var one, var other] } || context.Frame.TreatyIds.Count > 1)
            return null;
        var common = Common(context.Frame);
        var expanded = await expansion.ExpandAsync(context.Frame, context.Catalogue, cancellationToken);
        var shared = new Shared(common, $"When {expanded}", TermsBesideActs(common, context));
        if (await FindAsync(one, shared, context, cancellationToken) is not { } first || await FindAsync(other, shared, context, cancellationToken) is not { } second
            || first.Sentence.Quote == second.Sentence.Quote || first.Date.Latest >= second.Date.Earliest && second.Date.Latest >= first.Date.Earliest)
            return null;
        var isFirst = first.Date.Latest < second.Date.Earliest != (context.Frame.Comparison == Comparison.Last || Later().IsMatch(context.Frame.Text));
        var (chosen, rest) = isFirst ? (first, second) : (second, first);
        var name = Article().Replace(isFirst ? one : other, "");
        return new AnswerDraft
        {
            Answerer = "extractive",
            ShortAnswer = name,
            Claims =
            [
                new() { Text = $"{char.ToUpperInvariant(name[0])}{name[1..]}.", ShowsQuotes = true, Quotes = [chosen.Sentence.Quote], Derived = [name], IsCore = true },
                new() { ShowsQuotes = true, Quotes = [rest.Sentence.Quote], IsCore = true },
            ],
            EvidenceScore = Math.Min(first.Coverage, second.Coverage),
        };
    }

    private async Task<Dated?> FindAsync(string alternative, Shared shared, AnswerContext context, CancellationToken cancellationToken)
    {
        var names = context.Frame.TreatyIds.Select(context.Catalogue.Name);
        var query = await queries.BuildAsync($"{shared.Text} {alternative} ({string.Join(", ", names)})", shared.Question, cancellationToken);
        var evidence = ranker.Rank(query, await retriever.RetrieveAsync(query, context.Question.Filter, cancellationToken));
        var wanted = Terms(alternative, context);
        return evidence.Sentences.Take(Likeliest)
            .Where(sentence => IsAbout(sentence, context) && !TellsAnother(sentence.Analysis, context.Frame)
                && (context.Frame.Acts.Count == 0 || shared.Text.Length == 0 || ActFamilies.AnySame(context.Frame.Acts, sentence.Analysis.Acts)))
            .Select(sentence => (Sentence: sentence, Date: DateOf(sentence.Analysis), Coverage: Coverage(sentence.Analysis, wanted)))
            .Where(found => found is { Date: not null, Coverage: >= MinimumCoverage } && (shared.Terms.Count == 0 || Coverage(found.Sentence.Analysis, shared.Terms) >= MinimumCoverage))
            .OrderByDescending(found => found.Coverage)
            .Select(found => new Dated(new(found.Sentence, EvidenceGap.None), found.Date!.Value, found.Coverage))
            .FirstOrDefault();
    }

    private bool IsAbout(RankedSentence sentence, AnswerContext context)
    {
        if (context.Frame.TreatyIds.Count == 0)
            return true;
        var named = sentence.Analysis.Treaties(context.Catalogue).SelectMany(mention => mention.TreatyIds).ToList();
        return named.Count > 0
            ? named.Contains(context.Frame.TreatyIds[0], StringComparer.OrdinalIgnoreCase)
            : directory.Find(sentence.Passage.Analysis.Passage.DocumentId)?.Metadata.Treaties.Contains(context.Frame.TreatyIds[0], StringComparer.OrdinalIgnoreCase) == true;
    }

    // A notice of a suspension is not the notice of a withdrawal.
    private static bool TellsAnother(AnalyzedSentence sentence, QuestionFrame frame)
    {
        var asked = frame.Acts.Intersect(Steps).ToList();
        var told = sentence.Acts.Where(act => !act.IsWeak).Select(act => act.Act).Intersect(Steps).ToList();
        return asked.Count > 0 && told.Count > 0 && !asked.Intersect(told).Any();
    }

    private static readonly TreatyAct[] Steps =
        [TreatyAct.Sign, TreatyAct.Ratify, TreatyAct.Accede, TreatyAct.Withdraw, TreatyAct.Suspend, TreatyAct.Extend, TreatyAct.Terminate, TreatyAct.Revoke];

    // The words of each alternative by themselves, without treaties, which every sentence on them names; a party counts by any of its names.
    private static List<string> Terms(string text, AnswerContext context)
    {
        var treaties = context.Catalogue.Find(text);
        var parties = PartyGazetteer.Default.Find(text).Where(party => party.Kind != PartyNameKind.Capital).ToList();
        return [.. TextAnalyzer.Tokens(text)
            .Where(token => !token.IsStopWord && !QuestionResidue.NarrowsNothing(token.Term) && !treaties.Any(treaty => token.Start < treaty.End && token.Start + token.Length > treaty.Start)
                && !parties.Exists(party => token.Start < party.End && token.Start + token.Length > party.Start))
            .Select(token => token.Term)
            .Concat(parties.Select(party => PartyMark + party.PartyId)).Distinct(StringComparer.Ordinal)];
    }

    private static List<string> TermsBesideActs(string text, AnswerContext context) =>
        [.. Terms(text, context).Except(context.Frame.ActMentions.SelectMany(act => TextAnalyzer.Terms(context.Frame.Text.Substring(act.Start, act.Length))))];

    private const string PartyMark = "party:";

    private static double Coverage(AnalyzedSentence sentence, List<string> wanted)
    {
        if (wanted.Count == 0)
            return 0;
        return (double)wanted.Count(term => term.StartsWith(PartyMark, StringComparison.Ordinal)
            ? sentence.Parties.Any(party => PartyGazetteer.Default.IsSame(party.PartyId, term[PartyMark.Length..]))
            : sentence.Terms.Contains(term) || sentence.Terms.Any(word => word.Length >= StemLength && term.Length >= StemLength && word.AsSpan(0, StemLength).SequenceEqual(term.AsSpan(0, StemLength)))) / wanted.Count;
    }

    /// <summary>"Notification" and "notified" begin alike.</summary>
    private const int StemLength = 5;

    private static PartialDate? DateOf(AnalyzedSentence sentence) =>
        sentence.Dates.Select(date => date.Date).OfType<PartialDate>().Distinct().ToList() is [var first, ..] ? first : null;

    // "Who destroyed its stocks first, A or B?": what both have in common stands before the comma.
    private static string Common(QuestionFrame frame)
    {
        var comma = frame.Text.IndexOfAny([',', ':']);
        return comma < 0 ? "" : OrderWords().Replace(frame.Text[..comma], " ").Trim();
    }

    [GeneratedRegex(@"\b(which|what|who|of these|of the two|came|come|happened|happen|was|were|is|did|occurred|took place|first|last|earlier|later|sooner|before|after|one|event)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OrderWords();

    [GeneratedRegex(@"\b(last|later|latest)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Later();

    [GeneratedRegex(@"^(the|a|an)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Article();

    /// <summary>What the question says of both alternatives.</summary>
    /// <param name="Question">The question as one for a date.</param>
    /// <param name="Terms">The words of <paramref name="Text"/> without its acts.</param>
    private sealed record Shared(string Text, string Question, List<string> Terms);

    private sealed record Dated(FittedSentence Sentence, PartialDate Date, double Coverage);
}
