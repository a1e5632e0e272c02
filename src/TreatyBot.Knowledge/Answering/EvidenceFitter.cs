using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>What a sentence lacks of what the question names.</summary>
[Flags]
public enum EvidenceGap
{
    None = 0,

    /// <summary>It is not about the treaty.</summary>
    Treaty = 1,

    /// <summary>A party of the question is not named in its passage.</summary>
    Party = 2,

    /// <summary>It tells of another act.</summary>
    Act = 4,

    /// <summary>A name of the question is not in its passage.</summary>
    Name = 8,

    /// <summary>A number or year of the question is not in its passage.</summary>
    Number = 16,

    /// <summary>It has no quantity of what is counted.</summary>
    Quantity = 32,

    /// <summary>It says that its document does not tell.</summary>
    Silence = 64,

    /// <summary>It has nothing of the kind asked for: no date for "when", no name for "who", no place for "where".</summary>
    Kind = 128,
}

/// <summary>A ranked sentence with what it lacks.</summary>
public sealed record FittedSentence(RankedSentence Ranked, EvidenceGap Gap)
{
    /// <summary>The ranking score, raised when the sentence itself tells the act that is asked about, and by what reading it says.</summary>
    public double Fit { get; init; }

    /// <summary>What the reading model makes of it; null when it was not read.</summary>
    public Reading? Reading { get; init; }

    public AnalyzedSentence Analysis => Ranked.Analysis;

    public SourceQuote Quote => SourceQuote.Of(Ranked.Passage.Analysis.Passage, Ranked.Analysis.Sentence);
}

/// <summary>
/// Tells which sentences speak of what the question names. Words that merely resemble each other are no evidence: a sentence about
/// another treaty, another party or another act answers another question.
/// </summary>
public sealed partial class EvidenceFitter(DocumentDirectory directory, DocumentFactsReader documents)
{
    private readonly ConditionalWeakTable<AnalyzedPassage, KnownFacts> _facts = [];

    public async Task<IReadOnlyList<FittedSentence>> FitAsync(
        QuestionFrame frame, Query query, TreatyCatalogue catalogue, RankedEvidence evidence, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var wanted = new WantedEvidence(frame, query, asOf);
        var fitted = new List<FittedSentence>(evidence.Sentences.Count);
        foreach (var sentence in evidence.Sentences)
        {
            var facts = Facts(sentence.Passage.Analysis, catalogue);
            var document = await documents.FindAsync(sentence.Passage.Analysis.Passage.DocumentId, cancellationToken);
            fitted.Add(new(sentence, Gaps(wanted, sentence, facts, document, catalogue)) { Fit = sentence.Score + Bonus(wanted, sentence) });
        }
        // How many Norway may have is not answered by how many anybody may, where something is told of Norway.
        if (wanted.Quantity is not null && wanted.PartyIds.Count == 1 && fitted.Exists(sentence => sentence.Gap == EvidenceGap.None && IsOf(sentence)))
            fitted = fitted.ConvertAll(sentence => IsOf(sentence) ? sentence : sentence with { Gap = sentence.Gap | EvidenceGap.Party });
        return [.. fitted.OrderByDescending(sentence => sentence.Fit)];

        bool IsOf(FittedSentence sentence) => sentence.Analysis.Parties.Any(party => PartyGazetteer.Default.IsSame(party.PartyId, wanted.PartyIds[0]));
    }

    private PassageFacts Facts(AnalyzedPassage analysis, TreatyCatalogue catalogue)
    {
        var metadata = directory.Find(analysis.Passage.DocumentId)?.Metadata;
        if (_facts.TryGetValue(analysis, out var known) && known.Catalogue == catalogue && ReferenceEquals(known.Metadata, metadata))
            return known.Facts;
        known = new(PassageFacts.Read(analysis.Passage, metadata, catalogue), metadata, catalogue);
        _facts.AddOrUpdate(analysis, known);
        return known.Facts;
    }

