using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Languages;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>
/// Finds questions that take for granted what no source tells. A register sheet tells of every entry into force, suspension,
/// notice, withdrawal, revocation, extension and end; where it tells of none, the question's premise does not stand.
/// </summary>
internal static partial class PremiseCheck
{
    private static readonly HashSet<TreatyAct> CompletelyTold =
    [
        TreatyAct.EnterIntoForce, TreatyAct.Suspend, TreatyAct.NotifyWithdrawal, TreatyAct.Withdraw, TreatyAct.Revoke, TreatyAct.Expire,
        TreatyAct.Terminate, TreatyAct.Resume, TreatyAct.Extend,
    ];

    private static readonly HashSet<TreatyAct> PartlyTold = [TreatyAct.Sign, TreatyAct.Ratify, TreatyAct.Accede];

    /// <summary>A date in the question at which nothing happened, of an act that happened at another one.</summary>
    private static AbstentionDraft? WrongDate(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        var named = query.NamedDates.FindAll(date => date.Bound == DateBound.At);
        var told = query.Match(ledger, query.Acts[0]).Where(entry => entry.Modality == EventModality.Fact && entry.Date is not null).ToList();
        if (named.Count == 0 || told.Count == 0
            || ledger.Any(entry => entry.Date is not null && named.Exists(date => EventLedger.IsCompatible(date.Date, entry.Date))))
            return null;
        return new(AbstentionReason.FalsePremise,
            $"I can't answer that, because the question takes {named[0].Date} for granted, and my documents date this otherwise. What they say is below.")
        {
            Nearest = [.. told.Take(2).Select(entry => EventClaims.Quotes(entry)[0])],
        };
    }

    public static AbstentionDraft? Find(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        var frame = query.Frame;
        if (frame.TreatyIds.Count != 1 || frame.Acts.Count == 0 || !ledger.Any(entry => entry.IsDeclared)
            || !(frame.AskedFor is AskedFor.Date or AskedFor.Year or AskedFor.Reason or AskedFor.Place or AskedFor.Manner || frame.AskedFor == AskedFor.Actor && frame.Acts[0] != TreatyAct.Accuse))
            return null;
        var act = query.Acts[0];
        if (WrongDate(query, ledger) is { } wrong)
            return wrong;
        if (OnlyNotice(query, ledger) is { } notice)
            return notice;
        // Of protocols and amendments a sheet tells less.
        if ((!CompletelyTold.Contains(act) && !PartlyTold.Contains(act)) || Instruments.NamedBeside(frame).Count > 0)
            return null;
        var told = ledger.Where(entry => query.ConcernsParties(entry) && query.Acts.Any(asked => IsTold(asked, entry))).ToList();
        // Where the sheet dates the act of others, a mention in passing that dates nothing is no ground for "when did they".
        var wantsDated = frame.AskedFor is AskedFor.Date or AskedFor.Year && ledger.Any(entry => entry.IsDeclared && IsTold(act, entry));
        if (told.Exists(entry => entry.Modality is EventModality.Fact or EventModality.Attributed && (!wantsDated || entry.IsDeclared || entry.Date is not null)) && !Contradicts(told, act))
            return null;
        var against = told.Find(entry => entry.Modality == EventModality.Negated && (frame.PartyIds.Count == 0 || frame.PartyIds.Any(entry.Names)))
            ?? ledger.FirstOrDefault(entry => entry.Act == TreatyAct.Reject && query.ConcernsParties(entry) && act == TreatyAct.Ratify);
        if (against is null && (PartlyTold.Contains(act) || (query.HasResidue && frame.PartyIds.Count == 0)))
            return null;
        return new(AbstentionReason.FalsePremise, Message(query, act, against is not null))
        {
            Nearest = [.. (against is not null ? EventClaims.Quotes(against) : []), .. OnParties(query, ledger), .. Related(query, ledger)],
        };
    }

    // A notice is not its effect: who gave one has not left by that.
    private static AbstentionDraft? OnlyNotice(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        var frame = query.Frame;
        if (frame.AskedFor is not (AskedFor.Date or AskedFor.Year) || query.Acts[0] != TreatyAct.Withdraw || Ahead().IsMatch(frame.Text) || frame.Acts.Contains(TreatyAct.NotifyWithdrawal) || frame.PartyIds.Count != 1)
            return null;
        var own = ledger.Where(entry => entry.Modality == EventModality.Fact && entry.Names(frame.PartyIds[0])).ToList();
        var notice = own.Find(entry => entry.Act == TreatyAct.NotifyWithdrawal && entry.IsDeclared);
        if (notice is null || own.Exists(entry => entry.Act is TreatyAct.Withdraw or TreatyAct.Terminate))
            return null;
        return new(AbstentionReason.FalsePremise,
            $"I can't answer that, because my documents tell of a notice of withdrawal by {EventPhrases.Parties(frame.PartyIds)}, and of no withdrawal that took effect. What they say is below.")
        {
            Nearest = [EventClaims.Quotes(notice)[0], .. own.Where(entry => entry.Act == TreatyAct.Resume).Select(entry => EventClaims.Quotes(entry)[0])],
        };
    }

