using System.Text.Json;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;

/// <summary>A stored point, with its payload's values by field for filtering.</summary>
internal sealed class FakePoint
{
    public FakePoint(string id, JsonElement vectors, JsonElement payload)
    {
        Id = id;
        Payload = payload;
        foreach (var vector in vectors.EnumerateObject())
        {
            if (vector.Value.ValueKind == JsonValueKind.Object)
            {
                var indices = vector.Value.GetProperty("indices").EnumerateArray().Select(value => value.GetUInt32()).ToArray();
                var values = vector.Value.GetProperty("values").EnumerateArray().Select(value => value.GetSingle()).ToArray();
                if (indices.Length != values.Length || indices.Distinct().Count() != indices.Length)
                    throw new FakeRefusal(422, "Validation error in JSON body: [indices: must be unique and as many as values]");
                Sparse[vector.Name] = indices.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
            }
            else
            {
                Dense[vector.Name] = Matrix(vector.Value);
            }
        }
        foreach (var field in payload.ValueKind == JsonValueKind.Object ? payload.EnumerateObject() : default)
            Fields[field.Name] = [.. Values(field.Value)];
    }

    public string Id { get; }

    public JsonElement Payload { get; }

    public Dictionary<string, float[][]> Dense { get; } = [];

    public Dictionary<string, Dictionary<uint, float>> Sparse { get; } = [];

    public Dictionary<string, HashSet<object>> Fields { get; } = [];

    /// <summary>A vector or a matrix, as a matrix.</summary>
    public static float[][] Matrix(JsonElement value) =>
        value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(row => row.EnumerateArray().Select(number => number.GetSingle()).ToArray())]
            : [[.. value.EnumerateArray().Select(number => number.GetSingle())]];

    public static IEnumerable<object> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Values),
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number when value.TryGetInt64(out var number) => [number],
        JsonValueKind.True or JsonValueKind.False => [value.GetBoolean()],
        _ => [],
    };
}

/// <summary>A status and what Qdrant says with it.</summary>
internal sealed class FakeRefusal(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