    private static EvidenceGap Gaps(WantedEvidence wanted, RankedSentence sentence, PassageFacts facts, DocumentFacts? document, TreatyCatalogue catalogue)
    {
        var gap = EvidenceGap.None;
        if (wanted.TreatyIds.Count > 0 && !facts.IsAbout(wanted.TreatyIds, sentence.Analysis.Treaties(catalogue)))
            gap |= EvidenceGap.Treaty;
        if (wanted.PartyIds.Any(party => !facts.Names(party) && document?.Names(party) != true)
            || (wanted.AsksEvent && !NamesNear(document is null ? wanted.PartyIds : [.. wanted.PartyIds.Take(1)], sentence)))
            gap |= EvidenceGap.Party;
        if (wanted.Quantity is { } quantity && !Quantities.IsIn(sentence, quantity, wanted.Question)
            && !(!quantity.IsTime && !quantity.IsLimit && Quantities.HasFigure(sentence.Analysis) && sentence.Features.TypeMatch > 0 && wanted.Weights.SufficiencyScore(sentence.Features) >= EvidentEnough))
            gap |= EvidenceGap.Quantity;
        if ((wanted.AsksAllowance || wanted.AsksHoldings) && HoldingsAsked.IsLimit(sentence.Analysis.Text) != wanted.AsksAllowance)
            gap |= EvidenceGap.Quantity;
        if (wanted.AsksSpan && !NamesNear([.. wanted.PartyIds.Take(1)], sentence))
            gap |= EvidenceGap.Party;
        if (wanted.AsksHoldings && !NamesNear(wanted.PartyIds, sentence))
            gap |= EvidenceGap.Party;
        if (Quantities.LacksUnit(wanted.Question, sentence.Analysis.Text))
            gap |= EvidenceGap.Quantity;
        if (wanted.AsksRule && (sentence.Analysis.Acts.Any(act => act.Act == TreatyAct.Accuse) || Complaint().IsMatch(sentence.Analysis.Text)))
            gap |= EvidenceGap.Act;
        if (Totality.Differs(wanted.Question, sentence.Analysis.Text))
            gap |= EvidenceGap.Act;
        if (wanted.AsksArticle && !Article().IsMatch(sentence.Analysis.Text) && ShortAnswers.StatedForms.ArticleOf(sentence.Passage.Analysis.Passage) is null)
            gap |= EvidenceGap.Quantity;
        if (wanted.AsksClause && !Article().IsMatch(sentence.Analysis.Text) && !Allowance().IsMatch(sentence.Analysis.Text))
            gap |= EvidenceGap.Quantity;
        if (wanted.AsksSaying && !SayingAsked.IsToldBy(sentence.Analysis.Text))
            gap |= EvidenceGap.Act;
        if (SpeechAsked.Lacks(wanted.Question, sentence.Analysis.Text))
            gap |= EvidenceGap.Act;
        if (Silence().IsMatch(sentence.Analysis.Text))
            gap |= EvidenceGap.Silence;
        if (wanted.Acts.Count > 0 && !(wanted.AsksDate
            ? ActTelling.Tells(sentence.Analysis, wanted.LeadingActs, wanted.TreatyIds, catalogue)
            : ActFamilies.AnySame(wanted.Acts, wanted.WantsDone ? [.. sentence.Analysis.Acts.Where(act => !act.IsNegated)] : sentence.Analysis.Acts)))
            gap |= EvidenceGap.Act;
        if (wanted.WantsUndone && !sentence.Analysis.Acts.Any(act => act.IsNegated && wanted.NamedActs.Contains(act.Act)))
            gap |= EvidenceGap.Act;
        gap |= wanted.Subject?.Gap(sentence, document) ?? EvidenceGap.None;
        if (OfKindAsked.IsQuestion(sentence.Analysis.Text) || !OfKindAsked.IsIn(sentence.Analysis, wanted.Kind, wanted.Question, wanted.PartyIds))
            gap |= EvidenceGap.Kind;
        var terms = sentence.Passage.Analysis.TermCounts;
        if (wanted.Quoted.Any(term => !sentence.Analysis.Tokens.Any(token => token.Term == term)) || (wanted.Topic.Count > 0 && !wanted.Topic.Any(terms.ContainsKey)))
            gap |= EvidenceGap.Name;
        if (wanted.TreatyNames.Any(name => !(name.All(terms.ContainsKey) || document?.HoldsTogether(name) == true)))
            gap |= EvidenceGap.Name;
        if (wanted.AsOf is { } day && sentence.Analysis.Dates.Select(date => date.Date).OfType<PartialDate>().ToList() is { Count: > 0 } told && told.TrueForAll(date => date.Earliest > day))
            gap |= EvidenceGap.Number;
        if (wanted.Names.Any(name => !terms.ContainsKey(name) && document?.Terms.Contains(name) != true))
            gap |= EvidenceGap.Name;
        if (wanted.Numbers.Any(number => !terms.ContainsKey(number)) || !IsAt(wanted.Dates, sentence.Analysis))
            gap |= EvidenceGap.Number;
        return gap;
    }