    // "When will its withdrawal take effect?" knows that it has not.
    [GeneratedRegex(@"\b(will|would|due|shall|going to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ahead();

    /// <summary>A question whose premise is nothing but one sentence's slip.</summary>
    public static AbstentionDraft? FindSlip(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        if (query.Frame.AskedFor is not (AskedFor.Date or AskedFor.Year or AskedFor.YesNo or AskedFor.Reason or AskedFor.Place or AskedFor.Manner)
            || EventConflicts.FindSlip(query, ledger) is not var (slip, declared))
            return null;
        return new(
            AbstentionReason.FalsePremise,
            $"I can't answer that, because only one sentence names {EventPhrases.Parties(slip.Parties)} for this, and the register sheet names {EventPhrases.Parties(declared.Parties)} instead. Both are below; the sentence looks like a slip.")
        {
            Nearest = [EventClaims.Quotes(declared)[0], EventClaims.Quotes(slip)[0]],
        };
    }

    // An announcement tells of what its own sentence says, and a notice of a withdrawal to come.
    private static bool IsTold(TreatyAct asked, LedgerEntry entry) =>
        asked == entry.Act
        || (asked == TreatyAct.Withdraw && entry.Act is TreatyAct.NotifyWithdrawal)
        || (asked == TreatyAct.Resume && entry.Act is TreatyAct.Accede or TreatyAct.Ratify)
        || (asked is TreatyAct.Expire or TreatyAct.Terminate && entry.Act is TreatyAct.Expire or TreatyAct.Terminate or TreatyAct.Replace or TreatyAct.Withdraw)
        || (asked is TreatyAct.Withdraw && entry.Act is TreatyAct.Terminate or TreatyAct.Expire && entry.IsForAll)
        || (entry.Act == TreatyAct.Announce && EventQuery.IsWordedAs(entry, asked));

    private static bool Contradicts(List<LedgerEntry> told, TreatyAct act) =>
        told.Exists(entry => entry.Act == act && entry.Modality == EventModality.Negated) && !told.Exists(entry => entry.Act == act && entry.Modality == EventModality.Fact);

    private static Wording Message(EventQuery query, TreatyAct act, bool isDenied)
    {
        var treaty = EventPhrases.TreatyName(query.Frame.TreatyIds[0], query.Context.Catalogue);
        var subject = query.Frame.PartyIds.Count > 0 ? EventPhrases.Parties(query.Frame.PartyIds) : null;
        var what = (act, subject) switch
        {
            (TreatyAct.EnterIntoForce, _) => $"that {treaty} entered into force",
            (TreatyAct.Expire, _) => $"that {treaty} expired",
            (TreatyAct.Terminate, null) => $"that {treaty} was terminated",
            (TreatyAct.Extend, _) => $"that {treaty} was extended",
            (TreatyAct.Suspend, null) => $"that anyone suspended {treaty}",
            (TreatyAct.Suspend, _) => $"that {subject} suspended {treaty}",
            (TreatyAct.Resume, null) => $"that anyone returned to {treaty}",
            (TreatyAct.Resume, _) => $"that {subject} returned to {treaty}",
            (TreatyAct.Revoke, _) => $"that {subject ?? "anyone"} revoked a ratification of {treaty}",
            (TreatyAct.Ratify, _) => $"that {subject ?? "anyone"} ratified {treaty}",
            (TreatyAct.Sign, _) => $"that {subject ?? "anyone"} signed {treaty}",
            (TreatyAct.Accede, _) => $"that {subject ?? "anyone"} joined {treaty}",
            _ => $"that {subject ?? "anyone"} left {treaty}",
        };
        return isDenied
            ? (Wording)$"I can't answer that, because the question takes for granted {what}, and my documents say otherwise. The nearest passages are below."
            : $"I can't answer that, because the question takes for granted {what}, and none of my documents says so. What they do tell is below; the treaty's depositary would settle it.";
    }

    // What the documents do tell of the party, or else of the treaty's beginning.
    // Of a state that no event names, it helps to know who the parties are.
    private static IEnumerable<SourceQuote> OnParties(EventQuery query, IReadOnlyList<LedgerEntry> ledger) =>
        query.Frame.PartyIds.Count == 0 || ledger.Any(entry => query.Frame.PartyIds.Any(entry.Names)) ? [] : query.Context.Fitting
            .Where(sentence => !sentence.Gap.HasFlag(EvidenceGap.Treaty) && sentence.Ranked.Passage.Analysis.Passage.Headings is [.., var heading] && Parties().IsMatch(heading))
            .Take(1).Select(sentence => sentence.Quote);

    [GeneratedRegex(@"^(states )?parties\b|\bmembership\b|\bsignatories\b", RegexOptions.IgnoreCase)]
    private static partial Regex Parties();

    private static IEnumerable<SourceQuote> Related(EventQuery query, IReadOnlyList<LedgerEntry> ledger) => ledger
        .Where(entry => entry.Modality == EventModality.Fact && entry.Date is not null && entry.IsDeclared)
        .OrderByDescending(entry => query.Frame.PartyIds.Any(entry.Names)).ThenByDescending(entry => entry.Date)
        .Take(2)
        .Select(entry => EventClaims.Quotes(entry)[0]);
}
