namespace TreatyBot.Knowledge.Treaties;

/// <summary>Finds "the treaty", "this pact" and "it" where they mean the treaty spoken of before.</summary>
internal static class Anaphora
{
    private const int MostAdjectives = 3;

    public static IEnumerable<TreatyMention> Find(string text, List<Word> words, List<string> keys, List<TreatyMention> named, SentenceContext context)
    {
        var found = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (keys[i] is not ("the" or "this" or "that" or "le" or "la" or "der" or "die") || Noun(words, keys, i + 1) is not { } noun
                || named.Exists(treaty => treaty.Start < words[noun].End && treaty.End > words[i].Start))
                continue;
            // A treaty named earlier in the sentence is what "the treaty" means.
            var earlier = named.FindLast(treaty => treaty.End <= words[i].Start && !treaty.IsAmbiguous);
            if ((earlier?.TreatyIds[0] ?? context.Treaty) is not { } id)
                continue;
            found++;
            yield return new([id], words[i].Start, words[noun].End - words[i].Start);
            i = noun;
        }
        if (found == 0 && Pronoun(keys) is { } it)
        {
            var id = named.Count == 0 ? context.Treaty : named.FindLast(treaty => treaty.End <= words[it].Start && !treaty.IsAmbiguous)?.TreatyIds[0];
            if (id is not null)
                yield return new([id], words[it].Start, words[it].Length);
        }
    }

    private static int? Noun(List<Word> words, List<string> keys, int from)
    {
        for (var i = from; i < Math.Min(keys.Count, from + MostAdjectives + 1); i++)
        {
            if (keys[i] is "treaty" or "pact" or "agreement" or "accord" or "convention" or "protocol" or "document" or "deal" or "instrument")
                return i + 1 < keys.Count && keys[i + 1] is "of" or "on" or "between" && words[i].IsCapitalised ? null : i;
            if (words[i].IsCapitalised || keys[i].Length < 4)
                return null;
        }
        return null;
    }

    // "It entered into force", "ratified it", "withdrew from it".
    private static int? Pronoun(List<string> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i] != "it")
                continue;
            if (i > 0 && (keys[i - 1].EndsWith("ed", StringComparison.Ordinal) || keys[i - 1] is "from" or "to" or "of" or "left" or "quit" or "ratify" or "sign" or "suspend" or "denounce"))
                return i;
            if (i + 1 < keys.Count && keys[i + 1] is "was" or "were" or "entered" or "expired" or "lapsed" or "came" or "took" or "never")
                return i;
        }
        return null;
    }
}
