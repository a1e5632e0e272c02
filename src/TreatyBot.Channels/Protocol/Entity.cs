using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TreatyBot.Channels.Protocol;

/// <summary>Metadata of an activity, told apart by <see cref="Type"/>; unknown ones are carried and ignored.</summary>
public sealed record Entity
{
    public string? Type { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>Makes an entity whose further members are those of <paramref name="members"/>.</summary>
    public static Entity Create(string type, JsonObject members) => new()
    {
        Type = type,
        Properties = members.ToDictionary(
            member => member.Key,
            member => JsonSerializer.SerializeToElement(member.Value, ProtocolJson.Context.JsonNode)),
    };
}
