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

    public static JsonObject Metadata(string marker) =>
        new() { ["event_type"] = EventType, ["event_payload"] = new JsonObject { ["marker"] = marker } };
}
