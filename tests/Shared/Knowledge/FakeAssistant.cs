using System.Collections.Concurrent;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Shared;

/// <summary>Answers by a script; whatever the script does not foresee throws.</summary>
internal sealed class FakeAssistant(Func<Question, Answer> script) : IAssistant
{
    /// <summary>Everything asked, in no particular order when asked in parallel.</summary>
    public ConcurrentQueue<Question> Asked { get; } = new();

    public async Task<Answer> AskAsync(Question question, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Enqueue(question);
        return script(question);
    }
}
