using System.Text.Json;
using System.Text.Json.Serialization;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>The JSON of Qdrant's REST interface: snake case, no nulls, unknown fields passed over.</summary>
internal static class QdrantJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

internal sealed record Envelope<T>(T? Result);

internal sealed record ServerVersion(string Title, string Version);

/// <summary>A filter and each of its conditions: Qdrant lets one stand where the other does.</summary>
internal sealed record Condition
{
    public string? Key { get; init; }

    public Match? Match { get; init; }

    public Bounds? Range { get; init; }

    public FieldName? IsEmpty { get; init; }

    public IReadOnlyList<Condition>? Must { get; init; }

    public IReadOnlyList<Condition>? Should { get; init; }

    public IReadOnlyList<Condition>? MustNot { get; init; }
}

/// <param name="Value">A string or an integer.</param>
/// <param name="Any">An array of strings or of integers.</param>
internal sealed record Match(object? Value = null, object? Any = null);

internal sealed record Bounds(long? Gt = null, long? Lte = null);

internal sealed record FieldName(string Key);

internal sealed record SparseVector(IReadOnlyList<uint> Indices, IReadOnlyList<float> Values);

/// <param name="Vector">By name: a matrix of floats, or a <see cref="SparseVector"/>.</param>
internal sealed record Point(string Id, IReadOnlyDictionary<string, object> Vector, PointPayload Payload);

internal sealed record UpsertRequest(IReadOnlyList<Point> Points, Condition? UpdateFilter = null);

internal sealed record IdsRequest(IReadOnlyList<string> Ids, bool WithPayload, bool WithVector);

internal sealed record DeleteRequest(Condition? Filter = null, IReadOnlyList<string>? Points = null);

internal sealed record WriteResult(string Status);

internal sealed record CountRequest(Condition Filter, bool Exact);

internal sealed record CountResult(long Count);

/// <param name="WithVector">Names of vectors; an empty list means none.</param>
internal sealed record ScrollRequest(Condition Filter, int Limit, object WithPayload, IReadOnlyList<string> WithVector, string? Offset = null);

internal sealed record ScrollResult(IReadOnlyList<FoundPoint> Points, string? NextPageOffset);

/// <param name="Vector">Dense vectors by name; sparse ones are never asked for.</param>
internal sealed record FoundPoint(string Id, PointPayload? Payload, IReadOnlyDictionary<string, float[][]>? Vector);

internal sealed record QueryBatch(IReadOnlyList<QueryRequest> Searches);

internal sealed record QueryRequest(
    object Query, string Using, Condition Filter, int Limit, IReadOnlyList<string> WithPayload, SearchParameters? Params = null);

internal sealed record SearchParameters(bool? Exact = null, QuantizationParameters? Quantization = null);

internal sealed record QuantizationParameters(bool Rescore, double Oversampling);

internal sealed record QueryResult(IReadOnlyList<ScoredPoint> Points);

internal sealed record ScoredPoint(string Id, double Score, PointPayload? Payload);

internal sealed record AliasActions(IReadOnlyList<AliasAction> Actions);

internal sealed record AliasAction(CreateAlias? CreateAlias = null, DeleteAlias? DeleteAlias = null);

internal sealed record CreateAlias(string CollectionName, string AliasName);

internal sealed record DeleteAlias(string AliasName);

internal sealed record AliasList(IReadOnlyList<CreateAlias> Aliases);

internal sealed record CollectionList(IReadOnlyList<CollectionName> Collections);

internal sealed record CollectionName(string Name);

internal sealed record Snapshot(string Name, long Size, string? Checksum);
