using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Turns the making of an answer into updates: what is reported on the way, its checked text, the answer.</summary>
internal static class AnswerStream
{
    public static async IAsyncEnumerable<AnswerUpdate> ReadAsync(
        Func<Action<string>, CancellationToken, Task<Answer>> ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var updates = Channel.CreateUnbounded<AnswerUpdate>();
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.Run(() => ask(status => updates.Writer.TryWrite(new StatusUpdate(status)), abandoned.Token), CancellationToken.None);
        var closing = work.ContinueWith(_ => updates.Writer.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (var update in updates.Reader.ReadAllAsync(cancellationToken))
                yield return update;
            foreach (var update in Of(await work))
                yield return update;
        }
        finally
        {
            // Whoever stops listening stops the work.
            await abandoned.CancelAsync();
            await closing;
        }
    }

    /// <summary>The updates of an answer that is there.</summary>
    public static IEnumerable<AnswerUpdate> Of(Answer answer)
    {
        if (answer.Outcome == AnswerOutcome.Answered)
        {
            foreach (var piece in AnswerPieces.Split(answer.Text))
                yield return new TextUpdate(piece);
        }
        yield return new CompletedUpdate(answer);
    }
}
