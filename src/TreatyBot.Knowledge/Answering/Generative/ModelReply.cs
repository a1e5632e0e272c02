using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <param name="Text">The statement.</param>
/// <param name="Passage">Number of the passage that it is said to rest on.</param>
/// <param name="Quote">Words that are said to stand there.</param>
internal sealed record ModelClaim(string Text, int Passage, string Quote);

/// <summary>What a model wrote, as far as it has the form that was asked for. Nothing in it is trusted.</summary>
internal sealed partial record ModelReply(bool IsAnswerable, string? ShortAnswer, IReadOnlyList<ModelClaim> Claims)
{
    private const int MostClaims = 8;

    /// <returns>Null when the text has neither form.</returns>
    public static ModelReply? Parse(string text)
    {
        var spoken = Thinking().Replace(text, "").Trim();
        return ReadJson(spoken) ?? ReadMarked(spoken);
    }

    // Models wrap JSON in fences and in talk; the outermost braces are taken.
    private static ModelReply? ReadJson(string text)
    {
        var start = text.IndexOf('{', StringComparison.Ordinal);
        var end = text.LastIndexOf('}');
        if (start < 0 || end <= start)
            return null;
        try
        {
            using var json = JsonDocument.Parse(text.AsMemory(start, end - start + 1), new JsonDocumentOptions { AllowTrailingCommas = true, MaxDepth = 8 });
            var root = json.RootElement;
            if (!root.TryGetProperty("claims", out var list) || list.ValueKind != JsonValueKind.Array)
                return root.TryGetProperty("answerable", out var flag) && flag.ValueKind == JsonValueKind.False ? new(false, null, []) : null;
            if (list.GetArrayLength() == 0)
                return new(false, null, []);
            var claims = list.EnumerateArray().Take(MostClaims).Select(ReadClaim).OfType<ModelClaim>().ToList();
            var isDeclined = root.TryGetProperty("answerable", out var answerable) && answerable.ValueKind == JsonValueKind.False;
            return isDeclined || claims.Count > 0 ? new(!isDeclined, Text(root, "short_answer"), claims) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair is an invalid operation where it is escaped and an invalid argument where it stands.
            return null;
        }
    }

    private static ModelClaim? ReadClaim(JsonElement claim)
    {
        if (claim.ValueKind != JsonValueKind.Object || Text(claim, "text") is not { } text || !claim.TryGetProperty("passage", out var number))
            return null;
        var passage = number.ValueKind switch
        {
            JsonValueKind.Number when number.TryGetInt32(out var value) && value > 0 => value,
            JsonValueKind.String => Number(number.GetString()!),
            _ => 0,
        };
        return new(text, passage, Text(claim, "quote") ?? "");
    }

    private static ModelReply? ReadMarked(string text)
    {
        var claims = MarkedClaim().Matches(text).Take(MostClaims)
            .Select(match => new ModelClaim(match.Groups["text"].Value.Trim(), Number(match.Groups["passage"].Value), match.Groups["quote"].Value.Trim()))
            .ToList();
        if (claims.Count > 0)
            return new(true, null, claims);
        return NotAnswerable().IsMatch(text) ? new(false, null, []) : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text.Trim()
            : null;

    private static int Number(string text) =>
        int.TryParse(text.Trim(' ', '[', ']', '#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"<think(?:ing)?>.*?(?:</think(?:ing)?>|\z)", RegexOptions.Singleline | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Thinking();

    [GeneratedRegex(@"^\W{0,6}CLAIM\W{0,4}:\**(?<text>[^\n]{1,2000})\n\W{0,6}PASSAGE\W{0,4}:\**(?<passage>[^\n]{1,20})\n\W{0,6}QUOTE\W{0,4}:\**(?<quote>[^\n]{1,4000})$",
        RegexOptions.Multiline | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MarkedClaim();

    [GeneratedRegex(@"^\W{0,20}NOT ANSWERABLE\W*$", RegexOptions.Multiline | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotAnswerable();
}
