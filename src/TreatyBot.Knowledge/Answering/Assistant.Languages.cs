using System.Globalization;
using TreatyBot.Knowledge.Languages;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Questions and answers in other languages than English.</summary>
internal sealed partial class Assistant
{
    // A short text may be in the language of the talk before it.
    internal static CultureInfo LanguageOf(Question question) =>
        LanguageDetector.Detect(question.Text, question.History.Count == 0 ? null : LanguageDetector.Detect(question.History[^1].Question));

    /// <summary>The question in English, which is what all rules understand; or what could not be read of it.</summary>
    private (Question Question, AbstentionDraft? Unread) Read(Question question, CultureInfo asked)
    {
        // What a model is there to understand needs no rules.
        var history = question.History.Select(turn => ReadTurn(turn)).ToList();
        if (catalogues.Reader(asked) is not { } reader)
            return (question with { History = history }, null);
        var reading = reader.Read(question.Text);
        if (reading.English is { } english)
            return (question with { Text = english, History = history }, null);
        return understanding.HasModel ? (question, null) : (question, Unread(reading));
    }

    private ConversationTurn ReadTurn(ConversationTurn turn) =>
        LanguageDetector.Detect(turn.Question) is var language && catalogues.Reader(language)?.Read(turn.Question).English is { } english ? turn with { Question = english } : turn;

    private static AbstentionDraft Unread(QuestionReading reading)
    {
        var words = string.Join(", ", reading.Unread.Take(4).Select(word => word.Length <= 40 ? word : word[..40] + "…"));
        return reading.Unread.Count == 0
            ? new(AbstentionReason.NotInCorpus, "I can't answer that, because I can't read this question in its language by my rules. Asked more simply, with treaty, country and year, or in English, it may work.")
            : new(AbstentionReason.NotInCorpus, $"I can't answer that, because my rules for this language do not read “{words}”. Asked more simply, with treaty, country and year, or in English, it may work.");
    }

    private Answer Assemble(AskedTurn turn, AnswerDraft draft)
    {
        var english = assembler.Assemble(turn.Question, turn.Condensed, draft);
        return DraftLocaliser.For(turn.Catalogue) is { } localiser
            ? assembler.Assemble(turn.Question, turn.Condensed, localiser.Of(draft)) with { InEnglish = english.Text }
            : english;
    }

    private static AbstentionDraft Say(AbstentionDraft draft, TreatyCatalogue catalogue) => DraftLocaliser.For(catalogue)?.Of(draft) ?? draft;
}
