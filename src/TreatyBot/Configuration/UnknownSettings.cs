namespace TreatyBot.Configuration;

/// <summary>Finds settings of our own sections that mean nothing, with what they may have been meant to be.</summary>
internal static class UnknownSettings
{
    // Sections of other owners.
    private const string Logging = "Logging";

    private static readonly string[][] KnownPaths = [.. KnownSettings.Keys.Select(known => known.Split(':'))];

    /// <returns>One sentence for each setting that is none.</returns>
    public static IEnumerable<string> Find(IConfiguration settings)
    {
        var tops = KnownSettings.Sections.Keys.Select(Top).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var section in settings.GetChildren().Where(section => !section.Key.Equals(Logging, StringComparison.OrdinalIgnoreCase)))
        {
            // A name that is not ours may be anyone's, such as a variable of the environment; one that is all but ours is a slip.
            if (tops.Contains(section.Key))
            {
                foreach (var key in Leaves(section).Where(key => !IsKnown(key)))
                    yield return Describe(key);
            }
            else if (section.GetChildren().Any() && tops.Any(top => Distance(top, section.Key) <= 2))
            {
                foreach (var key in Leaves(section))
                    yield return Describe(key);
            }
        }
    }

    /// <summary>Whether a key is a setting, an item of one that is a list, or, without a value, the way to one.</summary>
    public static bool IsKnown(string key)
    {
        var given = key.Split(':');
        return KnownPaths.Any(known => Matches(known, given));
    }

    public static string Describe(string key)
    {
        var nearest = KnownSettings.Keys.Select(known => (Known: known, Distance: Distance(known, key))).MinBy(candidate => candidate.Distance);
        if (nearest.Distance <= Math.Max(2, key.Length / 4))
            return $"{key} is not a setting; did you mean {nearest.Known}?";
        var section = KnownSettings.Sections.Keys.Where(section => key.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase)).MaxBy(section => section.Length);
        return section is null
            ? $"{key} is not a setting."
            : $"{key} is not a setting; {section} has {string.Join(", ", KnownSettings.Of(section).Select(known => known[(section.Length + 1)..]))}.";
    }

    private static bool Matches(string[] known, string[] given)
    {
        // A list that is empty is given by its own name.
        if (given.Length != known.Length && !(given.Length < known.Length && known[given.Length] == "*"))
            return false;
        for (var index = 0; index < given.Length; index++)
        {
            if (known[index] == "*" ? !IsItem(given[index]) : !known[index].Equals(given[index], StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }

    private static bool IsItem(string name) => int.TryParse(name, out _);

    private static IEnumerable<string> Leaves(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        return children.Count == 0 ? [section.Path] : children.SelectMany(Leaves);
    }

    private static string Top(string section) => section.Split(':')[0];

    /// <summary>How many letters must be put in, taken out or changed.</summary>
    internal static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var isSame = char.ToUpperInvariant(left[row - 1]) == char.ToUpperInvariant(right[column - 1]);
                current[column] = Math.Min(Math.Min(current[column - 1], previous[column]) + 1, previous[column - 1] + (isSame ? 0 : 1));
            }
            (previous, current) = (current, previous);
        }
        return previous[right.Length];
    }
}
