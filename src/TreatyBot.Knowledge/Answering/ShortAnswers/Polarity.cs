using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.ShortAnswers;

/// <summary>
/// Yes or no, when a sentence says the very thing that is asked, or denies it. A sentence that lacks a word of the question says
/// something else, and gets no verdict.
/// </summary>
public static partial class Polarity
{
    public static string? Verdict(QuestionFrame frame, Query query, AnalyzedSentence sentence)
    {
        if (frame.Alternatives.Count > 0 || frame.Parts.Count > 0 || frame.AsOf is not null || frame.Text.Contains(" or ", StringComparison.OrdinalIgnoreCase))
            return null;
        var words = sentence.Tokens.Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
        var spans = frame.Treaties.Select(mention => (mention.Start, mention.End)).Concat(frame.Parties.Select(party => (party.Start, party.End))).ToList();
        var asked = TextAnalyzer.Tokens(frame.Text)
            .Where(token => !token.IsStopWord && !spans.Exists(span => token.Start < span.Item2 && token.Start + token.Length > span.Item1))
            .Select(token => token.Term).Where(term => !Fillers.Contains(term)).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0 || asked.Exists(term => !words.Contains(term)) || Hedge().IsMatch(sentence.Text))
            return null;
        var isDenied = Negation().IsMatch(sentence.Text) != Negation().IsMatch(frame.Text);
        return isDenied ? "No" : "Yes";
    }

    private static readonly HashSet<string> Fillers = TextAnalyzer.Terms("ever still yet treaty really actually today currently now already").ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\b(not|no|never|nor|neither|without|none|cannot|can't|n't|nothing|refus\w+|reject\w+|fail\w*)\b|n[’']t\b", RegexOptions.IgnoreCase)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\b(may|might|could|would|if|unless|whether|said|says|claimed|accus\w+|alleg\w+|according|den(y|ies|ied)|disput\w+|rumou?r\w*|reportedly)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hedge();
}
