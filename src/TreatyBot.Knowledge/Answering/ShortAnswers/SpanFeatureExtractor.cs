using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering.ShortAnswers;

/// <summary>Computes <see cref="SpanFeatures"/> of one question.</summary>
public sealed class SpanFeatureExtractor
{
    private readonly Dictionary<string, double> _idf;
    private readonly double _mass;
    private readonly HashSet<string> _focus;

    public SpanFeatureExtractor(Query query)
    {
        _idf = query.Terms.ToDictionary(term => term.Term, term => term.Idf, StringComparer.Ordinal);
        _mass = Math.Max(query.IdfMass, 1e-9);
        _focus = FocusTerms(query.Text);
    }

    public SpanFeatures Extract(AnswerSpan span, AnalyzedSentence sentence)
    {
        var tokens = sentence.Tokens;
        var before = span.FirstToken > 0 ? Word(tokens[span.FirstToken - 1]) : "";
        if (before is "the" or "a" or "an" && span.FirstToken > 1)
            before = Word(tokens[span.FirstToken - 2]);
        var size = span.LastToken - span.FirstToken + 1;
        var known = 0;
        for (var index = span.FirstToken; index <= span.LastToken; index++)
            known += _idf.ContainsKey(tokens[index].Term) ? 1 : 0;
        return new SpanFeatures
        {
            Nearness = Nearness(span, tokens),
            Overlap = (double)known / size,
            FocusFollows = AnyFocus(tokens, span.LastToken + 1, span.LastToken + 3) ? 1 : 0,
            FocusPrecedes = AnyFocus(tokens, span.FirstToken - 5, span.FirstToken - 1) ? 1 : 0,
            IsFirst = span.FirstToken <= 1 ? 1 : 0,
            AfterAgent = before is "by" or "to" or "with" ? 1 : 0,
            AfterPlace = before is "in" or "at" or "near" or "from" or "to" or "into" or "through" ? 1 : 0,
            AfterTime = before is "in" or "on" or "since" or "until" or "from" or "by" or "before" or "after" ? 1 : 0,
            HasDigit = span.Text.Any(char.IsAsciiDigit) ? 1 : 0,
            IsYear = span.Text.Length == 4 && span.Text.All(char.IsAsciiDigit) ? 1 : 0,
            IsFullDate = size > 1 && span.Text.Any(char.IsAsciiDigit) && span.Text.Any(char.IsAsciiLetterUpper) ? 1 : 0,
            Size = Math.Min(size, 6) / 6.0,
            MatchFollows = IsMatch(tokens, span.LastToken + 1) ? 1 : 0,
            MatchPrecedes = IsMatch(tokens, span.FirstToken - 1) ? 1 : 0,
        };

        string Word(AnalyzedToken token) => sentence.Text.Substring(token.Start, token.Length).ToLowerInvariant();
    }

    private double Nearness(AnswerSpan span, IReadOnlyList<AnalyzedToken> tokens)
    {
        var best = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < tokens.Count; index++)
        {
            if ((index >= span.FirstToken && index <= span.LastToken) || !_idf.ContainsKey(tokens[index].Term))
                continue;
            var distance = index < span.FirstToken ? span.FirstToken - index : index - span.LastToken;
            best[tokens[index].Term] = Math.Min(best.GetValueOrDefault(tokens[index].Term, int.MaxValue), distance);
        }
        return best.Sum(match => _idf[match.Key] / (1 + match.Value * 0.3)) / _mass;
    }

    private bool IsMatch(IReadOnlyList<AnalyzedToken> tokens, int index) =>
        index >= 0 && index < tokens.Count && _idf.ContainsKey(tokens[index].Term);

    private bool AnyFocus(IReadOnlyList<AnalyzedToken> tokens, int from, int to)
    {
        for (var index = Math.Max(0, from); index <= to && index < tokens.Count; index++)
        {
            if (_focus.Contains(tokens[index].Term))
                return true;
        }
        return false;
    }

    // The nouns right after "how many", "which" or "what": up to three words, ended by a verb-like stop word.
    private static HashSet<string> FocusTerms(string question)
    {
        var focus = new HashSet<string>(StringComparer.Ordinal);
        var tokens = TextAnalyzer.Tokens(question).ToList();
        var asking = tokens.FindIndex(token => token.Term is "mani" or "much" or "which" or "what");
        for (var index = asking + 1; asking >= 0 && index < tokens.Count && index <= asking + 3; index++)
        {
            if (tokens[index].IsStopWord)
                break;
            focus.Add(tokens[index].Term);
        }
        return focus;
    }
}
