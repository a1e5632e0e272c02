using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;

/// <summary>One collection: exact search by dot product with max_sim, and sparse search with the idf modifier.</summary>
internal sealed class FakeCollection(JsonElement settings, Action<string> complain)
{
    private readonly SortedDictionary<string, FakePoint> _points = new(StringComparer.Ordinal);
    private readonly HashSet<string> _indexes = [];
    private readonly Dictionary<string, string> _indexTypes = [];
    private readonly Lock _lock = new();

    public JsonObject Vectors { get; } = Section(settings, "vectors");

    public JsonObject SparseVectors { get; } = Section(settings, "sparse_vectors");

    public int Count { get { lock (_lock) return _points.Count; } }

    public void AddIndex(string field, JsonElement schema)
    {
        lock (_lock)
        {
            if (_points.Count > 0 && !_indexes.Contains(field))
                complain($"the index on {field} comes after the points");
            _indexes.Add(field);
            _indexTypes[field] = schema.ValueKind == JsonValueKind.String ? schema.GetString()! : schema.GetProperty("type").GetString()!;
        }
    }

    public JsonObject Describe()
    {
        lock (_lock)
        {
            var parameters = new JsonObject { ["vectors"] = Vectors.DeepClone(), ["sparse_vectors"] = SparseVectors.DeepClone() };
            foreach (var (name, fallback) in new[] { ("shard_number", 1), ("replication_factor", 1), ("write_consistency_factor", 1) })
                parameters[name] = settings.TryGetProperty(name, out var set) ? set.GetInt32() : fallback;
            var schema = new JsonObject();
            foreach (var (field, type) in _indexTypes)
                schema[field] = new JsonObject { ["data_type"] = type, ["points"] = _points.Count };
            return new JsonObject
            {
                ["status"] = "green",
                ["optimizer_status"] = "ok",
                ["points_count"] = _points.Count,
                ["segments_count"] = 1,
                ["payload_schema"] = schema,
                ["config"] = new JsonObject
                {
                    ["params"] = parameters,
                    ["hnsw_config"] = new JsonObject { ["m"] = 16, ["ef_construct"] = 100, ["full_scan_threshold"] = 10_000 },
                    ["optimizer_config"] = new JsonObject { ["default_segment_number"] = 0, ["flush_interval_sec"] = 5 },
                    ["quantization_config"] = settings.TryGetProperty("quantization_config", out var quantized) ? JsonNode.Parse(quantized.GetRawText()) : null,
                },
            };
        }
    }

    public void Upsert(JsonElement request)
    {
        var made = request.GetProperty("points").EnumerateArray()
            .Select(point => new FakePoint(IdOf(point.GetProperty("id")), point.GetProperty("vector").Clone(), Payload(point))).ToList();
        lock (_lock)
        {
            made.ForEach(Verify);
            var mayReplace = FakeFilter.Read(request.TryGetProperty("update_filter", out var filter) ? filter : null, _ => { });
            foreach (var point in made)
            {
                if (!_points.TryGetValue(point.Id, out var old) || mayReplace(old))
                    _points[point.Id] = point;
            }
        }
    }

    public void Delete(JsonElement request)
    {
        lock (_lock)
        {
            var ids = request.TryGetProperty("points", out var points)
                ? points.EnumerateArray().Select(IdOf).ToList()
                : Select(request.GetProperty("filter")).Select(point => point.Id).ToList();
            ids.ForEach(id => _points.Remove(id));
        }
    }

    public JsonArray Get(JsonElement request)
    {
        lock (_lock)
        {
            return [.. request.GetProperty("ids").EnumerateArray().Select(id => _points.GetValueOrDefault(IdOf(id))).OfType<FakePoint>()
                .Select(point => Record(point, request, payloadByDefault: true))];
        }
    }

    public JsonObject Scroll(JsonElement request)
    {
        lock (_lock)
        {
            var limit = request.TryGetProperty("limit", out var given) ? given.GetInt32() : 10;
            var offset = request.TryGetProperty("offset", out var from) && from.ValueKind != JsonValueKind.Null ? from.GetString()! : "";
            var page = Select(Optional(request, "filter")).Where(point => string.CompareOrdinal(point.Id, offset) >= 0).Take(limit + 1).ToList();
            return new JsonObject
            {
                ["points"] = new JsonArray([.. page.Take(limit).Select(point => Record(point, request, payloadByDefault: true))]),
                ["next_page_offset"] = page.Count > limit ? page[limit].Id : null,
            };
        }
    }

    public int CountOf(JsonElement request)
    {
        lock (_lock)
            return Select(Optional(request, "filter")).Count();
    }

    public JsonObject Query(JsonElement request)
    {
        lock (_lock)
        {
            var name = request.GetProperty("using").GetString()!;
            var candidates = Select(Optional(request, "filter"));
            var query = request.GetProperty("query");
            var scored = query.ValueKind == JsonValueKind.Object ? ScoreSparse(name, query, candidates) : ScoreDense(name, query, candidates);
            var limit = request.TryGetProperty("limit", out var given) ? given.GetInt32() : 10;
            var points = scored.OrderByDescending(pair => pair.Score).ThenByDescending(pair => pair.Point.Id, StringComparer.Ordinal).Take(limit).Select(pair =>
            {
                var record = Record(pair.Point, request, payloadByDefault: false);
                record["version"] = 1;
                record["score"] = pair.Score;
                return record;
            });
            return new JsonObject { ["points"] = new JsonArray([.. points]) };
        }
    }

