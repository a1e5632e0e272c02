using System.Text.Json;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;

/// <summary>
/// Checks JSON against Qdrant's published OpenAPI 3.0 description. Stricter than the letter: a field that a schema with fields does
/// not name is wrong, so that a misspelt one cannot pass.
/// </summary>
internal sealed class OpenApi
{
    private readonly JsonElement _root;

    private OpenApi(JsonElement root) => _root = root;

    public static OpenApi Published { get; } = Load();

    /// <returns>What is wrong; empty when all fits.</returns>
    public IReadOnlyList<string> CheckRequest(string method, string template, IEnumerable<KeyValuePair<string, string>> query, JsonElement? body)
    {
        var problems = new List<string>();
        if (!TryFind(method, template, out var operation))
            return [$"{method} {template} is not in the description"];
        var known = operation.GetProperty("parameters").EnumerateArray().ToDictionary(entry => entry.GetProperty("name").GetString()!);
        foreach (var (name, value) in query)
        {
            if (!known.TryGetValue(name, out var parameter))
                problems.Add($"query parameter {name} is unknown");
            else
                Check(AsJson(value), parameter.GetProperty("schema"), name, problems);
        }
        if (operation.TryGetProperty("request", out var schema) && body is { } sent)
            Check(sent, schema, "body", problems);
        else if (body is { } extra && extra.GetRawText() != "{}")
            problems.Add("a body where none belongs");
        return problems;
    }

    public IReadOnlyList<string> CheckResponse(string method, string template, int status, JsonElement body)
    {
        var problems = new List<string>();
        if (status >= 400)
            Check(body, _root.GetProperty("schemas").GetProperty("ErrorResponse"), "error", problems);
        else if (TryFind(method, template, out var operation) && operation.TryGetProperty("response", out var schema))
            Check(body, schema, "response", problems);
        return problems;
    }

    private bool TryFind(string method, string template, out JsonElement operation)
    {
        operation = default;
        return _root.GetProperty("paths").TryGetProperty(template, out var path) && path.TryGetProperty(method.ToLowerInvariant(), out operation);
    }

    private void Check(JsonElement value, JsonElement schema, string at, List<string> problems)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(value, _root.GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), at, problems);
            return;
        }
        if (value.ValueKind == JsonValueKind.Null && schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean())
            return;
        if (schema.TryGetProperty("anyOf", out var options) || schema.TryGetProperty("oneOf", out options))
        {
            CheckAny(value, options, at, problems);
            return;
        }
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(entry => entry.GetRawText() == value.GetRawText()))
            problems.Add($"{at}: {value} is none of {allowed}");
        if (!schema.TryGetProperty("type", out var type))
        {
            // {"nullable": true} alone is how the description says "or null".
            if (schema.TryGetProperty("nullable", out _))
                problems.Add($"{at}: not null");
            return;
        }
        switch (type.GetString())
        {
            case "object":
                CheckObject(value, schema, at, problems);
                break;
            case "array":
                CheckArray(value, schema, at, problems);
                break;
            case "string" when value.ValueKind != JsonValueKind.String:
            case "boolean" when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
            case "integer" when value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out _):
            case "number" when value.ValueKind != JsonValueKind.Number:
                problems.Add($"{at}: {value.ValueKind} is no {type}");
                break;
            case "integer" or "number":
                if (schema.TryGetProperty("minimum", out var minimum) && value.GetDouble() < minimum.GetDouble())
                    problems.Add($"{at}: {value} is below {minimum}");
                if (schema.TryGetProperty("maximum", out var maximum) && value.GetDouble() > maximum.GetDouble())
                    problems.Add($"{at}: {value} is above {maximum}");
                break;
            case "string" when schema.TryGetProperty("format", out var format) && format.GetString() == "uuid" && !value.TryGetGuid(out _):
                problems.Add($"{at}: {value} is no UUID");
                break;
        }
    }

    private void CheckAny(JsonElement value, JsonElement options, string at, List<string> problems)
    {
        var reasons = new List<string>();
        foreach (var option in options.EnumerateArray())
        {
            var tried = new List<string>();
            Check(value, option, at, tried);
            if (tried.Count == 0)
                return;
            reasons.Add(tried[0]);
        }
        problems.Add($"{at}: fits none of {options.GetArrayLength()} forms ({string.Join(" | ", reasons.Take(4))})");
    }

    private void CheckObject(JsonElement value, JsonElement schema, string at, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{at}: {value.ValueKind} is no object");
            return;
        }
        if (schema.TryGetProperty("required", out var required))
        {
            problems.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _))
                .Select(name => $"{at}: {name} is missing"));
        }
        var isOpen = schema.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind != JsonValueKind.False;
        var hasFields = schema.TryGetProperty("properties", out var fields);
        foreach (var field in value.EnumerateObject())
        {
            if (hasFields && fields.TryGetProperty(field.Name, out var expected))
                Check(field.Value, expected, $"{at}.{field.Name}", problems);
            else if (isOpen && additional.ValueKind == JsonValueKind.Object)
                Check(field.Value, additional, $"{at}.{field.Name}", problems);
            else if (!isOpen && (hasFields || additional.ValueKind == JsonValueKind.False))
                problems.Add($"{at}: {field.Name} is unknown");
        }
    }

    private void CheckArray(JsonElement value, JsonElement schema, string at, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            problems.Add($"{at}: {value.ValueKind} is no array");
            return;
        }
        if (schema.TryGetProperty("uniqueItems", out _) && value.EnumerateArray().DistinctBy(item => item.GetRawText()).Count() != value.GetArrayLength())
            problems.Add($"{at}: something is there twice");
        if (!schema.TryGetProperty("items", out var items))
            return;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            Check(item, items, $"{at}[{index++}]", problems);
            if (problems.Count > 20)
                return;
        }
    }

    private static JsonElement AsJson(string value)
    {
        var text = value is "true" or "false" || long.TryParse(value, out _) ? value : JsonSerializer.Serialize(value);
        return JsonDocument.Parse(text).RootElement;
    }

    private static OpenApi Load()
    {
        using var stream = typeof(OpenApi).Assembly.GetManifestResourceStream("qdrant-1.19.json")!;
        return new(JsonDocument.Parse(stream).RootElement);
    }
}
