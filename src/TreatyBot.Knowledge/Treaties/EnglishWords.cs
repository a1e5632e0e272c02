using System.Collections.Frozen;
using System.IO.Compression;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Whether a word is spelt as English words are, in British or American. Read when first asked; thread-safe.</summary>
internal static class EnglishWords
{
    private static readonly Lazy<FrozenSet<string>> Known = new(Read);

    /// <param name="word">In small letters, three at least.</param>
    public static bool Contains(string word) => Known.Value.Contains(word);

    private static FrozenSet<string> Read()
    {
        using var reader = new StreamReader(new GZipStream(TreatyData.Open("english-words.txt.gz"), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