    private IEnumerable<(FakePoint Point, float Score)> ScoreDense(string name, JsonElement query, IEnumerable<FakePoint> candidates)
    {
        if (Vectors[name] is not { } space)
            throw new FakeRefusal(400, $"Wrong input: Not existing vector name error: {name}");
        var rows = FakePoint.Matrix(query);
        if (rows.Any(row => row.Length != (int)space["size"]!))
            throw new FakeRefusal(400, $"Wrong input: Vector dimension error: expected dim: {space["size"]}, got {rows[0].Length}");
        return candidates.Where(point => point.Dense.ContainsKey(name))
            .Select(point => (point, rows.Sum(row => point.Dense[name].Max(vector => TensorPrimitives.Dot<float>(vector, row)))));
    }

    private IEnumerable<(FakePoint Point, float Score)> ScoreSparse(string name, JsonElement query, IEnumerable<FakePoint> candidates)
    {
        var all = _points.Values.Where(point => point.Sparse.ContainsKey(name)).ToList();
        var weights = query.GetProperty("indices").EnumerateArray().Zip(query.GetProperty("values").EnumerateArray(), (index, value) =>
        {
            var holding = all.Count(point => point.Sparse[name].ContainsKey(index.GetUInt32()));
            return (Index: index.GetUInt32(), Weight: value.GetSingle() * (float)Math.Log((all.Count - holding + 0.5) / (holding + 0.5) + 1), holding);
        }).Where(entry => entry.holding > 0).ToList();
        return candidates.Where(point => point.Sparse.TryGetValue(name, out var vector) && weights.Exists(entry => vector.ContainsKey(entry.Index)))
            .Select(point => (point, weights.Sum(entry => entry.Weight * point.Sparse[name].GetValueOrDefault(entry.Index))));
    }

    private IEnumerable<FakePoint> Select(JsonElement? filter)
    {
        var predicate = FakeFilter.Read(filter, key =>
        {
            if (!_indexes.Contains(key))
                complain($"a filter asks for {key}, which has no index");
        });
        return _points.Values.Where(point => predicate(point));
    }

    private void Verify(FakePoint point)
    {
        foreach (var (name, rows) in point.Dense)
        {
            if (Vectors[name] is not { } space)
                throw new FakeRefusal(400, $"Wrong input: Not existing vector name error: {name}");
            if (rows.FirstOrDefault(row => row.Length != (int)space["size"]!) is { } wrong)
                throw new FakeRefusal(400, $"Wrong input: Vector dimension error: expected dim: {space["size"]}, got {wrong.Length}");
        }
        foreach (var name in point.Sparse.Keys.Where(name => SparseVectors[name] is null))
            throw new FakeRefusal(400, $"Wrong input: Not existing vector name error: {name}");
    }

    private static JsonObject Record(FakePoint point, JsonElement request, bool payloadByDefault)
    {
        var record = new JsonObject { ["id"] = point.Id };
        var wanted = Optional(request, "with_payload");
        if (wanted is { ValueKind: JsonValueKind.Array } fields)
        {
            var names = fields.EnumerateArray().Select(name => name.GetString()!).ToHashSet();
            record["payload"] = new JsonObject(point.Payload.EnumerateObject().Where(field => names.Contains(field.Name))
                .Select(field => KeyValuePair.Create(field.Name, JsonNode.Parse(field.Value.GetRawText()))));
        }
        else if (wanted is { ValueKind: JsonValueKind.True } || (wanted is null && payloadByDefault))
        {
            record["payload"] = JsonNode.Parse(point.Payload.GetRawText());
        }
        if (Optional(request, "with_vector") is { } vectors && vectors.ValueKind is JsonValueKind.Array or JsonValueKind.True)
        {
            var names = vectors.ValueKind == JsonValueKind.True ? point.Dense.Keys.ToHashSet() : vectors.EnumerateArray().Select(name => name.GetString()!).ToHashSet();
            if (names.Count > 0)
            {
                record["vector"] = new JsonObject(point.Dense.Where(pair => names.Contains(pair.Key))
                    .Select(pair => KeyValuePair.Create(pair.Key, JsonSerializer.SerializeToNode(pair.Value))));
            }
        }
        return record;
    }

    private static string IdOf(JsonElement id) => id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var guid)
        ? guid.ToString()
        : id.ValueKind == JsonValueKind.Number ? id.GetRawText() : throw new FakeRefusal(400, $"Format error in JSON body: value {id} is not a valid point ID, valid values are either an unsigned integer or a UUID");

    private static JsonElement Payload(JsonElement point) => Optional(point, "payload")?.Clone() ?? JsonDocument.Parse("{}").RootElement;

    private static JsonElement? Optional(JsonElement request, string name) =>
        request.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonObject Section(JsonElement settings, string name) =>
        settings.TryGetProperty(name, out var section) ? JsonNode.Parse(section.GetRawText())!.AsObject() : [];
}
