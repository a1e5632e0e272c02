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
    /// <summary>Share of the question's words that a sentence must have to tell of what it asks, though not in the same words.</summary>
    private const double OfTheSame = 0.6;

    /// <param name="asOf">The day for which the answer must hold, when the asker named one: what is dated after it was not so yet.</param>
    public static string? Verdict(QuestionFrame frame, AnalyzedSentence sentence, DateOnly? asOf = null)
    {
        // Who is a party, dated events and lists tell; a sentence that merely has the words does not.
        if (frame.Acts.Contains(TreatyAct.Accuse) || (frame.AskedFor == AskedFor.Status && frame.PartyIds.Count > 0 && !Membership().IsMatch(sentence.Text)) || frame.Alternatives.Count > 0 || (frame.Comparison is Comparison.Before or Comparison.After && frame.PartyIds.Count > 1) || frame.Parts.Count > 0 || frame.Text.Contains(" or ", StringComparison.OrdinalIgnoreCase))
            return null;
        var spans = frame.Treaties.Select(mention => (mention.Start, mention.End)).Concat(frame.Parties.Select(party => (party.Start, party.End))).ToList();
        var asked = TextAnalyzer.Tokens(frame.Text)
            .Where(token => !token.IsStopWord && !spans.Exists(span => token.Start < span.Item2 && token.Start + token.Length > span.Item1))
            .Select(token => token.Term).Where(term => !Fillers.Contains(term)).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0 || Hedge().IsMatch(sentence.Text))
            return null;
        if (frame.PartyIds.Count > 0 && sentence.Parties.FirstOrDefault(party => !party.IsPlace) is { PartyId: { } told } && !frame.PartyIds.Any(party => PartyGazetteer.Default.IsSame(party, told)))
            return null;
        if (asOf is { } day && IsAfter(sentence, day))
            return asked.Count(sentence.Terms.Contains) >= OfTheSame * asked.Count && !Negation().IsMatch(frame.Text) && !Negation().IsMatch(sentence.Text) ? "No" : null;
        if (frame.AsOf is not null || (asOf is not null && Already().IsMatch(frame.Text) && !sentence.Dates.Any(date => date.Date is not null)) || asked.Exists(term => !sentence.Terms.Contains(term)))
            return null;
        var isDenied = Negation().IsMatch(sentence.Text) != Negation().IsMatch(frame.Text);
        if (Stopped().IsMatch(sentence.Text) != Stopped().IsMatch(frame.Text))
            isDenied = !isDenied;
        return isDenied ? "No" : "Yes";
    }

    [GeneratedRegex(@"\b(part(y|ies)|members?|participants?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Membership();

    // "suspended its data exchange" denies that data were exchanged.
    [GeneratedRegex(@"\b(suspend\w*|suspension|stopp(ed|ing)|stops?|ceas(e|es|ed|ing)|halt(s|ed)?|abandon\w*|cancel\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Stopped();

    // What has no date tells of no day.
    [GeneratedRegex(@"\b(already|yet|still|had)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Already();

    /// <summary>Whether all that the sentence dates lies after the day.</summary>
    public static bool IsAfter(AnalyzedSentence sentence, DateOnly day) =>
        sentence.Dates.Select(date => date.Date).OfType<PartialDate>().ToList() is { Count: > 0 } told && told.TrueForAll(date => date.Earliest > day);

    private static readonly HashSet<string> Fillers = TextAnalyzer.Terms("ever still yet treaty really actually today currently now already").ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\b(not|no|never|nor|neither|without|none|cannot|can't|n't|nothing|refus\w+|reject\w+|fail\w*)\b|n[’']t\b", RegexOptions.IgnoreCase)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\b(may|might|could|would|if|unless|whether|said|says|claimed|accus\w+|alleg\w+|according|den(y|ies|ied)|disput\w+|rumou?r\w*|reportedly)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hedge();
}
