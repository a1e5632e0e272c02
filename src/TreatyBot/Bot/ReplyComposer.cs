using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Languages;

namespace TreatyBot.Bot;

/// <summary>Translates an answer into what a channel shows. Pure; the one place where the two vocabularies meet.</summary>
internal static class ReplyComposer
{
    public static Reply Compose(Answer answer) => new()
    {
        Kind = answer switch
        {
            { Abstention.Reason: AbstentionReason.NotAQuestion } => ReplyKind.Notice,
            { Outcome: AnswerOutcome.Abstained } => ReplyKind.Abstention,
            _ => ReplyKind.Answer,
        },
        Text = answer.Text,
        ShortAnswer = answer.ShortAnswer,
        Citations = [.. (answer.Abstention?.Nearest ?? answer.Citations).Select(Citation)],
        Notes = [.. Notes(answer)],
        IsKept = answer.Kept is not null,
    };

    private static IEnumerable<string> Notes(Answer answer)
    {
        if (answer.UnderstoodAs is { } understood)
            yield return Texts.Format($"Understood as: {understood}");
        foreach (var note in answer.Notes)
            yield return $"{note.Text}{string.Concat(note.Citations.Select(number => $" [{number}]"))}";
    }

    public static ReplyCitation Citation(Citation citation) => new(citation.Number, citation.Title)
    {
        Publisher = citation.Publisher,
        Date = citation.Published is { } date ? citation.PublishedNote is null ? Language.Write(date) : Texts.Format($"{Language.Write(date)} (inferred)") : null,
        Locator = citation.Locator,
        Quote = citation.Quote,
        Url = citation.Url,
    };
}
