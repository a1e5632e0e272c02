using System.Text.Json.Nodes;

namespace TreatyBot.Channels.Tests.Protocol;

/// <summary>Traffic recorded between the Microsoft 365 Agents Playground and a bot.</summary>
internal static class Recorded
{
    private static readonly JsonNode Root = Load();

    public static IEnumerable<JsonNode> Inbound => Root["inbound"]!.AsArray().Select(item => item!["activity"]!);

    public static IEnumerable<JsonNode> Outbound => Root["outbound"]!.AsArray().Select(item => item!);

    public static JsonNode InboundNamed(string name) =>
        Root["inbound"]!.AsArray().First(item => (string?)item!["name"] == name)!["activity"]!;

    private static JsonNode Load()
    {
        using var stream = typeof(Recorded).Assembly.GetManifestResourceStream("playground-activities.json")!;
        return JsonNode.Parse(stream)!;
    }
}
