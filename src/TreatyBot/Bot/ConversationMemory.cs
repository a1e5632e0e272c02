using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Retention;

namespace TreatyBot.Bot;

/// <summary>Remembers the latest turns of each conversation, bounded and expiring; nothing is written to disk. Thread-safe.</summary>
internal sealed class ConversationMemory(IOptions<ConversationOptions> options, TimeProvider time) : IUserRecords
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byAge = new();

    /// <summary>The earlier turns, oldest first.</summary>
    public IReadOnlyList<ConversationTurn> Recall(string conversation)
    {
        lock (_lock)
        {
            Expire();
            return _entries.TryGetValue(conversation, out var node) ? [.. node.Value.Turns.TakeLast(options.Value.MaximumTurns).Select(answer => new ConversationTurn(answer.UnderstoodAs ?? answer.Question, answer.Text))] : [];
        }
    }

    /// <summary>The latest answer, for "show sources"; null when there is none.</summary>
    public Answer? Latest(string conversation)
    {
        lock (_lock)
        {
            Expire();
            return _entries.TryGetValue(conversation, out var node) ? node.Value.Turns.LastOrDefault() : null;
        }
    }

    public void Remember(string conversation, Answer answer)
    {
        lock (_lock)
        {
            Forget(conversation, out var turns);
            turns.Add(answer with { Trace = AnswerTrace.Empty });
            while (turns.Count > Math.Max(1, options.Value.MaximumTurns))
                turns.RemoveAt(0);
            _entries[conversation] = _byAge.AddLast(new Entry(conversation, turns, time.GetUtcNow()));
            while (_entries.Count > options.Value.MaximumConversations)
                Forget(_byAge.First!.Value.Conversation, out _);
        }
    }

    public string Name => "remembered turns";

    /// <summary>A shared conversation is forgotten as a whole: what is remembered of it is one thread of talk.</summary>
    public Task<int> EraseAsync(ErasureScope scope, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Forget(scope.MemoryKey, out var turns);
            return Task.FromResult(turns.Count);
        }
    }

    public Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var before = _entries.Count;
            Expire();
            return Task.FromResult(before - _entries.Count);
        }
    }

    private void Forget(string conversation, out List<Answer> turns)
    {
        turns = [];
        if (!_entries.Remove(conversation, out var node))
            return;
        turns = node.Value.Turns;
        _byAge.Remove(node);
    }

    private void Expire()
    {
        var oldest = time.GetUtcNow() - options.Value.ExpiresAfter;
        while (_byAge.First is { } first && first.Value.At < oldest)
            Forget(first.Value.Conversation, out _);
    }

    private sealed record Entry(string Conversation, List<Answer> Turns, DateTimeOffset At);
}
