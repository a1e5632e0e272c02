using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TreatyBot.Transcripts;

/// <summary>Takes out of an activity what opens doors: tokens, passwords, codes and addresses that need no further key.</summary>
internal static partial class Redaction
{
    public const string Removed = "[removed]";

    /// <summary>Changes <paramref name="node"/> in place.</summary>
    public static void Apply(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (SecretName().IsMatch(name) && value is JsonValue)
                        members[name] = Removed;
                    else if (Clean(value) is { } clean)
                        members[name] = clean;
                    else
                        Apply(value);
                }
                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    if (Clean(items[index]) is { } clean)
                        items[index] = clean;
                    else
                        Apply(items[index]);
                }
                break;
        }
    }

    // Null when nothing is to be changed.
    private static string? Clean(JsonNode? node)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text))
            return null;
        var clean = SignedQuery().Replace(Token().Replace(text, Removed), "?" + Removed);
        return clean == text ? null : clean;
    }

    [GeneratedRegex("token|secret|password|authorization|credential|apikey|downloadurl|uploadurl|magiccode|^state$|^sig$|^code$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*|\bBearer\s+\S+|\bxox[a-z]-\S+|\bxapp-\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    // The query of a pre-authorised address is its key.
    [GeneratedRegex(@"(?<=https?://[^\s?""]+)\?[^\s""]*(?:sig|token|tempauth|signature|key)=[^\s""]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignedQuery();
}
