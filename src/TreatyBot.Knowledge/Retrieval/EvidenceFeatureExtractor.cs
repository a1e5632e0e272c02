using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>Computes <see cref="EvidenceFeatures"/> of one question against sentences.</summary>
public sealed partial class EvidenceFeatureExtractor(Query query, RetrievalOptions settings)
{
    /// <summary>Sentences run to about this many terms where it was measured; only their ratio to it matters.</summary>
    private const double AverageSentenceLength = 14;

    private readonly Dictionary<string, double> _idf = query.Terms.ToDictionary(term => term.Term, term => term.Idf, StringComparer.Ordinal);
    private readonly double _mass = Math.Max(query.IdfMass, 1e-9);
    private readonly string[] _sequence = [.. query.Terms.Select(term => term.Term)];

    public EvidenceFeatures Extract(RetrievedPassage passage, int index)
    {
        var analysis = passage.Analysis;
        var sentence = analysis.Sentences[index];
        var own = Matched(sentence);
        var near = new HashSet<string>(own, StringComparer.Ordinal);
        if (index > 0)
            near.UnionWith(Matched(analysis.Sentences[index - 1]));
        if (index + 1 < analysis.Sentences.Count)
            near.UnionWith(Matched(analysis.Sentences[index + 1]));
        near.UnionWith(_sequence.Where(analysis.ContextTerms.Contains));

        var vectors = passage.Vectors;
        return new EvidenceFeatures
        {
            SentenceLexical = Lexical(sentence),
            PassageLexical = passage.Hit.Lexical,
            SentenceCoverage = Mass(own) / _mass,
            NeighbourCoverage = Mass(near) / _mass,
            PassageCoverage = Mass(_sequence.Where(analysis.TermCounts.ContainsKey)) / _mass,
            TypeMatch = OffersAnswer(sentence, analysis) ? 1 : 0,
            Sequence = _sequence.Length == 0 ? 0 : (double)CommonSubsequence(sentence) / _sequence.Length,
            MissingNames = MissingShare(query.Names, analysis),
            MissingNumbers = MissingShare(query.Numbers, analysis),
            SentenceCosine = vectors.Count == analysis.Sentences.Count && !query.Vector.IsEmpty
                ? Retriever.Cosine(query.Vector.Span, vectors[index])
                : passage.Hit.Cosine,
            PassageCosine = passage.Hit.Cosine,
        };
    }

    private HashSet<string> Matched(AnalyzedSentence sentence) =>
        sentence.Tokens.Select(token => token.Term).Where(_idf.ContainsKey).ToHashSet(StringComparer.Ordinal);

    private double Mass(IEnumerable<string> terms) => terms.Sum(term => _idf[term]);

    private double Lexical(AnalyzedSentence sentence)
    {
        if (query.MaxLexical <= 0)
            return 0;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var length = 0;
        foreach (var token in sentence.Tokens)
        {
            if (token.IsStopWord)
                continue;
            length++;
            if (_idf.ContainsKey(token.Term))
                counts[token.Term] = counts.GetValueOrDefault(token.Term) + 1;
        }
        var sum = counts.Sum(count =>
            Bm25.TermScore(_idf[count.Key], count.Value, length, AverageSentenceLength, settings.K1, settings.B));
        return sum / query.MaxLexical;
    }

    private int CommonSubsequence(AnalyzedSentence sentence)
    {
        var previous = new int[_sequence.Length + 1];
        var current = new int[_sequence.Length + 1];
        foreach (var token in sentence.Tokens)
        {
            if (!_idf.ContainsKey(token.Term))
                continue;
            for (var i = 1; i <= _sequence.Length; i++)
                current[i] = token.Term == _sequence[i - 1] ? previous[i - 1] + 1 : Math.Max(previous[i], current[i - 1]);
            (previous, current) = (current, previous);
        }
        return previous[_sequence.Length];
    }

    private static double MissingShare(IReadOnlyList<string> wanted, AnalyzedPassage passage) =>
        wanted.Count == 0 ? 0 : (double)wanted.Count(term => !passage.TermCounts.ContainsKey(term)) / wanted.Count;

    private bool OffersAnswer(AnalyzedSentence sentence, AnalyzedPassage passage) => query.AnswerType switch
    {
        AnswerType.Date => AnyNew(DateWord().EnumerateMatches(sentence.Text), sentence.Text),
        AnswerType.Number => AnyNew(NumberWord().EnumerateMatches(sentence.Text), sentence.Text),
        AnswerType.Person => sentence.Tokens.Any(token => IsNewName(token, sentence) && !passage.ContextTerms.Contains(token.Term)),
        AnswerType.Place => Place().Matches(sentence.Text).Any(match => !_idf.ContainsKey(TermOf(match.Groups[1].Value))),
        AnswerType.Reason => Reason().IsMatch(sentence.Text),
        _ => false,
    };

    private bool IsNewName(AnalyzedToken token, AnalyzedSentence sentence) =>
        !token.IsStopWord && char.IsUpper(sentence.Text[token.Start]) && !_idf.ContainsKey(token.Term);

    private bool AnyNew(Regex.ValueMatchEnumerator matches, string text)
    {
        foreach (var match in matches)
        {
            if (!_idf.ContainsKey(TermOf(text.Substring(match.Index, match.Length))))
                return true;
        }
        return false;
    }

    private static string TermOf(string word) => TextAnalyzer.Tokens(word).Select(token => token.Term).FirstOrDefault("");

    [GeneratedRegex(@"\b1[0-9]{3}s?\b|\b20[0-9]{2}s?\b|\b[1-9][0-9]{2}\b|\b(January|February|March|April|May|June|July|August|September|October|November|December|centur(y|ies)|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")]
    private static partial Regex DateWord();

    [GeneratedRegex(@"\b\d[\d.,]*\b|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|quarter|third)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NumberWord();

    [GeneratedRegex(@"\b(?:in|at|near|of|from|to|between|and|across|within|outside)\s+(?:the\s+)?(\p{Lu}\w+)")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(because|due|reasons?|causes?|caused|results?|resulted|thus|therefore|since|order|owing|so that|led|allow(ed|s)?|prevent(ed|s)?|aim(ed|s|ing)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Reason();
}
