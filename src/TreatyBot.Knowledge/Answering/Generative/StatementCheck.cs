using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>A statement that holds.</summary>
/// <param name="Derived">Words that the quote has in another form.</param>
/// <param name="Note">The working, when a date was derived.</param>
/// <param name="IsReworded">Whether it puts the quote's words in another order or joins them by others, so that their sense may have changed.</param>
internal sealed record CheckedStatement(IReadOnlyList<string> Derived, DraftNote? Note, bool IsReworded);

/// <summary>
/// Whether a quote carries a statement that a model made of it: its names, numbers and dates, its acts and whether they happened, its
/// negation, and each of its words. Stricter than <see cref="ClaimSupport"/>, because a model may mean anything; one free word would be
/// enough to put another reason into a true sentence. Pure.
/// </summary>
internal static class StatementCheck
{
    private const int LongestStatement = 500;

    private static readonly HashSet<string> Negations = ["not", "never", "no", "nor", "neither", "cannot", "none", "nobody", "nothing", "without", "false", "untrue"];

    /// <returns>What holds it, or why it does not hold.</returns>
    public static (CheckedStatement? Passed, string? Problem) Check(string text, SourceQuote quote, StatementSource source)
    {
        if (text.Length > LongestStatement)
            return (null, "is too long");
        if (OutputSanitizer.IsActive(text))
            return (null, "holds an address, markup or a mention");
        var dates = Dates(text, quote, source);
        if (dates.Problem is not null)
            return (null, dates.Problem);
        var derived = dates.Derived.Concat(Names(text, quote, source)).ToList();
        if (!ClaimSupport.IsSupported(text, [quote.Text], derived))
            return (null, "has a name or number that its quote has not");
        if (ActProblem(text, quote.Text) is { } problem)
            return (null, problem);
        return HasFreeWords(text, quote.Text, derived, source)
            ? (null, "uses words that its quote has not")
            : (new(derived, dates.Note, !IsShortened(text, quote.Text)), null);
    }

    private static (List<string> Derived, DraftNote? Note, string? Problem) Dates(string text, SourceQuote quote, StatementSource source)
    {
        var derived = new List<string>();
        DraftNote? note = null;
        var known = DateFinder.Find(quote.Text, new DateContext(source.Published)).Where(date => date.Date is not null).ToList();
        foreach (var said in DateFinder.Find(text, DateContext.None))
        {
            if (said.Date is not { } date)
                continue;
            // A coarser date is carried by a finer one, not the other way round.
            if (known.Where(other => other.Date!.Value.IsWithin(date)).OrderBy(other => other.Working is null ? 0 : 1).FirstOrDefault() is not { } ground)
                return ([], null, "has a date that its quote has not");
            derived.Add(text.Substring(said.Start, said.Length));
            if (ground.Working is { } working)
                note = new(NoteKind.RelativeDate, $"{ground.Date}: {working}.", [quote]);
        }
        return (derived, note, null);
    }

    private static IEnumerable<string> Names(string text, SourceQuote quote, StatementSource source)
    {
        var parties = PartyGazetteer.Default.Find(quote.Text);
        foreach (var said in PartyGazetteer.Default.Find(text))
        {
            if (parties.Any(party => party.PartyId == said.PartyId || PartyGazetteer.Default.IsSame(party.PartyId, said.PartyId)))
                yield return text.Substring(said.Start, said.Length);
        }
        foreach (var said in source.Catalogue.Find(text))
        {
            if (!said.IsAmbiguous && source.Facts.IsAbout(said.TreatyIds, source.Catalogue.Find(quote.Text)))
                yield return text.Substring(said.Start, said.Length);
        }
    }

    private static string? ActProblem(string text, string quote)
    {
        var found = ActLexicon.Default.FindActs(quote);
        var isDenied = Denies(text);
        var isQuoteDenied = Denies(quote);
        var acts = ActLexicon.Default.FindActs(text).Where(act => !act.IsWeak).ToList();
        foreach (var act in acts)
        {
            var same = found.Where(other => IsSame(act, other)).ToList();
            if (same.Count == 0)
                return "tells of an act that its quote does not tell of";
            if (!same.Exists(other => other.IsNegated == act.IsNegated))
                return "denies what its quote says, or says what it denies";
            if (!act.IsPlanned && !same.Exists(other => !other.IsPlanned && other.IsNegated == act.IsNegated))
                return "says as done what its quote tells as planned";
        }
        return (isDenied && !isQuoteDenied) || (!isDenied && isQuoteDenied && acts.Count == 0)
            ? "denies what its quote says, or says what it denies"
            : null;
    }

    // Synonyms only: a notice is not a withdrawal, an announcement neither.
    private static bool IsSame(ActMention act, ActMention other) =>
        act.Act == other.Act || act.Alternatives.Contains(other.Act) || other.Alternatives.Contains(act.Act)
        || (act.Act is TreatyAct.Sign or TreatyAct.Adopt or TreatyAct.Open && other.Act is TreatyAct.Sign or TreatyAct.Adopt or TreatyAct.Open)
        || (act.Act is TreatyAct.Expire or TreatyAct.Terminate && other.Act is TreatyAct.Expire or TreatyAct.Terminate);

    private static bool Denies(string text) =>
        text.Contains("n't", StringComparison.OrdinalIgnoreCase) || text.Contains("n’t", StringComparison.OrdinalIgnoreCase)
        || TextAnalyzer.Tokens(text).Any(token => Negations.Contains(text.Substring(token.Start, token.Length).ToLowerInvariant()));

    // Every word in the order of the quote: something was left out, nothing moved.
    private static bool IsShortened(string text, string quote)
    {
        var rest = TextAnalyzer.Terms(quote).GetEnumerator();
        foreach (var term in TextAnalyzer.Terms(text))
        {
            do
            {
                if (!rest.MoveNext())
                    return false;
            }
            while (rest.Current != term);
        }
        return true;
    }

    private static bool HasFreeWords(string text, string quote, List<string> derived, StatementSource source)
    {
        var carried = derived.Append(quote).Append(source.Title).Concat(source.Headings)
            .SelectMany(TextAnalyzer.Terms).ToHashSet(StringComparer.Ordinal);
        var acts = ActLexicon.Default.FindActs(text);
        return TextAnalyzer.Tokens(text).Any(token => !token.IsStopWord
            && !carried.Contains(token.Term)
            && !NeutralWords.Contains(token.Term)
            && !acts.Any(act => token.Start < act.End && token.Start + token.Length > act.Start));
    }
}

/// <summary>What surrounds the quote of a statement.</summary>
internal sealed record StatementSource(
    string Title, IReadOnlyList<string> Headings, PartialDate? Published, PassageFacts Facts, TreatyCatalogue Catalogue);
