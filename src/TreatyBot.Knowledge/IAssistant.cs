using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Knowledge;

/// <summary>Answers questions from the corpus. Thread-safe.</summary>
public interface IAssistant
{
    /// <summary>Returns an abstention rather than throwing when the corpus has no answer or the question is none.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<Answer> AskAsync(Question question, CancellationToken cancellationToken);
}