    private const double ActBonus = 1.5;

    /// <summary>A sentence with a number that fits this well may put what is counted in other words.</summary>
    private const double EvidentEnough = 0.8;

    // A sentence with dates of its own must have one that the question's date can mean.
    private static bool IsAt(IReadOnlyList<PartialDate> dates, AnalyzedSentence sentence)
    {
        if (dates.Count == 0)
            return true;
        var own = sentence.Dates.Where(date => !Compared().IsMatch(sentence.Text[..date.Start])).Select(date => date.Date).OfType<PartialDate>().ToList();
        return own.Count == 0 || own.Exists(date => dates.Any(asked => date.IsWithin(asked) || asked.IsWithin(date)));
    }

    // "two fewer than in 2023"
    [GeneratedRegex(@"\bthan (in )?$", RegexOptions.IgnoreCase)]
    private static partial Regex Compared();

    private static double Bonus(WantedEvidence wanted, RankedSentence sentence) =>
        (wanted.NamedActs.Count > 0 && ActFamilies.AnySame(wanted.NamedActs, sentence.Analysis.Acts) ? ActBonus : 0)
        + (HeadingAsked.IsUnder(sentence.Passage.Analysis.Passage, wanted.Question) ? HeadingBonus : 0)
        + (wanted.Kind == AnswerType.Reason && Because().IsMatch(sentence.Analysis.Text) ? BecauseBonus : 0)
        + (DefinitionAsked.IsDefinedBy(wanted.Question, sentence.Analysis.Text) ? DefinitionBonus : 0);

    private const double BecauseBonus = 4;

    private const double DefinitionBonus = 12;

    [GeneratedRegex(@"\b(because|owing to|due to|on the grounds?|in order to|so that)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Because();

    private const double HeadingBonus = 6;

    [GeneratedRegex(@"\b(articles?|art\.|chapter|section|paragraph|clause|annex|protocol)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Article();

    [GeneratedRegex(@"\b(complained|protested)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Complaint();

    // What a clause lays down, told without its number.
    [GeneratedRegex(@"\b(may|can|shall|must|rights?|entitled|allows?|allowed|permits?|permitted|provides?|requires?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Allowance();

    // Who did it must stand in the sentence itself, or in the one before when the sentence names nobody.
    private static bool NamesNear(IReadOnlyList<string> partyIds, RankedSentence sentence)
    {
        if (partyIds.Count == 0)
            return true;
        var own = sentence.Analysis.Parties;
        if (own.Count == 0 && sentence.Index > 0)
            own = sentence.Passage.Analysis.Sentences[sentence.Index - 1].Parties;
        return partyIds.All(wanted => own.Any(mention => mention.PartyId == wanted || PartyGazetteer.Default.IsSame(mention.PartyId, wanted)));
    }

    [GeneratedRegex(@"\b(this (sheet|document|page|entry|article) (does not|gives no|states no|names no|has no|cannot)|(the )?sources? of this (sheet|document|page|entry) (report|state|name|give|list|mention)s? no\b|(listed )?in the sources of this sheet)", RegexOptions.IgnoreCase)]
    private static partial Regex Silence();

    /// <summary>With what they were read from: either may be replaced while the program runs.</summary>
    private sealed record KnownFacts(PassageFacts Facts, DocumentMetadata? Metadata, TreatyCatalogue Catalogue);
}
