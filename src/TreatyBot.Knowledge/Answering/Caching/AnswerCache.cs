using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Answering.Caching;

/// <summary>All that an answer made by rules depends on besides the settings, which stay as they are while the program runs.</summary>
/// <param name="Asked">The question as asked.</param>
/// <param name="ReadAs">What the conversation made of it; null when it stands alone.</param>
/// <param name="AsOf">The day asked about; null for today.</param>
/// <param name="Today">The day on which it was asked.</param>
/// <param name="Language">The language in which the bot speaks.</param>
internal sealed record AnswerKey(string Asked, string? ReadAs, DateOnly? AsOf, DateOnly Today, string Language);

/// <summary>All that what a conversation makes of a question depends on.</summary>
/// <param name="Asked">The question as asked.</param>
/// <param name="Before">The question before it.</param>
/// <param name="Today">The day on which it was asked.</param>
internal sealed record ReadingKey(string Asked, string Before, DateOnly Today);

/// <summary>Answers over the store as it is; a change of the corpus empties it. Bounded. Thread-safe.</summary>
internal sealed class AnswerCache : IDisposable
{
    private readonly MemoryCache? _entries;
    private readonly MemoryCache? _readings;
    private readonly Lock _lock = new();
    private CorpusState? _state;

    public AnswerCache(IOptions<AnswerCacheOptions> options)
    {
        if (options.Value.Answers > 0)
        {
            _entries = Make(options.Value.Answers);
            _readings = Make(options.Value.Answers);
        }
    }

    public bool IsOn => _entries is not null;

    public Answer? Find(AnswerKey key, CorpusState state) => _entries!.TryGetValue((key, state), out Answer? answer) ? answer : null;

    /// <param name="key">What was asked.</param>
    /// <param name="answer">Made while the corpus stood in <paramref name="state"/>, before and after.</param>
    /// <param name="state">How the corpus stands.</param>
    public void Keep(AnswerKey key, Answer answer, CorpusState state)
    {
        DropOlder(state);
        // The trace holds whole passages and is for evaluation.
        _entries!.Set((key, state), answer with { Trace = AnswerTrace.Empty, Kept = new object() }, new MemoryCacheEntryOptions { Size = 1 });
    }

    /// <summary>What a conversation makes of a question, over the store as it is; read once.</summary>
    public async ValueTask<string?> ReadAsync(ReadingKey key, CorpusState state, Func<Task<string?>> read)
    {
        if (_readings!.TryGetValue((key, state), out string? known))
            return known;
        var made = await read();
        _readings!.Set((key, state), made, new MemoryCacheEntryOptions { Size = 1 });
        return made;
    }

    public void Dispose()
    {
        _entries?.Dispose();
        _readings?.Dispose();
    }

    private static MemoryCache Make(int entries) => new(new MemoryCacheOptions { SizeLimit = entries, CompactionPercentage = 0.1 });

    // Answers over an earlier corpus are not found again in any case; here they make room.
    private void DropOlder(CorpusState state)
    {
        lock (_lock)
        {
            if (_state == state)
                return;
            _entries!.Clear();
            _readings!.Clear();
            _state = state;
        }
    }
}

/// <summary>What tells one state of the store from another: its documents, and how far they are indexed.</summary>
internal sealed record CorpusState(string CorpusHash, long Passages, long Vectors)
{
    public static CorpusState Of(StoreInfo info) => new(info.CorpusHash, info.PassageCount, info.VectorCount);
}
