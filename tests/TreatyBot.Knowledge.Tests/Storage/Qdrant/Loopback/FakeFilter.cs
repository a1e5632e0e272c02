using System.Text.Json;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;

/// <summary>Qdrant's filters over payload fields, read once and asked of many points.</summary>
internal static class FakeFilter
{
    public static Predicate<FakePoint> Read(JsonElement? filter, Action<string> onKey)
    {
        if (filter is not { ValueKind: JsonValueKind.Object } given)
            return _ => true;
        var must = Clauses(given, "must", onKey);
        var should = Clauses(given, "should", onKey);
        var mustNot = Clauses(given, "must_not", onKey);
        return point => must.TrueForAll(clause => clause(point)) && !mustNot.Exists(clause => clause(point))
            && (should.Count == 0 || should.Exists(clause => clause(point)));
    }

    private static List<Predicate<FakePoint>> Clauses(JsonElement filter, string name, Action<string> onKey)
    {
        if (!filter.TryGetProperty(name, out var clauses))
            return [];
        return clauses.ValueKind == JsonValueKind.Array
            ? [.. clauses.EnumerateArray().Select(clause => Condition(clause, onKey))]
            : [Condition(clauses, onKey)];
    }

    private static Predicate<FakePoint> Condition(JsonElement condition, Action<string> onKey)
    {
        if (condition.TryGetProperty("is_empty", out var empty))
        {
            var field = empty.GetProperty("key").GetString()!;
            onKey(field);
            return point => !point.Fields.TryGetValue(field, out var values) || values.Count == 0;
        }
        if (condition.TryGetProperty("has_id", out var ids))
        {
            var wanted = ids.EnumerateArray().Select(id => id.ToString()).ToHashSet();
            return point => wanted.Contains(point.Id);
        }
        if (!condition.TryGetProperty("key", out var key))
            return Read(condition, onKey);
        var name = key.GetString()!;
        onKey(name);
        if (condition.TryGetProperty("match", out var match))
        {
            var wanted = FakePoint.Values(match.TryGetProperty("value", out var value) ? value : match.GetProperty("any")).ToHashSet();
            return point => point.Fields.TryGetValue(name, out var values)
                && (values.Count < wanted.Count ? values.Any(wanted.Contains) : wanted.Any(values.Contains));
        }
        var range = condition.GetProperty("range");
        var above = range.TryGetProperty("gt", out var gt) ? gt.GetDouble() : double.NegativeInfinity;
        var below = range.TryGetProperty("lte", out var lte) ? lte.GetDouble() : double.PositiveInfinity;
        return point => point.Fields.TryGetValue(name, out var values) && values.OfType<long>().Any(number => number > above && number <= below);
    }
}
