using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>"Which was signed first, SALT I or the ABM Treaty?", "Did X happen before Y?"</summary>
internal static partial class OrderAnswers
{
    public static bool Asks(QuestionFrame frame) => !Superlative().IsMatch(frame.Text) &&
        (frame.Comparison != Comparison.None || SameDay().IsMatch(frame.Text) || (frame.TreatyIds.Count == 2 && Ranking().IsMatch(frame.Text))) && (frame.TreatyIds.Count == 2 || frame.Acts.Count >= 2 || (frame.PartyIds.Count == 2 && frame.Acts.Count == 1 && IsOfParties(frame)))
        && frame.AskedFor is AskedFor.Order or AskedFor.YesNo or AskedFor.Treaty or AskedFor.Anything or AskedFor.Status or AskedFor.Actor or AskedFor.List;

    public static AnswerDraft? Draft(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        var frame = query.Frame;
        // What is only announced, the words must tell from other announcements; and a party's own deed is not the treaty's.
        if (frame.TreatyIds.Count < 2 && frame.Acts.Contains(TreatyAct.Announce))
            return null;
        if (frame.Alternatives.Count == 2 && frame.TreatyIds.Count < 2 && frame.Alternatives.Any(alternative => PartyGazetteer.Default.Find(alternative).Count > 0))
            return null;
        var pair = frame.TreatyIds.Count < 2 && frame.PartyIds.Count == 2 && frame.Acts.Count == 1 && IsOfParties(frame)
            ? ByParty(query, ledger)
            : frame.TreatyIds.Count == 2
            ? Pick(query, ledger, frame.TreatyIds[0], Act(frame, 0)) is { } a && Pick(query, ledger, frame.TreatyIds[1], Act(frame, 1)) is { } b ? (a, b) : default((LedgerEntry, LedgerEntry)?)
            : Pick(query, ledger, null, frame.ActMentions[0].Act) is { } c && Pick(query, ledger, null, frame.ActMentions[^1].Act) is { } d ? (c, d) : null;
        if (pair is not var (first, second) || first.Date is not { } one || second.Date is not { } other || one.Earliest == other.Earliest && one != other)
            return null;
        var catalogue = query.Context.Catalogue;
        var isBefore = one.Latest < other.Earliest;
        if (!isBefore && one.Earliest <= other.Latest && one != other)
            return null;
        return new()
        {
            Answerer = "events",
            ShortAnswer = Verdict(frame, isBefore, one == other, isBefore ? first : second, isBefore ? second : first, catalogue),
            Claims = [EventClaims.Of(first, catalogue), EventClaims.Of(second, catalogue)],
            Notes = [.. EventClaims.DateNotes(first), .. EventClaims.DateNotes(second)],
            EvidenceScore = EventConfidence.Of([first, second]),
        };
    }

    // "Did Norway ratify it before Sweden?"
    private static bool IsOfParties(QuestionFrame frame) => SameDay().IsMatch(frame.Text) || (frame.IsYesNo && frame.Comparison is Comparison.Before or Comparison.After);

    private static string Verdict(QuestionFrame frame, bool isBefore, bool isSameDay, LedgerEntry earlier, LedgerEntry later, TreatyCatalogue catalogue) => frame.Comparison switch
    {
        _ when SameDay().IsMatch(frame.Text) => isSameDay ? "Yes" : "No",
        _ when isSameDay => "On the same day",
        Comparison.BeforeOrAfter => isBefore ? "Before" : "After",
        Comparison.Before when frame.IsYesNo => isBefore ? "Yes" : "No",
        Comparison.After when frame.IsYesNo => isBefore ? "No" : "Yes",
        Comparison.Last => Name(later, frame, catalogue),
        _ => Name(earlier, frame, catalogue),
    };

    private static string Name(LedgerEntry entry, QuestionFrame frame, TreatyCatalogue catalogue) =>
        frame.TreatyIds.Count == 2 ? catalogue.Name(entry.TreatyId)
        : frame.ActMentions.FirstOrDefault(mention => mention.Act == entry.Act) is { } asked ? EventPhrases.Capitalise(frame.Text.Substring(asked.Start, asked.Length))
        : entry.Act.ToString();

    private static (LedgerEntry, LedgerEntry)? ByParty(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        var told = query.Frame.PartyIds.Select(party => ledger.FirstOrDefault(entry =>
            entry.Act == query.Frame.Acts[0] && entry.Modality == EventModality.Fact && entry.Date is not null && entry.Names(party))).ToList();
        return told is [{ } first, { } second] ? (first, second) : null;
    }

    private static TreatyAct Act(QuestionFrame frame, int index)
    {
        var acts = frame.ActMentions.Where(mention => !mention.IsWeak || frame.ActMentions.All(other => other.IsWeak)).Select(mention => mention.Act).ToList();
        return acts.Count == 0 ? TreatyAct.Sign : acts[Math.Min(index, acts.Count - 1)];
    }

    private static LedgerEntry? Pick(EventQuery query, IReadOnlyList<LedgerEntry> ledger, string? treatyId, TreatyAct act) => ledger
        .Where(entry => entry.Act == act && (treatyId is null || string.Equals(entry.TreatyId, treatyId, StringComparison.OrdinalIgnoreCase))
            && entry.Modality == EventModality.Fact && entry.Date is not null && query.ConcernsParties(entry))
        .OrderByDescending(entry => query.Frame.PartyIds.Count > 0 ? query.Frame.PartyIds.Any(entry.Names) : entry.IsForAll)
        .ThenByDescending(entry => entry.IsDeclared).ThenBy(entry => entry.Date)
        .FirstOrDefault();

    [System.Text.RegularExpressions.GeneratedRegex(@"\b(the )?same (day|date|time)\b|\bsimultaneously\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase)]
    private static partial System.Text.RegularExpressions.Regex SameDay();

    // "Which of the five was the last to ratify it?" asks for one among many.
    [System.Text.RegularExpressions.GeneratedRegex(@"\b(first|last) (state |country |party |one )?to \w+|\bwhich of the (three|four|five|six|seven|eight|nine|ten|\d+|original|signator\w+|part(y|ies)|states|countries)\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase)]
    private static partial System.Text.RegularExpressions.Regex Superlative();

    [System.Text.RegularExpressions.GeneratedRegex(@"\b(first|earlier|sooner|older|before the other)\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase)]
    private static partial System.Text.RegularExpressions.Regex Ranking();
}
