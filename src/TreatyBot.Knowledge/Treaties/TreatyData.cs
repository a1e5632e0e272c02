namespace TreatyBot.Knowledge.Treaties;

/// <summary>The tables that lie in the assembly.</summary>
internal static class TreatyData
{
    public static Stream Open(string name) =>
        typeof(TreatyData).Assembly.GetManifestResourceStream($"TreatyBot.Knowledge.Treaties.Data.{name}")
        ?? throw new InvalidOperationException($"The assembly lacks the embedded table Treaties/Data/{name}; check EmbeddedResource in TreatyBot.Knowledge.csproj.");

    /// <summary>Lines without comments and blank ones.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name));
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }
}
