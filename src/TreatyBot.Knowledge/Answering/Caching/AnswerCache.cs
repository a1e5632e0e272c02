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

/// <summary>Answers over the store as it is; a change of the corpus empties it. Bounded. Thread-safe.</summary>
internal sealed class AnswerCache : IDisposable
{
    private readonly MemoryCache? _entries;
    private readonly Lock _lock = new();
    private CorpusState? _state;

    public AnswerCache(IOptions<AnswerCacheOptions> options)
    {
        if (options.Value.Answers > 0)
            _entries = new(new MemoryCacheOptions { SizeLimit = options.Value.Answers, CompactionPercentage = 0.1 });
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

    public void Dispose() => _entries?.Dispose();

    // Answers over an earlier corpus are not found again in any case; here they make room.
    private void DropOlder(CorpusState state)
    {
        lock (_lock)
        {
            if (_state == state)
                return;
            _entries!.Clear();
            _state = state;
        }
    }
}

/// <summary>What tells one state of the store from another: its documents, and how far they are indexed.</summary>
internal sealed record CorpusState(string CorpusHash, long Passages, long Vectors)
{
    public static CorpusState Of(StoreInfo info) => new(info.CorpusHash, info.PassageCount, info.VectorCount);
}
