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
        QuestionFrame frame, Query query, TreatyCatalogue catalogue, RankedEvidence evidence, CancellationToken cancellationToken)
    {
        var wanted = new Wanted(frame, query);
        var fitted = new List<FittedSentence>(evidence.Sentences.Count);
        foreach (var sentence in evidence.Sentences)
        {
            var facts = Facts(sentence.Passage.Analysis, catalogue);
            var document = await documents.FindAsync(sentence.Passage.Analysis.Passage.DocumentId, cancellationToken);
            fitted.Add(new(sentence, Gaps(wanted, sentence, facts, document, catalogue)) { Fit = sentence.Score + Bonus(wanted, sentence) });
        }
        return [.. fitted.OrderByDescending(sentence => sentence.Fit)];
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

    private static EvidenceGap Gaps(Wanted wanted, RankedSentence sentence, PassageFacts facts, DocumentFacts? document, TreatyCatalogue catalogue)
    {
        var gap = EvidenceGap.None;
        if (wanted.TreatyIds.Count > 0 && !facts.IsAbout(wanted.TreatyIds, sentence.Analysis.Treaties(catalogue)))
            gap |= EvidenceGap.Treaty;
        if (wanted.PartyIds.Any(party => !facts.Names(party) && document?.Names(party) != true)
            || (wanted.AsksEvent && !NamesNear(document is null ? wanted.PartyIds : [.. wanted.PartyIds.Take(1)], sentence)))
            gap |= EvidenceGap.Party;
        if (wanted.Quantity is { } quantity && !Quantities.IsIn(sentence, quantity, wanted.Question)
            && !(!quantity.IsTime && sentence.Features.TypeMatch > 0 && wanted.Weights.SufficiencyScore(sentence.Features) >= EvidentEnough))
            gap |= EvidenceGap.Quantity;
        if (Quantities.LacksUnit(wanted.Question, sentence.Analysis.Text))
            gap |= EvidenceGap.Quantity;
        if (wanted.AsksArticle && !Article().IsMatch(sentence.Analysis.Text))
            gap |= EvidenceGap.Quantity;
        if (wanted.AsksClause && !Article().IsMatch(sentence.Analysis.Text) && !Allowance().IsMatch(sentence.Analysis.Text))
            gap |= EvidenceGap.Quantity;
        if (SpeechAsked.Lacks(wanted.Question, sentence.Analysis.Text))
            gap |= EvidenceGap.Act;
        if (Silence().IsMatch(sentence.Analysis.Text))
            gap |= EvidenceGap.Silence;
        if (wanted.Acts.Count > 0 && !(wanted.AsksDate
            ? ActTelling.Tells(sentence.Analysis, wanted.LeadingActs, wanted.TreatyIds, catalogue)
            : ActFamilies.AnySame(wanted.Acts, sentence.Analysis.Acts)))
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
        var own = sentence.Dates.Select(date => date.Date).OfType<PartialDate>().ToList();
        return own.Count == 0 || own.Exists(date => dates.Any(asked => date.IsWithin(asked) || asked.IsWithin(date)));
    }

    private static double Bonus(Wanted wanted, RankedSentence sentence) =>
        wanted.NamedActs.Count > 0 && ActFamilies.AnySame(wanted.NamedActs, sentence.Analysis.Acts) ? ActBonus : 0;

    [GeneratedRegex(@"\b(articles?|art\.|chapter|section|paragraph|clause|annex|protocol)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Article();

    [GeneratedRegex(@"\b(clause|provision)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Clause();

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

    // "The sixth test" is not the second. A "first" is often the asker's own.
    private static readonly HashSet<string> Ordinals = TextAnalyzer.Terms("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth").ToHashSet(StringComparer.Ordinal);

    /// <summary>With what they were read from: either may be replaced while the program runs.</summary>
    private sealed record KnownFacts(PassageFacts Facts, DocumentMetadata? Metadata, TreatyCatalogue Catalogue);

    // The names and numbers that are left when treaties, parties, acts and dates of the frame are taken out.
    private sealed class Wanted
    {
        public Wanted(QuestionFrame frame, Query query)
        {
            Question = frame.Text;
            Kind = query.AnswerType;
            TreatyIds = frame.TreatyIds;
            PartyIds = frame.PartyIds;
            Acts = frame.AskedFor is AskedFor.Reason or AskedFor.Definition or AskedFor.Manner or AskedFor.Anything or AskedFor.Number or AskedFor.Article
                ? [] : [.. frame.Acts];
            Dates = [.. frame.Dates.Where(date => date != frame.AsOf && date.Bound is DateBound.At).Select(date => date.Date).OfType<PartialDate>()];
            NamedActs = [.. frame.Acts];
            AsksEvent = Acts.Count > 0 && frame.AskedFor is AskedFor.Date or AskedFor.Year or AskedFor.YesNo or AskedFor.Status;
            AsksDate = frame.AskedFor is AskedFor.Date or AskedFor.Year;
            LeadingActs = frame.Acts.Count == 0 ? [] : [.. frame.Acts.Where(act => act == frame.Acts[0]
                || frame.ActMentions.Any(mention => (mention.Act == frame.Acts[0] && mention.Alternatives.Contains(act)) || (mention.Act == act && mention.Alternatives.Contains(frame.Acts[0]))))];
            Subject = SubjectAsked.Read(frame);
            Quoted = TopicAsked.Quoted(frame.Text);
            Topic = TopicAsked.Subject(frame.Text);
            TreatyNames = QuestionLanguage.IsEnglish(frame.Text) ? [.. frame.UnknownTreaties.Select(name => TextAnalyzer.Terms(name.Text))] : [];
            AsOf = frame.AskedFor is AskedFor.Number or AskedFor.Count ? frame.AsOf?.Date?.Latest : null;
            Quantity = Quantities.Asked(frame, query);
            Weights = EvidenceWeights.For(query);
            AsksArticle = frame.AskedFor == AskedFor.Article;
            AsksClause = Clause().IsMatch(frame.Text);
            var framed = frame.Treaties.Select(mention => (mention.Start, mention.End))
                .Concat(frame.Parties.Select(mention => (mention.Start, mention.End)))
                .Concat(frame.AsOf is { } asOf ? [(asOf.Start, asOf.End)] : [])
                .ToList();
            var unnamed = TextAnalyzer.Tokens(frame.Text)
                .Where(token => frame.Dates.Any(date => token.Start < date.End && token.Start + token.Length > date.Start))
                .Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
            var free = TextAnalyzer.Tokens(frame.Text)
                .Where(token => !framed.Exists(span => token.Start < span.Item2 && token.Start + token.Length > span.Item1))
                .Select(token => token.Term)
                .ToHashSet(StringComparer.Ordinal);
            // "Why did Putin …" asks about the man, not of his state at any time.
            var leaders = frame.AskedFor is AskedFor.Reason or AskedFor.Manner or AskedFor.Anything or AskedFor.Definition
                ? frame.Parties.Where(party => party.Kind == PartyNameKind.Leader).SelectMany(party => TextAnalyzer.Terms(frame.Text.Substring(party.Start, party.Length)).TakeLast(1))
                : [];
            Names = QuestionLanguage.IsEnglish(frame.Text) ? [.. query.Names.Where(name => free.Contains(name) && !unnamed.Contains(name)), .. leaders] : [];
            Numbers = [.. query.Numbers.Where(free.Contains), .. TextAnalyzer.Tokens(frame.Text).Select(token => token.Term).Where(Ordinals.Contains)];
        }

        public IReadOnlyList<PartialDate> Dates { get; }

        public IReadOnlyList<TreatyAct> NamedActs { get; }

        public bool AsksEvent { get; }

        public bool AsksDate { get; }

        public IReadOnlyList<TreatyAct> LeadingActs { get; }

        public SubjectAsked? Subject { get; }

        public IReadOnlyList<string> Quoted { get; }

        public IReadOnlyList<string> Topic { get; }

        /// <summary>The terms of each name that the catalogue does not hold.</summary>
        public IReadOnlyList<IReadOnlyList<string>> TreatyNames { get; }

        public DateOnly? AsOf { get; }

        public QuantityAsked? Quantity { get; }

        public EvidenceWeights Weights { get; }

        public bool AsksArticle { get; }

        public bool AsksClause { get; }

        public string Question { get; }

        public AnswerType Kind { get; }

        public IReadOnlyList<string> TreatyIds { get; }

        public IReadOnlyList<string> PartyIds { get; }

        public IReadOnlyList<TreatyAct> Acts { get; }

        public IReadOnlyList<string> Names { get; }

        public IReadOnlyList<string> Numbers { get; }
    }
}
