using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>"Did Russia suspend the CFE in 2010?"</summary>
internal static partial class YesNoAnswers
{
    private const double MinimumCoverage = 0.5;

    public static AnswerDraft? Draft(EventQuery query, IReadOnlyList<LedgerEntry> ledger, Func<string, string> titleOf)
    {
        var frame = query.Frame;
        if (frame.Alternatives.Count > 0)
            return frame.PartyIds.Count == 1 && frame.Acts.Count > 0 ? StatusAnswers.Draft(query, ledger) : null;
        // Whether somebody cheated is for those to say who say it: their sentence is shown, and no verdict of ours.
        if (frame.Acts.Count == 0 || frame.Acts[0] == TreatyAct.Accuse || (frame.Comparison is Comparison.Before or Comparison.After && frame.PartyIds.Count > 1) || frame.Text.Contains(" or ", StringComparison.OrdinalIgnoreCase))
            return null;
        var asOf = query.Context.AsOf;
        if (Pending().IsMatch(frame.Text) && frame.PartyIds.Count == 1 && frame.Acts.Contains(TreatyAct.NotifyWithdrawal) && Steps(query, ledger) is { Count: > 0 } steps)
            return steps.MaxBy(step => step.Date) is { Act: TreatyAct.NotifyWithdrawal } notice ? Say("Yes", notice, query, ledger, titleOf) : Say("No", steps.MaxBy(step => step.Date)!, query, ledger, titleOf);
        foreach (var act in query.Acts.Take(2))
        {
            var told = query.Match(ledger, act).Where(entry => query.Coverage(entry) >= MinimumCoverage).ToList();
            if (told.Exists(entry => entry.IsDeclared))
                told.RemoveAll(entry => !entry.IsDeclared);
            var facts = told.FindAll(entry => entry.Modality == EventModality.Fact && (entry.Date is null || entry.Date.Value.Earliest <= asOf));
            var later = told.FindAll(entry => entry.Modality == EventModality.Fact && entry.Date is { } date && date.Earliest > asOf);
            var named = query.NamedDates.ConvertAll(date => date.Date!.Value);
            if (facts.Count > 0 && named.Count > 0)
            {
                var agreeing = facts.FindAll(entry => entry.Date is not null && named.Exists(date => EventLedger.IsCompatible(date, entry.Date)));
                return agreeing.Count > 0 ? Say("Yes", Best(agreeing), query, ledger, titleOf) : Say("No", Best(facts), query, ledger, titleOf);
            }
            if (facts.Count > 0)
                return Undone(query, ledger, Best(facts)) is { } undoing
                    ? Say("No", undoing, query, ledger, titleOf)
                    : Say("Yes", Best(facts), query, ledger, titleOf);
            if (told.Find(entry => entry.Modality == EventModality.Negated) is { } negated)
                return Say("No", negated, query, ledger, titleOf);
            // A notice is not its effect, and may be taken back.
            if (act == TreatyAct.Withdraw && query.Frame.PartyIds.Count == 1 && later.Count == 0 && LastStep(query, ledger) is { } step)
                return Say("No", step, query, ledger, titleOf);
            if (query.Context.IsAsOfGiven && later.Count > 0)
                return Say("No", Best(later), query, ledger, titleOf, isLater: true);
        }
        return null;
    }

    // The notices of a party, their taking back and its leaving, up to the day asked about.
    private static List<LedgerEntry> Steps(EventQuery query, IReadOnlyList<LedgerEntry> ledger) =>
        [.. ledger.Where(entry => entry.Modality == EventModality.Fact && entry.Act is TreatyAct.NotifyWithdrawal or TreatyAct.Resume or TreatyAct.Withdraw
            && entry.Names(query.Frame.PartyIds[0]) && entry.Date is { } date && date.Earliest <= query.Context.AsOf)];

    [GeneratedRegex(@"\b(pending|outstanding|under way|running|unresolved)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Pending();

    private static LedgerEntry? LastStep(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        var steps = Steps(query, ledger);
        return steps.Exists(step => step.Act == TreatyAct.NotifyWithdrawal && step.IsDeclared) && !steps.Exists(step => step.Act == TreatyAct.Withdraw) ? steps.MaxBy(step => step.Date) : null;
    }

    // A ratification that was taken back is none; a suspension that was ended neither.
    private static LedgerEntry? Undone(EventQuery query, IReadOnlyList<LedgerEntry> ledger, LedgerEntry entry)
    {
        TreatyAct[] undoing = entry.Act switch
        {
            TreatyAct.Ratify => [TreatyAct.Revoke],
            TreatyAct.Suspend => [TreatyAct.Resume],
            _ => [],
        };
        return ledger.LastOrDefault(other =>
            undoing.Contains(other.Act) && other.TreatyId == entry.TreatyId && other.Modality == EventModality.Fact
            && other.Parties.Any(entry.Names) && other.Date is { } date && date.Earliest <= query.Context.AsOf && date > entry.Date);
    }

    private static LedgerEntry Best(IReadOnlyList<LedgerEntry> entries) =>
        entries.OrderByDescending(entry => entry.IsDeclared).ThenByDescending(entry => entry.Date?.Precision).First();

    private static AnswerDraft Say(
        string verdict, LedgerEntry entry, EventQuery query, IReadOnlyList<LedgerEntry> ledger, Func<string, string> titleOf, bool isLater = false)
    {
        var claim = EventClaims.Of(entry, query.Context.Catalogue, isLater: isLater);
        var isNegated = entry.Modality == EventModality.Negated;
        return new()
        {
            Answerer = "events",
            ShortAnswer = verdict,
            Claims = [claim with
            {
                Text = claim.Text is null || isNegated ? $"{verdict}." : $"{verdict}. {claim.Text}",
                ShowsQuotes = claim.ShowsQuotes || isNegated,
            }],
            Notes = [.. EventClaims.DateNotes(entry), .. EventConflicts.NotesOn(entry, ledger, titleOf)],
            EvidenceScore = EventConfidence.Of([entry]),
        };
    }
}
