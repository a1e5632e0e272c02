using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Teams;

/// <summary>
/// Citations as Teams takes them: numbered by first mention, those not mentioned dropped, within its limits, all in the one
/// schema.org entity that a message may have.
/// </summary>
internal static partial class TeamsCitations
{
    public const string EntityType = "https://schema.org/Message";

    private const int MostCitations = 20;
    private const int LongestName = 80;
    private const int LongestAbstract = 160;
    private const int MostKeywords = 3;
    private const int LongestKeyword = 28;

    /// <summary>Renumbers the marks of <paramref name="text"/>; marks of unknown or too many citations are taken out of it.</summary>
    public static (string Text, IReadOnlyList<ReplyCitation> Citations) Number(string text, IReadOnlyList<ReplyCitation> citations)
    {
        var known = citations.GroupBy(citation => citation.Number).ToDictionary(group => group.Key, group => group.First());
        var numbered = new Dictionary<int, ReplyCitation>();
        var renumbered = Marks().Replace(text, match =>
        {
            int number = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            if (!known.TryGetValue(number, out var citation))
                return "";
            if (!numbered.TryGetValue(number, out var cited))
            {
                if (numbered.Count == MostCitations)
                    return "";
                numbered[number] = cited = citation with { Number = numbered.Count + 1 };
            }

            return string.Create(CultureInfo.InvariantCulture, $"{Space(match)}[{cited.Number}]");
        });
        return (renumbered, [.. numbered.Values.OrderBy(citation => citation.Number)]);
    }

    /// <summary>The entity for a message, with those of <paramref name="citations"/> that its text mentions.</summary>
    public static Entity ToEntity(string text, IReadOnlyList<ReplyCitation> citations)
    {
        var marked = Marks().Matches(text).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToHashSet();
        var members = new JsonObject
        {
            ["@type"] = "Message",
            ["@context"] = "https://schema.org",
            ["@id"] = "",
            ["additionalType"] = new JsonArray("AIGeneratedContent"),
        };
        var claims = new JsonArray([.. citations.Where(citation => marked.Contains(citation.Number)).Select(Claim)]);
        if (claims.Count > 0)
            members["citation"] = claims;
        return Entity.Create(EntityType, members);
    }

    private static JsonNode Claim(ReplyCitation citation)
    {
        var described = PlainReplyText.Describe(citation);
        var appearance = new JsonObject
        {
            ["@type"] = "DigitalDocument",
            ["name"] = Field(NotBlank(citation.Title) ?? "Source", LongestName),
            ["abstract"] = Field(NotBlank(citation.Quote) ?? NotBlank(described) ?? "Source", LongestAbstract),
        };
        if (PlainText.WebAddress(citation.Url) is { } url)
            appearance["url"] = url;
        var keywords = new[] { citation.Locator, citation.Date, citation.Publisher }.Select(NotBlank).OfType<string>()
            .Take(MostKeywords).Select(keyword => (JsonNode)Field(keyword, LongestKeyword)).ToArray();
        if (keywords.Length > 0)
            appearance["keywords"] = new JsonArray(keywords);
        return new JsonObject { ["@type"] = "Claim", ["position"] = citation.Number, ["appearance"] = appearance };
    }

    private static string Field(string text, int limit) => TextClipper.Clip(PlainText.Of(text).Trim(), limit);

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Space(Match match) => match.Value[..match.Value.IndexOf('[', StringComparison.Ordinal)];

    [GeneratedRegex(@" ?\[(\d{1,3})\]", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
