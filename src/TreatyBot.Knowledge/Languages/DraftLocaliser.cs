using System.Globalization;
using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Answering.Events;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Languages;

/// <summary>
/// Says a checked draft in another language: its statements of dated events, its short answer, notes and reasons. Quotes stay as they are,
/// and so does a statement that has no wording there.
/// </summary>
internal sealed partial class DraftLocaliser(TreatyCatalogue catalogue, CultureInfo language)
{
    private readonly TermFormatter _terms = new(catalogue, language);

    public static DraftLocaliser? For(TreatyCatalogue catalogue) => Language.IsEnglish ? null : new(catalogue, Language.Current);

    public AnswerDraft Of(AnswerDraft draft) => draft with
    {
        ShortAnswer = draft.ShortAnswer is null ? null : _terms.Listed(draft.ShortAnswer),
        Claims = [.. draft.Claims.Select(Of)],
        Notes = [.. draft.Notes.Select(Of)],
    };

    public AbstentionDraft Of(AbstentionDraft draft) => draft with { Message = Say(draft.Message) };

    public DraftNote Of(DraftNote note) => note with { Text = Say(note.Text) };

    /// <summary>A sentence of the bot's own.</summary>
    public string Say(Wording wording) => Texts.Find(wording.Key, language) is { } format
        ? string.Format(_terms, format, [.. wording.Parts])
        : wording.ToString();

    private Claim Of(Claim claim)
    {
        if (claim.Text is not { } text)
            return claim;
        if (claim.Telling is { } telling)
        {
            foreach (var isLater in (bool[])[telling.IsLater, !telling.IsLater])
            {
                if (EventPhrases.Say(telling.Entry, catalogue, isLater) is { } said && text.EndsWith(said + ".", StringComparison.Ordinal) && Tell(telling.Entry, isLater) is { } told)
                    return claim with { Text = Verdict(text[..^(said.Length + 1)]) + told + "." };
            }
        }
        if (text.EndsWith('.') && Texts.Find(text[..^1], language) is { } verdict)
            return claim with { Text = verdict + "." };
        if (Until().Match(text) is { Success: true } until)
            return claim with { Text = string.Format(_terms, Texts.Find("Until {0}.", language) ?? "{0}.", until.Groups["date"].Value) };
        if (Earliest().Match(text) is { Success: true } earliest)
            return claim with { Text = string.Format(_terms, Texts.Find("{0} at the earliest.", language) ?? "{0}.", earliest.Groups["date"].Value) };
        return claim.ShowsQuotes && text.EndsWith('.') ? claim with { Text = EventPhrases.Capitalise(_terms.Listed(text[..^1])) + "." } : claim;
    }

    /// <summary>"Russland setzte den KSE-Vertrag am 12. Dezember 2007 aus"; null for acts without a wording.</summary>
    internal string? Tell(LedgerEntry entry, bool isLater)
    {
        var parties = new PartyTerm(entry.IsForAll ? [] : entry.Parties);
        var key = $"{(parties.Ids.Count == 0 ? "" : "{0} ")}{entry.Act} {{1}}";
        if (Texts.Find(key, language) is not { } format)
            return null;
        var when = entry.Date is { } date ? $"{(isLater ? Texts.Find("only", language) + " " : "")}{DateWords.When(date, language)}" : "";
        var sentence = string.Format(_terms, format, parties, new TreatyTerm(entry.TreatyId), when);
        return EventPhrases.Capitalise(Spaces().Replace(sentence, " ").Trim());
    }

    private string Verdict(string prefix)
    {
        var bare = prefix.Trim().TrimEnd('.');
        return bare.Length == 0 ? "" : $"{Texts.Find(bare, language) ?? bare}. ";
    }

    [GeneratedRegex(@"^Until (?<date>.+)\.$")]
    private static partial Regex Until();

    [GeneratedRegex(@"^(?<date>.+) at the earliest\.$")]
    private static partial Regex Earliest();

    [GeneratedRegex(@" {2,}")]
    private static partial Regex Spaces();
}

/// <summary>An event as a claim tells it.</summary>
/// <param name="IsLater">Whether as what happened only after the day asked about.</param>
internal sealed record EventTelling(LedgerEntry Entry, bool IsLater);

internal sealed record PartyTerm(IReadOnlyList<string> Ids);

internal sealed record TreatyTerm(string Id);
