using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.BotFramework;

/// <summary>Lets one refusal per conversation and half minute be told, so that refusing costs less than answering. Thread-safe.</summary>
internal sealed class NoticeLimiter(TimeProvider time)
{
    private const int ManyConversations = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);

    public bool MayNotify(string conversationId)
    {
        lock (_lock)
        {
            var now = time.GetSteadyNow();
            if (_told.TryGetValue(conversationId, out var last) && now - last < Pause)
                return false;
            if (_told.Count >= ManyConversations)
            {
                foreach (var old in _told.Where(entry => now - entry.Value >= Pause).Select(entry => entry.Key).ToList())
                    _told.Remove(old);
            }

            // Still full: so many conversations were told in half a minute that one more notice is itself load.
            if (_told.Count >= ManyConversations)
                return false;
            _told[conversationId] = now;
            return true;
        }
    }
}
