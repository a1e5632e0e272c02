using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Evaluation.Metrics;

/// <summary>
/// Holds a statement supported when every number, date and name in it stands in the quotes, their titles or the workings, and at least
/// <see cref="WantedCoverage"/> of its distinct content words do. Blind to negation and to who did what to whom; strict about facts.
/// A name is a word with a capital that does not open the statement, or has two of them.
/// </summary>
public sealed class LexicalSupportJudge : ISupportJudge
{
    /// <value>0.6: a sentence of ten content words may have four of its own, as connecting prose has.</value>
    public const double WantedCoverage = 0.6;

    public string Id => "lexical-1";

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
        HashSet<string> known = [.. AcceptedAnswer.Words(evidence)];
        HashSet<string> content = [];
        var first = true;
        foreach (var token in TextAnalyzer.Tokens(query.Statement))
        {
            if (!token.IsStopWord)
            {
                content.Add(token.Term);
                if (IsName(query.Statement.AsSpan(token.Start, token.Length), first) && !known.Contains(token.Term))
                    return false;
            }
            first = false;
        }
        if (AcceptedAnswer.Words(query.Statement).Any(word => char.IsDigit(word[0]) && !known.Contains(word) && !IsDatePart(word, query.Statement)))
            return false;
        var dates = DateMentions.Find(evidence);
        if (!DateMentions.Find(query.Statement).All(said => dates.Any(shown => shown.IsWithin(said))))
            return false;
        return content.Count == 0 || content.Count(known.Contains) >= WantedCoverage * content.Count;
    }

    private static bool IsName(ReadOnlySpan<char> word, bool first)
    {
        var capitals = 0;
        foreach (var c in word)
            capitals += char.IsUpper(c) ? 1 : 0;
        return capitals > 1 || (capitals == 1 && !first && char.IsUpper(word[0]));
    }

    // Numbers of a date are judged as the date they make: "2023-11-07" bears out "7 November 2023".
    private static bool IsDatePart(string word, string statement) =>
        word.Length <= 4 && DateMentions.Find(statement).Any(date => int.TryParse(word, out var number) && (number == date.Year || number == date.Day || number == date.Month));
}
