using System.Globalization;
using System.Text.Json.Nodes;

namespace TreatyBot.Channels.Slack.Web;

/// <summary>
/// Marks in a message's metadata by which it is known again after an answer that got lost: no two alike within a thread. Thread-safe.
/// </summary>
internal sealed class SlackMarkers(TimeProvider time)
{
    private const string EventType = "treatybot_reply";
    private long _last;

    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcTicks:x}-{Interlocked.Increment(ref _last):x}");

    /// <param name="marker">Of this message alone.</param>
    /// <param name="answers">The question's <c>ts</c>; null for none.</param>
    public static JsonObject Metadata(string marker, string? answers)
    {
        var payload = new JsonObject { ["marker"] = marker };
        if (answers is not null)
            payload["answers"] = answers;
        return new JsonObject { ["event_type"] = EventType, ["event_payload"] = payload };
    }
}
