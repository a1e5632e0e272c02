using System.Collections.Frozen;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Finds names shaped like a treaty's outside the mentions that were recognised.</summary>
internal static class UnknownNameFinder
{
    private const int LongestName = 8;

    private static readonly FrozenSet<string> Types = TreatyWordList.Read("type").Except(["deal", "document", "act", "treaties", "agreements", "conventions", "pacts", "accords", "protocols"])
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Generic = TreatyWordList.Read("generic").ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Abbreviations = TreatyWordList.Read("abbreviation").Select(word => word.ToLowerInvariant()).ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyList<UnknownName> Find(string text, List<Word> words, IReadOnlyList<TreatyMention> known, HashSet<string> nameWords)
    {
        if (words.Count > SpellingCorrector.LongestQuestion)
            words = words[..SpellingCorrector.LongestQuestion];
        var parties = PartyGazetteer.Default.Find(words, lenientCase: true);
        var taken = new bool[words.Count];
        for (var i = 0; i < words.Count; i++)
            taken[i] = known.Any(mention => words[i].Start < mention.End && words[i].End > mention.Start);
        var allCapitals = words.Count > 3 && words.TrueForAll(word => word.IsUpper || word.Length == 1 || char.IsDigit(text[word.Start]));
        var found = new List<UnknownName>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!taken[i] && Types.Contains(words[i].Key) && (Before(words, i, taken) ?? After(words, i, taken)) is var (first, last))
            {
                Add(found, text, words, first, last, false);
                taken.AsSpan(first, last - first + 1).Fill(true);
            }
        }
        for (var i = 0; i < words.Count; i++)
        {
            if (!taken[i] && !allCapitals && words[i].IsUpper && words[i].Length is >= 2 and <= 7
                && !Abbreviations.Contains(words[i].Key) && !nameWords.Contains(words[i].Key)
                && !parties.Any(party => words[i].Start < party.End && words[i].End > party.Start))
                Add(found, text, words, i, i, true);
        }
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    // "Lindau Treaty", "South Baltic Demilitarisation Convention", "lindau treaty".
    private static (int First, int Last)? Before(List<Word> words, int type, bool[] taken)
    {
        var first = type;
        if (!words[type].IsCapitalised && type > 0 && !words[type - 1].IsCapitalised && words[type].Key is "protocol" or "memorandum" or "charter" or "covenant" or "agreement" or "accord")
            return null;
        while (first > 0 && type - first < LongestName && !taken[first - 1] && IsJoined(words, first - 1)
            && (words[first - 1].IsCapitalised && first - 1 > 0 || first == type) && IsNaming(words[first - 1], first == type))
            first--;
        return first < type ? (first, type) : null;
    }

    // "Treaty of Lindau", "Convention on Cave Warfare".
    private static (int First, int Last)? After(List<Word> words, int type, bool[] taken)
    {
        if (type + 2 > words.Count - 1 || words[type + 1].Key is not ("of" or "on" or "for" or "between"))
            return null;
        var last = type + 1;
        while (last + 1 < words.Count && last - type < LongestName && !taken[last + 1]
            && (words[last + 1].IsCapitalised || (last > type + 1 && words[last + 1].Key is "of" or "the" or "and" or "in")
                || (last == type + 1 && IsNaming(words[last + 1], true))))
            last++;
        while (last > type + 1 && words[last].Key is "of" or "the" or "and" or "in")
            last--;
        return last > type + 1 ? (type, last) : null;
    }

    private static bool IsNaming(Word word, bool isNext) =>
        word.Key.Length > 0 && (isNext || word.IsCapitalised)
        && (!Generic.Contains(word.Key) || (word.IsCapitalised && !isNext))
        && !char.IsDigit(word.Key[0])
        && (PartyGazetteer.Default.Resolve(word.Key) is null || word.IsCapitalised);

    private static bool IsJoined(List<Word> words, int index) => words[index + 1].Start - words[index].End <= 2;

    private static void Add(List<UnknownName> found, string text, List<Word> words, int first, int last, bool isAbbreviation) =>
        found.Add(new(text[words[first].Start..words[last].End], words[first].Start, words[last].End - words[first].Start, isAbbreviation));
}
