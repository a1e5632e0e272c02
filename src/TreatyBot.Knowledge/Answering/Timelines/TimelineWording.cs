using TreatyBot.Knowledge.Answering.Events;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Timelines;

/// <summary>Puts a ledger entry into a line of a timeline: its source's sentence without the date, or a phrase in fewer words.</summary>
internal static class TimelineWording
{
    private const int LongestSentence = 200;
    private const int MostNames = 3;

    /// <summary>The line for a list.</summary>
    public static string Text(LedgerEntry entry, TreatyCatalogue catalogue)
    {
        var sentence = Sentence(entry);
        return entry.IsDeclared && sentence.Length <= LongestSentence ? sentence : Phrase(entry, catalogue) ?? sentence;
    }

    /// <summary>The line for a picture.</summary>
    public static string Label(LedgerEntry entry, TreatyCatalogue catalogue) =>
        !entry.IsDisputed && Phrase(entry, catalogue) is not null && Brief(entry) is { } brief ? brief : Text(entry, catalogue);

    // Below a title that names the treaty, its name need not be said again. A suspension is of this or that, and towards one or all: its sentence says.
    private static string? Brief(LedgerEntry entry)
    {
        var who = entry.IsForAll ? null : EventPhrases.Parties(entry.Parties);
        return (entry.Act, who) switch
        {
            (TreatyAct.Adopt, _) => "Adopted",
            (TreatyAct.Open, _) => "Opened for signature",
            (TreatyAct.Sign, null) => "Signed",
            (TreatyAct.Sign, _) => $"Signed by {who}",
            (TreatyAct.Ratify, not null) => $"Ratified by {who}",
            (TreatyAct.EnterIntoForce, not null) when entry.Parties.Count == 1 => $"Entered into force for {who}",
            (TreatyAct.EnterIntoForce, _) => "Entered into force",
            (TreatyAct.Expire, _) => "Expired",
            (TreatyAct.Terminate, _) => "Terminated",
            (_, null) => null,
            (TreatyAct.Accede, _) => EventPhrases.Capitalise($"{who} acceded"),
            (TreatyAct.NotifyWithdrawal, _) => EventPhrases.Capitalise($"{who} gave notice of withdrawal"),
            (TreatyAct.Withdraw, _) => EventPhrases.Capitalise($"{who} withdrew"),
            _ => null,
        };
    }

    /// <summary>Null when a phrase would say more than the sentence does: of a protocol beside the treaty, or of a parliament's consent.</summary>
    private static string? Phrase(LedgerEntry entry, TreatyCatalogue catalogue)
    {
        var source = entry.Sources[0];
        return entry.Modality == EventModality.Fact && entry.Parties.Count <= MostNames && EventTrust.IsAboutTreatyItself(source, catalogue)
            && !SpeaksOfAnother(source, catalogue) && Stem(entry.Act) is { } stem && source.Quote.Text.Contains(stem, StringComparison.OrdinalIgnoreCase)
            ? EventPhrases.Say(entry with { Date = null }, catalogue)
            : null;
    }

    private static bool SpeaksOfAnother(SourcedEvent source, TreatyCatalogue catalogue) =>
        Instruments.SpeaksOfAnother(source.Quote.Text, catalogue.Find(source.Quote.Text), source.Event.TreatyId, catalogue);

    /// <summary>"As of 23 November 2026 nothing has…": the date is that of the knowledge, not of an event.</summary>
    public static bool IsStateOfKnowledge(string text, PartialDate date) => DateFinder.Find(text, DateContext.None)
        .Any(mention => mention.Date == date && text[..mention.Start].TrimEnd().EndsWith("as of", StringComparison.OrdinalIgnoreCase));

    private static string? Stem(TreatyAct act) => act switch
    {
        TreatyAct.Adopt => "adopted",
        TreatyAct.Open => "open",
        TreatyAct.Sign => "signed",
        TreatyAct.Ratify => "ratified",
        TreatyAct.Accede => "acce",
        TreatyAct.EnterIntoForce => "force",
        TreatyAct.NotifyWithdrawal => "notice",
        TreatyAct.Withdraw => "withdr",
        TreatyAct.Suspend => "suspend",
        TreatyAct.Expire => "expire",
        TreatyAct.Terminate => "terminat",
        _ => null,
    };

    private static string Sentence(LedgerEntry entry)
    {
        var text = string.Join(' ', entry.Sources[0].Quote.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return EventPhrases.Capitalise(WithoutDate(text, entry.Date).TrimEnd('.', ' '));
    }

    /// <summary>Takes "on 7 November 2023" out where it says only what the date column says already.</summary>
    internal static string WithoutDate(string text, PartialDate? date)
    {
        if (DateFinder.Find(text, DateContext.None).FirstOrDefault(mention => mention.Date == date && mention.Bound == DateBound.At) is not { } found)
            return text;
        var before = text[..found.Start].TrimEnd();
        var after = text[found.End..];
        var word = before[(before.LastIndexOf(' ') + 1)..];
        if (word is not ("on" or "in" or "On" or "In") || after.StartsWith('–') || HangsOnParticiple(before[..^word.Length].TrimEnd()))
            return text;
        before = before[..^word.Length].TrimEnd();
        after = before.Length == 0 ? after.TrimStart(',', ' ') : after;
        return (before + after).Trim();
    }

    // "a law signed in October 2023" cannot lose its date, "was signed in October 2023" can.
    private static bool HangsOnParticiple(string text)
    {
        var words = text.Split(' ');
        return words is [.., var noun, "signed" or "dated" or "adopted" or "published" or "concluded" or "issued"] && noun is not ("was" or "were" or "been");
    }
}
