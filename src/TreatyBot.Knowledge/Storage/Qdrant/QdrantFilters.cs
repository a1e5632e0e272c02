using System.Globalization;

namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>Filters in Qdrant's terms. Every read starts from <see cref="Visible"/>: it stands at the top level, where it reaches all parts of a query.</summary>
internal static class QdrantFilters
{
    public static Condition Visible(Manifest manifest, string kind, params IEnumerable<Condition> conditions)
    {
        long[] hidden = [.. manifest.Hidden];
        return new()
        {
            Must = [Is("kind", kind), new() { Key = "generation", Range = new(Lte: manifest.Version) }, .. conditions],
            MustNot = hidden.Length == 0 ? null : [IsAny("generation", hidden)],
        };
    }

    public static Condition Is(string key, string value) => new() { Key = key, Match = new(Value: value) };

    public static Condition IsAny(string key, IEnumerable<string> values) =>
        new() { Key = key, Match = new(Any: values.Distinct(StringComparer.Ordinal).ToArray()) };

    public static Condition IsAny(string key, IEnumerable<long> values) => new() { Key = key, Match = new(Any: values.Distinct().ToArray()) };

    public static Condition OfDocument(string documentId) => Is("document", StoredText.Encode(documentId));

    /// <returns>Null when nothing can pass.</returns>
    public static IReadOnlyList<Condition>? From(PassageFilter filter)
    {
        if (filter is { DocumentIds.Count: 0 } or { TreatyIds.Count: 0 } or { Tiers.Count: 0 })
            return null;
        var conditions = new List<Condition>();
        if (filter.DocumentIds is not null)
            conditions.Add(IsAny("document", filter.DocumentIds.Select(StoredText.Encode)));
        if (filter.TreatyIds is not null)
            conditions.Add(IsAny("treaties", filter.TreatyIds.Select(StoredText.Encode)));
        if (filter.Tiers is not null)
            conditions.Add(IsAny("tier", filter.Tiers.Select(tier => StoredJson.Name(tier))));
        if (filter.Language is not null)
            conditions.Add(Is("language", StoredText.Encode(filter.Language)));
        if (filter.PublishedBy is { } day)
        {
            conditions.Add(new()
            {
                Should = [new() { IsEmpty = new("published") }, new() { Key = "published", Range = new(Lte: Number(day)) }],
            });
        }
        return conditions;
    }

    /// <returns>Null when nothing can pass.</returns>
    public static IReadOnlyList<Condition>? From(EventFilter filter)
    {
        if (filter is { TreatyIds.Count: 0 } or { Acts.Count: 0 })
            return null;
        var conditions = new List<Condition>();
        if (filter.TreatyIds is not null)
            conditions.Add(IsAny("treaty", filter.TreatyIds.Select(StoredText.Encode)));
        if (filter.Acts is not null)
            conditions.Add(IsAny("act", filter.Acts.Select(act => StoredJson.Name(act))));
        if (filter.PartyIds is not null)
            conditions.Add(IsAny("parties", filter.PartyIds.Select(StoredText.Encode).Append("*")));
        if (filter.DocumentId is not null)
            conditions.Add(OfDocument(filter.DocumentId));
        return conditions;
    }

    public static int Number(DateOnly day) => int.Parse(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
