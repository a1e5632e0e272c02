namespace TreatyBot.Knowledge.Languages;

/// <summary>The tables of words and names that lie in the assembly.</summary>
internal static class LanguageData
{
    // The order of the columns of parties.txt after the id.
    private static readonly string[] Columns = ["de", "es", "fr", "ru"];

    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(LanguageData).Assembly.GetManifestResourceStream($"TreatyBot.Knowledge.Languages.Data.{name}")
            ?? throw new InvalidOperationException($"The assembly lacks the embedded table Languages/Data/{name}; check EmbeddedResource in TreatyBot.Knowledge.csproj.");
        using var reader = new StreamReader(stream);
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }

    /// <summary>Parties by id, with their names in a language.</summary>
    public static Dictionary<string, string> Names(string code)
    {
        var column = Array.IndexOf(Columns, code) + 1;
        return Lines("parties.txt").Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(fields => fields[0], fields => fields[column], StringComparer.OrdinalIgnoreCase);
    }
}
