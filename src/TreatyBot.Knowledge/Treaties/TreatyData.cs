using System.Security.Cryptography;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>The tables that lie in the assembly.</summary>
internal static class TreatyData
{
    public static Stream Open(string name) =>
        typeof(TreatyData).Assembly.GetManifestResourceStream($"TreatyBot.Knowledge.Treaties.Data.{name}")
        ?? throw new InvalidOperationException($"The assembly lacks the embedded table Treaties/Data/{name}; check EmbeddedResource in TreatyBot.Knowledge.csproj.");

    /// <summary>Eight hexadecimal digits that change when any of the tables does.</summary>
    public static string Fingerprint(params ReadOnlySpan<string> names)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in names)
        {
            using var table = Open(name);
            using var bytes = new MemoryStream();
            table.CopyTo(bytes);
            hash.AppendData(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..8];
    }

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
