using System.Collections.Concurrent;

namespace TreatyBot.Benchmarks.Load;

/// <summary>Brings what the bot says together with the questions that wait for it. Thread-safe.</summary>
internal sealed class Replies
{
    private static readonly string[] Refusals =
    [
        "I have more questions than I can take", "I am still working on your earlier", "I could not take all of your questions", "I could not send you my answer", "You have asked me a lot", "There are more questions in this conversation",
    ];

    private readonly ConcurrentDictionary<string, (TaskCompletionSource<string> Reply, string Conversation)> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Question, int Text), bool> _said = new();
    private int _twice;

    public Conversations Conversations { get; } = new();

    /// <summary>The same said twice in reply to one question.</summary>
    public int SaidTwice => Volatile.Read(ref _twice);

    public static bool IsRefusal(string text) => Array.Exists(Refusals, refusal => text.StartsWith(refusal, StringComparison.Ordinal));

    /// <summary>Completes with the text of the message that replies to the question.</summary>
    public Task<string> Expect(string question, string conversation)
    {
        var reply = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[question] = (reply, conversation);
        Conversations.Asked(conversation);
        return reply.Task;
    }

    public void Forget(string question) => _waiting.TryRemove(question, out _);

    /// <param name="conversation">Null where only the question tells.</param>
    /// <param name="question">Null for what replies to none in particular.</param>
    public void Said(string? conversation, string? question, string text)
    {
        var isWaiting = _waiting.TryGetValue(question ?? "", out var waiting);
        if ((conversation ?? waiting.Conversation) is { } place)
            Conversations.Heard(place);
        if (question is null)
            return;
        if (!_said.TryAdd((question, string.GetHashCode(text, StringComparison.Ordinal)), true))
            Interlocked.Increment(ref _twice);
        if (isWaiting && _waiting.TryRemove(question, out _))
            waiting.Reply.TrySetResult(text);
    }

    /// <summary>For the next mix.</summary>
    public void Clear()
    {
        _said.Clear();
        Conversations.Clear();
        _twice = 0;
    }
}
