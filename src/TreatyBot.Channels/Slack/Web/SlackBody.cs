using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Slack.Web;

/// <summary>Arguments in the forms that Slack takes.</summary>
internal static class SlackBody
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json", "utf-8");
    private static readonly MediaTypeHeaderValue BytesType = new("application/octet-stream");

    public static HttpContent Json(JsonObject arguments) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(arguments, ProtocolJson.Context.JsonObject)) { Headers = { ContentType = JsonType } };

    /// <summary>Nested values become JSON in a string.</summary>
    public static HttpContent Form(JsonObject arguments) => new FormUrlEncodedContent(arguments
        .Where(argument => argument.Value is not null)
        .Select(argument => KeyValuePair.Create(argument.Key, argument.Value is JsonValue value && value.TryGetValue(out string? text) ? text : argument.Value!.ToJsonString(ProtocolJson.Options))));

    public static HttpContent Bytes(ReadOnlyMemory<byte> bytes) => new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = BytesType } };

    /// <summary>An object of the members that have a value.</summary>
    public static JsonObject Of(params (string Name, JsonNode? Value)[] members)
    {
        var body = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
                body[name] = value;
        }

        return body;
    }
}
