using System.Globalization;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Evaluation.Metrics;

/// <summary>
/// Holds a statement supported when every number, date and name in it stands in the quotes, their titles or the workings, and at least
/// <see cref="WantedCoverage"/> of its distinct content words do. A party under any of its names is the same party ("Russian", "Russia"),
/// and an act in any of its words the same act ("withdrew", "withdrawal"). Blind to negation and to who did what to whom; strict about facts.
/// A name is a word with a capital; one that opens the statement is taken for a name unless it ends as adverbs and participles do.
/// </summary>
public sealed class LexicalSupportJudge : ISupportJudge
{
    /// <value>0.6: a sentence of ten content words may have four of its own, as connecting prose has.</value>
    public const double WantedCoverage = 0.6;

    public string Id => "lexical-2";

    public ValueTask<bool> SupportsAsync(SupportQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(Supports(query));
    }

    private static bool Supports(SupportQuery query)
    {
        if (query.Quotes.Count == 0)
            return false;
        var evidence = string.Join('\n', [.. query.Quotes.Select(quote => $"{quote.Title}\n{quote.Publisher}\n{quote.Text}"), .. query.Workings]);
        HashSet<string> known = [.. ComparableWords.Of(evidence), .. SameOtherwise(query.Statement, evidence).SelectMany(ComparableWords.Of)];
        HashSet<string> content = [];
        List<PartialDate> said = DateMentions.Find(query.Statement);
        var isFirst = true;
        foreach (var word in ComparableWords.Read(query.Statement))
        {
            var isMonth = said.Count > 0 && DateMentions.IsMonth(word.Written);
            if (!word.IsStopWord && !isMonth && !IsDatePart(word.Term, said))
                content.Add(word.Term);
            if (!isMonth && !known.Contains(word.Term)
                && ((!word.IsStopWord && IsName(word.Written, isFirst)) || (char.IsDigit(word.Term[0]) && !IsDatePart(word.Term, said))))
                return false;
            isFirst = false;
        }
        var shown = DateMentions.Find(evidence);
        return said.TrueForAll(date => shown.Exists(other => other.IsWithin(date)))
            && content.Count(known.Contains) >= WantedCoverage * content.Count;
    }

    // Words of the statement for parties and acts that the evidence names in other words.
    private static IEnumerable<string> SameOtherwise(string statement, string evidence)
    {
        var parties = PartyGazetteer.Default.Find(evidence).Where(party => !party.IsPlace).Select(party => party.PartyId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var acts = ActLexicon.Default.FindActs(evidence).SelectMany(act => act.Alternatives.Prepend(act.Act)).ToHashSet();
        return PartyGazetteer.Default.Find(statement).Where(party => parties.Contains(party.PartyId)).Select(party => statement.Substring(party.Start, party.Length))
            .Concat(ActLexicon.Default.FindActs(statement).Where(act => acts.Contains(act.Act)).Select(act => statement.Substring(act.Start, act.Length)));
    }

    private static bool IsName(string word, bool isFirst) =>
        char.IsUpper(word[0])
        && (!isFirst || !(word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("ly", StringComparison.Ordinal) || word.EndsWith("ed", StringComparison.Ordinal)));

    // Numbers of a date are judged as the date they make: "2023-11-07" bears out "7 November 2023".
    private static bool IsDatePart(string word, List<PartialDate> dates) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && dates.Exists(date => number == date.Year || number == date.Month || number == date.Day);
}
