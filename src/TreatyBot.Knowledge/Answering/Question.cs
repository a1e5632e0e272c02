using System.Globalization;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Answering;

/// <summary>A question as it was asked, with what was said before.</summary>
public sealed record Question(string Text)
{
    /// <summary>The day on which the answer must have been true; null means today.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Earlier turns of the conversation, oldest first.</summary>
    public IReadOnlyList<ConversationTurn> History { get; init; } = [];

    /// <summary>The language that the bot's own words are to be in; null for that of the question.</summary>
    public CultureInfo? Language { get; init; }

    public PassageFilter Filter { get; init; } = PassageFilter.None;
}

/// <param name="Question">What the user asked, as understood.</param>
/// <param name="Answer">What was answered; null when only the question is known.</param>
public sealed record ConversationTurn(string Question, string? Answer);
