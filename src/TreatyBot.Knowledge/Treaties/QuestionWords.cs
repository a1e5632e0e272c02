namespace TreatyBot.Knowledge.Treaties;

/// <summary>The table of question words and phrases. Thread-safe.</summary>
internal static class QuestionWords
{
    private static readonly List<(AskedFor AskedFor, PhraseTrie<string> Phrases)> Openings = [];
    private static readonly Dictionary<string, PhraseTrie<string>> Lists = new(StringComparer.Ordinal);

    static QuestionWords()
    {
        foreach (var line in TreatyData.Lines("question-words.txt"))
        {
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            var name = line[..bar].Trim();
            var trie = new PhraseTrie<string>();
            foreach (var phrase in line[(bar + 1)..].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                trie.Set(Words.Keys(phrase), phrase);
            if (Enum.TryParse<AskedFor>(name, out var askedFor))
                Openings.Add((askedFor, trie));
            else
                Lists[name] = trie;
        }
    }

    /// <summary>What the question asks for by its words, and the index after the deciding phrase; null when no phrase occurs.</summary>
    public static (AskedFor AskedFor, int Index, int End)? AskedForIn(List<string> keys)
    {
        foreach (var (askedFor, phrases) in Openings)
        {
            for (var i = 0; i < keys.Count; i++)
            {
                if (LongestAt(phrases, keys, i) is > 0 and var count && (count > 1 || IsOpening(askedFor, keys, i)))
                    return (askedFor, i, i + count);
            }
        }
        return null;
    }

    public static bool IsIn(string list, List<string> keys, int index) => LongestAt(Lists[list], keys, index) > 0;

    public static bool AnyIn(string list, List<string> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (IsIn(list, keys, i))
                return true;
        }
        return false;
    }

    /// <summary>Whether the text consists of the list's phrases alone.</summary>
    public static bool AllIn(string list, List<string> keys)
    {
        for (var i = 0; i < keys.Count;)
        {
            var count = LongestAt(Lists[list], keys, i);
            if (count == 0)
                return false;
            i += count;
        }
        return keys.Count > 0;
    }

    private static int LongestAt(PhraseTrie<string> trie, List<string> keys, int index)
    {
        var longest = 0;
        foreach (var (_, count) in trie.At(keys, index))
            longest = count;
        return longest;
    }

    // A single word decides only where a question word stands: "the country where …" asks for no place.
    private static bool IsOpening(AskedFor askedFor, List<string> keys, int index)
    {
        if (index == 0)
            return true;
        if (keys[0].Length > 0 && keys[0][0] > 0x3FF)
            return true;
        var previous = keys[index - 1];
        return previous is "and" or "but" or "so" or "then" or "or" or "in" or "on" or "since" or "until" or "by" or "from" or "for" or "to" or "of" or "please" or "ok"
                or "hi" or "hello" or "hey" or "me" or "know" or "et" or "und" or "y" or "exactly" or "с" or "wonder" or "with" or "wondering" or "ask"
            || index <= 1 || (askedFor is AskedFor.Date or AskedFor.Actor or AskedFor.Reason && !IsRelativePronoun(keys, index));
    }

    // "when" and "who" in the middle of a question that has its own opening introduce a clause.
    private static bool IsRelativePronoun(List<string> keys, int index)
    {
        if (IsIn("yes-no", keys, 0))
            return true;
        for (var i = 0; i < index; i++)
        {
            if (keys[i] is "what" or "which" or "who" or "why" or "how" or "where" or "when" or "list" or "name")
                return true;
        }
        return false;
    }
}
