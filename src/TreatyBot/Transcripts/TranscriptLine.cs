using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Transcripts;

/// <summary>One activity of a transcript: a JSON object on one line.</summary>
/// <param name="At">When it passed.</param>
/// <param name="IsInbound">From the channel rather than to it.</param>
/// <param name="Said">What the user said to the bot, mentions taken out; null for outbound ones.</param>
/// <param name="Activity">Without secrets.</param>
internal sealed record TranscriptLine(DateTimeOffset At, bool IsInbound, string? Said, JsonObject Activity)
{
    public string ToJson() => new JsonObject
    {
        ["at"] = At.ToString("O"),
        ["direction"] = IsInbound ? "in" : "out",
        ["said"] = Said,
        ["activity"] = Activity.DeepClone(),
    }.ToJsonString(ProtocolJson.Options);

    /// <summary>Null when it is no activity.</summary>
    public Activity? ToActivity()
    {
        try
        {
            return JsonSerializer.Deserialize<Activity>(Activity, ProtocolJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <exception cref="FormatException">It is not a line of a transcript; the message says what is wrong.</exception>
    public static TranscriptLine Parse(string line)
    {
        try
        {
            var read = JsonNode.Parse(line) as JsonObject ?? throw new FormatException("it is not a JSON object");
            var activity = read["activity"] as JsonObject ?? throw new FormatException("it has no activity");
            var direction = (string?)read["direction"];
            if (direction is not ("in" or "out"))
                throw new FormatException("its direction is neither in nor out");
            return new TranscriptLine(read["at"]?.GetValue<DateTimeOffset>() ?? default, direction == "in", (string?)read["said"], activity);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException("it is not readable JSON of a transcript", exception);
        }
    }
}
