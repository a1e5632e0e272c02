using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>Answers from dated acts: when, who, whether, how long, in what order, which treaties; each with the sentence behind it.</summary>
public sealed partial class EventAnswerer(EventSources sources, DocumentDirectory directory) : IAnswerer
{
    public async Task<AnswererResult?> AnswerAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        var frame = context.Frame;
        if ((frame.TreatyIds.Count == 0 && !ListAnswers.Asks(frame)) || SayingAsked.IsIn(frame.Text) || PartAsked.IsIn(frame) || Instruments.IsBySideName(frame, context.Catalogue))
            return null;
        var filter = frame.TreatyIds.Count > 0 ? new EventFilter { TreatyIds = frame.TreatyIds } : new EventFilter { Acts = frame.Acts };
        var ledger = await sources.LoadAsync(filter, context.Question.Filter, context.Catalogue, cancellationToken);
        if (ledger.Count == 0)
            return null;

        var query = new EventQuery(context);
        if (PremiseCheck.FindSlip(query, ledger) is { } slip)
            return (AnswererResult)slip;
        var draft = Draft(query, ledger);
        if (draft is null)
            return PremiseCheck.Find(query, ledger) is { } unfounded ? (AnswererResult)unfounded : null;
        return draft with { Notes = [.. draft.Notes, .. AsOfNote(context, ledger, draft)] };
    }

    private AnswerDraft? Draft(EventQuery query, IReadOnlyList<LedgerEntry> ledger)
    {
        var frame = query.Frame;
        if (OrderAnswers.Asks(frame))
            return OrderAnswers.Draft(query, ledger);
        if (ListAnswers.Asks(frame))
            return ListAnswers.Draft(query, Known(query, ledger));
        return frame.AskedFor switch
        {
            AskedFor.Date or AskedFor.Year => DateAnswers.Draft(query, Known(query, ledger), Title),
            AskedFor.Actor or AskedFor.List when frame.AskedFor == AskedFor.Actor || StatesAsked().IsMatch(frame.Text) => ActorAnswers.Draft(query, Known(query, ledger), Title),
            AskedFor.Status => StatusAnswers.Draft(query, ledger),
            AskedFor.YesNo when IsTakingPart(frame) => StatusAnswers.Draft(query, ledger),
            AskedFor.YesNo => YesNoAnswers.Draft(query, ledger, Title),
            AskedFor.Place => PlaceAnswers.Draft(query, Known(query, ledger)),
            AskedFor.Duration => DurationAnswers.Draft(query, ledger),
            _ => null,
        };
    }

    // "Does Norway take part in it?" asks whether it is a party.
    private static bool IsTakingPart(QuestionFrame frame) => frame is { Acts.Count: 0, PartyIds.Count: 1, Treaties: [var treaty] } && treaty.Start <= frame.Text.Length && PartIn().IsMatch(frame.Text[..treaty.Start]);

    [System.Text.RegularExpressions.GeneratedRegex(@"\b((take|takes|taking) part in|participat\w+ in|belong\w* to|still in|bound by)\s+(the\s+)?$", System.Text.RegularExpressions.RegexOptions.IgnoreCase)]
    private static partial System.Text.RegularExpressions.Regex PartIn();

    // What is to come by the day asked about is not known on that day.
    private static IReadOnlyList<LedgerEntry> Known(EventQuery query, IReadOnlyList<LedgerEntry> ledger) =>
        query.Context.IsAsOfGiven ? [.. ledger.Where(entry => entry.Date is not { } date || date.Earliest <= query.Context.AsOf)] : ledger;

    [System.Text.RegularExpressions.GeneratedRegex(@"\b(which|what)\s+(\w+\s+){0,2}(states|countries|parties|nations|governments|members)\b|\blist\b.*\b(signatories|parties|members|states|countries)\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase)]
    private static partial System.Text.RegularExpressions.Regex StatesAsked();

    private string Title(string documentId) => directory.Find(documentId)?.Metadata.Title ?? documentId;

    private static IEnumerable<DraftNote> AsOfNote(AnswerContext context, IReadOnlyList<LedgerEntry> ledger, AnswerDraft draft)
    {
        if (draft.Notes.Any(note => note.Kind == NoteKind.AsOf))
            yield break;
        if (context.IsAsOfGiven)
            yield return new(NoteKind.AsOf, $"As of {PartialDate.From(context.AsOf)}.", []);
        else if (context.Frame.AskedFor == AskedFor.Status
            && ledger.Where(entry => entry.Date?.Latest <= context.AsOf).Select(entry => entry.Date).Max() is { } last)
            yield return new(NoteKind.AsOf, $"The latest dated event in my documents on this is of {last}.", []);
    }
}
