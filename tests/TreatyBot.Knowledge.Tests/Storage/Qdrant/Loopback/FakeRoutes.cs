using System.Text.Json;
using System.Text.Json.Nodes;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;

/// <summary>From paths to what is done with one collection.</summary>
internal static class FakeRoutes
{
    /// <summary>The path as the description writes it.</summary>
    public static string Template(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["collections", not "aliases", ..])
            parts[1] = "{collection_name}";
        if (parts is ["collections", _, "vectors", _])
            parts[3] = "{vector_name}";
        if (parts is ["collections", _, "snapshots", _])
            parts[3] = "{snapshot_name}";
        return "/" + string.Join('/', parts);
    }

    public static JsonNode? Work(FakeCollection collection, string[] parts, string method, string operation, JsonElement? body, string version)
    {
        switch (method, operation)
        {
            case ("GET", ""):
                return collection.Describe();
            case ("PUT", "/index"):
                collection.AddIndex(body!.Value.GetProperty("field_name").GetString()!, body.Value.GetProperty("field_schema"));
                return Completed();
            case ("PUT", "/vectors/{vector_name}") when Version.Parse(version.Split('-')[0]) >= new Version(1, 19):
                collection.Vectors[parts[3]] = JsonNode.Parse(body!.Value.GetProperty("dense").GetRawText());
                return Completed();
            case ("PUT", "/points"):
                collection.Upsert(body!.Value);
                return Completed();
            case ("POST", "/points/delete"):
                collection.Delete(body!.Value);
                return Completed();
            case ("POST", "/points"):
                return collection.Get(body!.Value);
            case ("POST", "/points/scroll"):
                return collection.Scroll(body!.Value);
            case ("POST", "/points/count"):
                return new JsonObject { ["count"] = collection.CountOf(body!.Value) };
            case ("POST", "/points/query"):
                return collection.Query(body!.Value);
            case ("POST", "/points/query/batch"):
                return new JsonArray([.. body!.Value.GetProperty("searches").EnumerateArray().Select(collection.Query)]);
            case ("POST", "/snapshots"):
                return new JsonObject { ["name"] = $"{parts[1]}-1.snapshot", ["creation_time"] = "2024-02-03T04:05:06", ["size"] = collection.Count, ["checksum"] = "0" };
            default:
                throw new FakeRefusal(404, $"Not found: {method} {operation}");
        }
    }

    private static JsonObject Completed() => new() { ["operation_id"] = 1, ["status"] = "completed" };
}
