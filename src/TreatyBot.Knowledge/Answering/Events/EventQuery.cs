using System.Collections.Frozen;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>What a question asks of the ledger, and what it says besides.</summary>
internal sealed class EventQuery
{
    /// <summary>Words that narrow nothing down.</summary>
    private static readonly FrozenSet<string> Empty = TextAnalyzer.Terms("""
        treaty agreement convention pact accord protocol document memorandum date year day month time exactly exact precise formally officially formal official
        country countries state states party parties government nation nations member members power powers side still now currently today actually
        finally first last ever already yet take took place happen happened become became make made give gave get got go went do did done tell
        know please according source sources say said list name names many long much participation implementation compliance
        effect force part status action decision step move original since long meant intended supposed first begin start begun started
        actually really still officially which what when where who whose two three four five both all
        """).ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, double> _residue;

    public EventQuery(AnswerContext context)
    {
        Frame = context.Frame;
        Context = context;
        Acts = Ordered(Frame.Acts);
        var spans = Frame.Treaties.Select(mention => (mention.Start, mention.End))
            .Concat(Frame.Parties.Select(mention => (mention.Start, mention.End)))
            .Concat(Frame.ActMentions.Select(mention => (mention.Start, mention.End)))
            .Concat(Frame.Dates.Select(mention => (mention.Start, mention.End)))
            .ToList();
        var idf = context.Query.Terms.ToDictionary(term => term.Term, term => term.Idf, StringComparer.Ordinal);
        // Of a question in another language the documents hold no words but names.
        _residue = (QuestionLanguage.IsEnglish(Frame.Text) ? TextAnalyzer.Tokens(Frame.Text) : [])
            .Where(token => !token.IsStopWord && !Empty.Contains(token.Term) && !IsMistyped(token.Term)
                && !spans.Exists(span => token.Start < span.Item2 && token.Start + token.Length > span.Item1))
            .Select(token => token.Term).Distinct(StringComparer.Ordinal)
            .ToDictionary(term => term, term => idf.GetValueOrDefault(term, 1), StringComparer.Ordinal);
    }

    public AnswerContext Context { get; }

    public QuestionFrame Frame { get; }

    /// <summary>The acts asked about; "when did the withdrawal take effect" asks about the withdrawal.</summary>
    public IReadOnlyList<TreatyAct> Acts { get; }

    /// <summary>Whether the question says more than treaty, party, act and date.</summary>
    public bool HasResidue => _residue.Count > 0;

    /// <summary>Share of the question's further words that the entry's sentences have, by idf; 1 when there are none.</summary>
    public double Coverage(LedgerEntry entry)
    {
        if (_residue.Count == 0)
            return 1;
        var terms = entry.Sources.SelectMany(source => TextAnalyzer.Terms(source.Quote.Text)).ToHashSet(StringComparer.Ordinal);
        return _residue.Where(term => terms.Contains(term.Key)).Sum(term => term.Value) / Math.Max(_residue.Values.Sum(), 1e-9);
    }

    /// <summary>Entries that tell the act asked about, of the parties asked about.</summary>
    public IReadOnlyList<LedgerEntry> Match(IReadOnlyList<LedgerEntry> ledger, TreatyAct act)
    {
        var matching = ledger.Where(entry => ConcernsParties(entry) && (entry.Act == act || IsWordedAs(entry, act))).ToList();
        // "The Duma" and "Putin" stand for the state, and yet for one doing of it: entries that name them too go first.
        var organs = Frame.Parties.Where(party => party.Kind is PartyNameKind.Metonym or PartyNameKind.Leader)
            .Select(party => Frame.Text.Substring(party.Start, party.Length)).ToList();
        var literal = matching.FindAll(entry => organs.Exists(organ => entry.Sources.Any(source => source.Quote.Text.Contains(organ, StringComparison.OrdinalIgnoreCase))));
        var exact = (literal.Count > 0 ? literal : matching).FindAll(entry => entry.Act == act);
        return exact.Count > 0 && literal.Count == 0 ? exact : literal.Count > 0 ? literal : [];
    }

    private static bool IsMistyped(string term) =>
        term.Length >= 5 && Empty.Any(word => word.Length >= 5 && Math.Abs(word.Length - term.Length) <= 1 && EditDistance.Between(word, term, 1) <= 1);

    // A sheet may call a parliament's vote an announcement; the sentence itself says "ratified".
    public static bool IsWordedAs(LedgerEntry entry, TreatyAct act) =>
        entry.Act == TreatyAct.Announce && entry.Modality == EventModality.Fact
        && entry.Sources.Any(source => ActLexicon.Default.FindActs(source.Quote.Text).Any(mention => mention.Act == act && !mention.IsNegated && !IsRuledOut(source.Quote.Text, mention)));

    // "to suspend the treaty without withdrawing from it"
    private static bool IsRuledOut(string text, ActMention mention) =>
        text[..mention.Start].TrimEnd().EndsWith("without", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<TreatyAct> Ordered(IReadOnlyList<TreatyAct> acts) =>
        acts.Contains(TreatyAct.EnterIntoForce) && acts.Any(act => act is TreatyAct.Withdraw or TreatyAct.Suspend or TreatyAct.NotifyWithdrawal or TreatyAct.Revoke)
            ? [.. acts.Where(act => act != TreatyAct.EnterIntoForce).Select(act => act == TreatyAct.NotifyWithdrawal ? TreatyAct.Withdraw : act).Distinct()]
            : acts;

    public bool ConcernsParties(LedgerEntry entry) =>
        Frame.PartyIds.Count == 0
        || Frame.PartyIds.Any(entry.Concerns);
}
