using TreatyBot.Bot;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Languages;

namespace TreatyBot.Output;

/// <summary>An answer as a person reads it in a terminal.</summary>
internal static class AnswerText
{
    /// <param name="answer">The answer.</param>
    /// <param name="width">Where to wrap; 0 for not at all.</param>
    /// <param name="colour">Whether escape sequences may be used.</param>
    public static string Write(Answer answer, int width, bool colour)
    {
        using var speaking = Language.Speak(answer.Language);
        return new ReplyText(width, colour).Write(ReplyComposer.Compose(answer));
    }
}
