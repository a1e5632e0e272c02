using System.Collections.Frozen;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>
/// What a question says besides treaty, party, act and date: the words that an answer must be about. Evidence that has none of them
/// answers another question.
/// </summary>
internal sealed class QuestionResidue
{
    /// <summary>Words that narrow nothing down.</summary>
    private static readonly FrozenSet<string> Empty = TextAnalyzer.Terms("""
        treaty agreement convention pact accord protocol document memorandum date year day month time exactly exact precise formally officially formal official
        country countries state states party parties government nation nations member members power powers side still now currently today actually
        finally first last ever already yet take took place happen happened become became make made give gave get got go went do did done tell
        know please according source sources say said list name names many long much participation implementation compliance
        effect force part status action decision step move original since long meant intended supposed first begin start begun started
        actually really still officially which what when where who whose two three four five both all
        explain describe overview summary summarise summarize purpose aim
        """).ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, double> _weights;
    private readonly HashSet<string> _unknownNames;

    public QuestionResidue(QuestionFrame frame, Query query)
    {
        var spans = frame.Treaties.Select(mention => (mention.Start, mention.End))
            .Concat(frame.Parties.Select(mention => (mention.Start, mention.End)))
            .Concat(frame.ActMentions.Select(mention => (mention.Start, mention.End)))
            .Concat(frame.Dates.Select(mention => (mention.Start, mention.End)))
            .ToList();
        _unknownNames = frame.UnknownTreaties.SelectMany(name => TextAnalyzer.Terms(name.Text)).ToHashSet(StringComparer.Ordinal);
        var idf = query.Terms.ToDictionary(term => term.Term, term => term.Idf, StringComparer.Ordinal);
        // Of a question in another language the documents hold no words but names.
        _weights = (QuestionLanguage.IsEnglish(frame.Text) ? TextAnalyzer.Tokens(frame.Text) : [])
            .Where(token => !token.IsStopWord && !Empty.Contains(token.Term) && !IsMistyped(token.Term)
                && !spans.Exists(span => token.Start < span.Item2 && token.Start + token.Length > span.Item1))
            .Select(token => token.Term).Distinct(StringComparer.Ordinal)
            .ToDictionary(term => term, term => idf.GetValueOrDefault(term, 1), StringComparer.Ordinal);
    }

    /// <summary>The words, as the analyser makes them.</summary>
    public IReadOnlyCollection<string> Terms => _weights.Keys;

    public static bool NarrowsNothing(string term) => Empty.Contains(term);

    public bool IsEmpty => _weights.Count == 0;

    /// <summary>Share of the words that the terms hold, by idf; 1 when there are none.</summary>
    public double Coverage(IReadOnlySet<string> terms) =>
        _weights.Count == 0 ? 1 : _weights.Where(word => terms.Contains(word.Key)).Sum(word => word.Value) / Math.Max(_weights.Values.Sum(), 1e-9);

    /// <summary>Whether words are asked about besides the names of treaties that the catalogue does not hold, and the terms have none of them.</summary>
    public bool IsMissedBy(IReadOnlySet<string> terms)
    {
        var words = _weights.Keys.Where(word => !_unknownNames.Contains(word)).ToList();
        return words.Count > 0 && !words.Exists(terms.Contains);
    }

    private static bool IsMistyped(string term) =>
        term.Length >= 5 && Empty.Any(word => word.Length >= 5 && EditDistance.Between(word, term, 1) <= 1);
}
