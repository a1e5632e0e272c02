using System.Collections.Frozen;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Words that are spelt right although they look like a misspelling of a name or an act.</summary>
internal static class CommonWords
{
    private static readonly FrozenSet<string> Known = TreatyWordList.Read("plain").Concat(TreatyWordList.Read("generic"))
        .Concat(TreatyWordList.Read("type")).Concat(TreatyWordList.Read("spelt-right")).ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string key) =>
        Known.Contains(key) || StopWords.Contains(key) || PartyGazetteer.Default.Resolve(key) is not null;
}
