using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>What a question asks of the ledger, and what it says besides.</summary>
internal sealed class EventQuery
{
    private readonly QuestionResidue _residue;

    public EventQuery(AnswerContext context)
    {
        Frame = context.Frame;
        Context = context;
        Acts = Ordered(Frame.Acts);
        _residue = new(Frame, context.Query);
    }

    public AnswerContext Context { get; }

    /// <summary>The known dates that the question names, its as-of date left out.</summary>
    public List<DateMention> NamedDates => [.. Frame.Dates.Where(date => date.Date is not null && date != Frame.AsOf)];

    public QuestionFrame Frame { get; }

    /// <summary>The acts asked about; "when did the withdrawal take effect" asks about the withdrawal.</summary>
    public IReadOnlyList<TreatyAct> Acts { get; }

    /// <summary>The act first asked about with what its words may mean otherwise; further acts of the question only describe it.</summary>
    public IEnumerable<TreatyAct> LeadingActs => Acts.Count == 0 ? [] : Acts.Where(act => act == Acts[0]
        || Frame.ActMentions.Any(mention => (mention.Act == Acts[0] && mention.Alternatives.Contains(act)) || (mention.Act == act && mention.Alternatives.Contains(Acts[0]))));

    /// <summary>Whether the question says more than treaty, party, act and date.</summary>
    public bool HasResidue => !_residue.IsEmpty;

    /// <summary>Share of the question's further words that the entry's sentences have, by idf; 1 when there are none.</summary>
    public double Coverage(LedgerEntry entry) =>
        _residue.Coverage(entry.Sources.SelectMany(source => TextAnalyzer.Terms(source.Quote.Text)).ToHashSet(StringComparer.Ordinal));

    /// <summary>Entries that tell the act asked about, of the parties asked about.</summary>
    public IReadOnlyList<LedgerEntry> Match(IReadOnlyList<LedgerEntry> ledger, TreatyAct act)
    {
        var instruments = Instruments.NamedBeside(Frame);
        var matching = ledger.Where(entry => ConcernsParties(entry) && (entry.Act == act || IsWordedAs(entry, act))
            && instruments.All(instrument => entry.Sources.Any(source => source.Quote.Text.Contains(instrument, StringComparison.OrdinalIgnoreCase)))
            && (entry.Act != TreatyAct.Sign || !entry.IsForAll || Frame.PartyIds.All(party => IsKnown(party, ledger)))).ToList();
        // "The Duma" and "Putin" stand for the state, and yet for one doing of it: entries that name them too go first.
        var organs = Frame.Parties.Where(party => party.Kind is PartyNameKind.Metonym or PartyNameKind.Leader)
            .Select(party => Frame.Text.Substring(party.Start, party.Length)).ToList();
        var literal = matching.FindAll(entry => organs.Exists(organ => entry.Sources.Any(source => source.Quote.Text.Contains(organ, StringComparison.OrdinalIgnoreCase))));
        var exact = (literal.Count > 0 ? literal : matching).FindAll(entry => entry.Act == act);
        return exact.Count > 0 ? exact : literal;
    }

    // That a treaty was signed says nothing of a state that no source tells of having to do with it.
    private static bool IsKnown(string partyId, IReadOnlyList<LedgerEntry> ledger) =>
        ledger.Any(entry => entry.Act is not (TreatyAct.Accuse or TreatyAct.Announce or TreatyAct.Reject) && entry.Names(partyId));

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
