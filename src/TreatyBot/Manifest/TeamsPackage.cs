using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Manifest;

/// <summary>The zip file that Teams installs: manifest and two icons.</summary>
internal static class TeamsPackage
{
    private const string SchemaVersion = "1.22";

    // Zip entries carry a time; a fixed one makes equal packages equal files.
    private static readonly DateTimeOffset EntryTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(TeamsManifestFacts facts, Stream output)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, "manifest.json", Encoding.UTF8.GetBytes(Manifest(facts).ToJsonString(Indented)));
        Add(zip, "color.png", AppIcons.Coloured());
        Add(zip, "outline.png", AppIcons.Outline());
    }

    public static JsonObject Manifest(TeamsManifestFacts facts) => new()
    {
        ["$schema"] = $"https://developer.microsoft.com/en-us/json-schemas/teams/v{SchemaVersion}/MicrosoftTeams.schema.json",
        ["manifestVersion"] = SchemaVersion,
        ["version"] = facts.Version,
        ["id"] = facts.AppId.ToString("D"),
        ["developer"] = new JsonObject
        {
            ["name"] = facts.Developer,
            ["websiteUrl"] = facts.Website.AbsoluteUri,
            ["privacyUrl"] = facts.Privacy.AbsoluteUri,
            ["termsOfUseUrl"] = facts.Terms.AbsoluteUri,
        },
        ["name"] = new JsonObject { ["short"] = "TreatyBot", ["full"] = "TreatyBot: arms-control treaties, answered with sources" },
        ["description"] = new JsonObject
        {
            ["short"] = "Answers questions about arms-control treaties and cites its sources.",
            ["full"] = "Ask when a treaty was signed, who left it, what it limits or whether it is in force. TreatyBot answers from a fixed set of documents, "
                + "quotes the sentence that each answer rests on, and says so when its documents do not hold an answer.",
        },
        ["icons"] = new JsonObject { ["color"] = "color.png", ["outline"] = "outline.png" },
        ["accentColor"] = AppIcons.AccentColour,
        ["bots"] = new JsonArray(new JsonObject
        {
            ["botId"] = facts.AppId.ToString("D"),
            ["scopes"] = Scopes(),
            ["supportsFiles"] = false,
            ["isNotificationOnly"] = false,
            ["commandLists"] = new JsonArray(new JsonObject { ["scopes"] = Scopes(), ["commands"] = Commands() }),
        }),
        ["validDomains"] = new JsonArray(),
    };

    private static JsonArray Scopes() => new("personal", "team", "groupChat");

    private static JsonArray Commands() => new(
        Command("help", "What can be asked, and how"),
        Command("sources", "The sources of the last answer"),
        Command("status INF as of 2019-06-01", "How a treaty stood on a day"),
        Command("timeline New START", "A treaty's dated events"),
        Command("documents", "All documents that answers come from"),
        Command("forget", "Forget this conversation"));

    private static JsonObject Command(string title, string description) => new() { ["title"] = title, ["description"] = description };

    private static System.Text.Json.JsonSerializerOptions Indented { get; } = new(ProtocolJson.Options) { WriteIndented = true };

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = EntryTime;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
