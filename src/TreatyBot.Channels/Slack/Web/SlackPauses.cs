using System.Collections.Concurrent;

namespace TreatyBot.Channels.Slack.Web;

/// <summary>Until when a method may not be called in a workspace, because Slack said so. Thread-safe.</summary>
internal sealed class SlackPauses(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Quota, string Method), DateTimeOffset> _until = new();

    public void Pause(string quota, string method, TimeSpan wait) =>
        _until.AddOrUpdate((quota, method), time.GetUtcNow() + wait, (_, known) => known > time.GetUtcNow() + wait ? known : time.GetUtcNow() + wait);

    public TimeSpan Remaining(string quota, string method)
    {
        if (!_until.TryGetValue((quota, method), out var until))
            return TimeSpan.Zero;
        var remaining = until - time.GetUtcNow();
        if (remaining > TimeSpan.Zero)
            return remaining;
        _until.TryRemove(new KeyValuePair<(string, string), DateTimeOffset>((quota, method), until));
        return TimeSpan.Zero;
    }
}
