using System.Collections.Concurrent;

namespace TreatyBot.Benchmarks.Load;

/// <summary>When each conversation last asked and when it last heard something. Thread-safe.</summary>
internal sealed class Conversations
{
    private readonly ConcurrentDictionary<string, Ledger> _all = new(StringComparer.Ordinal);

    public int Count => _all.Count;

    /// <summary>Conversations in which nothing came after their last question: neither an answer nor a word.</summary>
    public int LeftWithoutAWord => _all.Values.Count(ledger => ledger.Heard < ledger.Asked);

    public void Asked(string conversation) => Ledger(conversation).Asked = TimeProvider.System.GetTimestamp();

    public void Heard(string conversation) => Ledger(conversation).Heard = TimeProvider.System.GetTimestamp();

    /// <summary>Whether something was heard there after a question was asked.</summary>
    public bool HeardSince(string conversation, long asked) => _all.TryGetValue(conversation, out var ledger) && ledger.Heard > asked;

    public void Clear() => _all.Clear();

    private Ledger Ledger(string conversation) => _all.GetOrAdd(conversation, _ => new Ledger());
}

internal sealed class Ledger
{
    private long _asked;
    private long _heard;

    public long Asked
    {
        get => Volatile.Read(ref _asked);
        set => Volatile.Write(ref _asked, value);
    }

    public long Heard
    {
        get => Volatile.Read(ref _heard);
        set => Volatile.Write(ref _heard, value);
    }
}
