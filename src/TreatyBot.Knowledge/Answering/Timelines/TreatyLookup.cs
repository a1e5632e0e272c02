using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Timelines;

/// <summary>Finds the one treaty that a name, alias or id means, or says in a sentence why not.</summary>
internal static class TreatyLookup
{
    private const int MostSuggested = 5;
    private const double LeastLikeness = 0.25;

    public static (string? TreatyId, string? Refusal) Find(string text, TreatyCatalogue catalogue)
    {
        var name = text.Trim();
        if (catalogue[name] is { } byId)
            return (byId.Id, null);
        var named = catalogue.TreatyIds.Where(id => catalogue[id]!.Names.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (named.Count == 1)
            return (named[0], null);
        var mentions = catalogue.Find(name, lenient: true);
        // An abbreviation that is a common word too needs its capitals in a sentence, but here it can only be a name.
        var ids = (mentions.Count > 0 ? mentions : catalogue.Find(name.ToUpperInvariant(), lenient: true)).SelectMany(mention => mention.TreatyIds).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return ids.Count switch
        {
            1 => (ids[0], null),
            > 1 => (null, $"“{name}” can mean {List(ids, catalogue, "or")}. Name one of them."),
            _ => (null, Unknown(name, catalogue)),
        };
    }

    private static string Unknown(string name, TreatyCatalogue catalogue)
    {
        if (!catalogue.TreatyIds.Any())
            return "My documents introduce no treaty by name. Ingest register sheets first.";
        var nearest = catalogue.TreatyIds
            .Select(id => (Id: id, Likeness: catalogue[id]!.Names.Append(id).Max(known => Likeness(known, name))))
            .Where(candidate => candidate.Likeness >= LeastLikeness)
            .OrderByDescending(candidate => candidate.Likeness).ThenBy(candidate => candidate.Id, StringComparer.Ordinal)
            .Take(MostSuggested).Select(candidate => candidate.Id).ToList();
        return nearest.Count > 0
            ? $"My documents know no treaty called “{name}”. The nearest names: {List(nearest, catalogue, "or")}."
            : $"My documents know no treaty called “{name}”, nor one of a similar name. They know {List([.. catalogue.TreatyIds.Order(StringComparer.Ordinal)], catalogue, "and")}.";
    }

    private static string List(IReadOnlyList<string> ids, TreatyCatalogue catalogue, string conjunction)
    {
        var names = ids.Select(id => $"{catalogue.Name(id)} ({id})").ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} {conjunction} {names[^1]}";
    }

    // Dice's coefficient over pairs of letters.
    private static double Likeness(string left, string right)
    {
        var (a, b) = (Pairs(left), Pairs(right));
        return a.Count + b.Count == 0 ? 0 : 2.0 * a.Intersect(b, StringComparer.Ordinal).Count() / (a.Count + b.Count);
    }

    private static HashSet<string> Pairs(string text)
    {
        var letters = $" {text.ToLowerInvariant()} ";
        return [.. Enumerable.Range(0, letters.Length - 1).Select(i => letters.Substring(i, 2))];
    }
}
