using System.Runtime.CompilerServices;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Knowledge;

/// <summary>Answers questions from the corpus. Thread-safe.</summary>
public interface IAssistant
{
    /// <summary>Returns an abstention rather than throwing when the corpus has no answer or the question is none.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<Answer> AskAsync(Question question, CancellationToken cancellationToken);

    /// <summary>
    /// The same answer as <see cref="AskAsync"/>, with what is done on the way and its checked text piece by piece before it. Leaving
    /// the enumeration stops the work.
    /// </summary>
    async IAsyncEnumerable<AnswerUpdate> AskStreamingAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new CompletedUpdate(await AskAsync(question, cancellationToken));
    }
}
