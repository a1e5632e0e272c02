namespace TreatyBot.Knowledge.Treaties;

/// <summary>Mends single words of a question towards the words of known names. A word that is known, or common, is never changed.</summary>
internal sealed class SpellingCorrector
{
    /// <summary>Longer texts are not questions; they are not corrected.</summary>
    public const int LongestQuestion = 120;

    private readonly HashSet<string> _known;
    private readonly Dictionary<(int Length, char First), string[]> _groups;

    public SpellingCorrector(IEnumerable<string> known)
    {
        _known = new(known, StringComparer.Ordinal);
        _groups = _known.Where(word => word.Length >= 5 && char.IsLetter(word[0])).GroupBy(word => (word.Length, word[0]))
            .ToDictionary(group => group.Key, group => group.Order(StringComparer.Ordinal).ToArray());
    }

    /// <summary>The keys with mended words; null when nothing was to mend.</summary>
    public string[]? Correct(string[] keys, IReadOnlyList<TreatyMention> mentions, List<Word> words)
    {
        string[]? corrected = null;
        for (var i = 0; i < keys.Length; i++)
        {
            var word = words[i];
            if (mentions.Any(mention => word.Start >= mention.Start && word.End <= mention.End) || Nearest(keys[i]) is not { } nearest)
                continue;
            corrected ??= [.. keys];
            corrected[i] = nearest;
        }
        return corrected;
    }

    /// <summary>The one closest known word within the allowed distance; null when the word is known, too short, common or torn between two.</summary>
    public string? Nearest(string key)
    {
        var allowed = EditDistance.Allowed(key.Length);
        if (allowed == 0 || key.Length > 32 || _known.Contains(key) || CommonWords.Contains(key))
            return null;
        string? nearest = null;
        var best = allowed + 1;
        for (var length = key.Length - allowed; length <= key.Length + allowed; length++)
        {
            foreach (var candidate in Candidates(length, key))
            {
                var distance = EditDistance.Between(key, candidate, Math.Min(allowed, EditDistance.Allowed(candidate.Length)));
                // "Mended" is a word; "singed" is one too, but two letters away from their places it is "signed".
                if (distance < best && distance <= EditDistance.Allowed(candidate.Length) && (!EnglishWords.Contains(key) || IsSwap(key, candidate)))
                    (best, nearest) = (distance, candidate);
            }
        }
        return nearest;
    }

    private static bool IsSwap(string key, string candidate) => key.Length == candidate.Length && key.Order().SequenceEqual(candidate.Order());

    // The first letter is right, or dropped, or swapped with the second.
    private IEnumerable<string> Candidates(int length, string key)
    {
        IEnumerable<string> candidates = _groups.GetValueOrDefault((length, key[0]), []);
        return key[1] == key[0] ? candidates : candidates.Concat(_groups.GetValueOrDefault((length, key[1]), []));
    }
}
