using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TreatyBot.Channels.Protocol;

/// <summary>How the protocol's objects are read and written: one set of options for the whole room.</summary>
public static class ProtocolJson
{
    /// <summary>
    /// Reads member names in any case and numbers for strings; refuses duplicate names and deep nesting;
    /// writes no nulls and leaves letters of every script as they are.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowDuplicateProperties = false,
        MaxDepth = 64,
        // The output is a JSON body, never a piece of HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new TolerantStringConverter(), new TolerantBooleanConverter() },
    };

    internal static ProtocolJsonContext Context { get; } = new(Options);

    public static byte[] ToBytes(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, Context.Activity);
}

[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ConversationReference))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(PagedMembers))]
[JsonSerializable(typeof(ChannelAccount))]
[JsonSerializable(typeof(List<ChannelAccount>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(string))]
internal sealed partial class ProtocolJsonContext : JsonSerializerContext;
