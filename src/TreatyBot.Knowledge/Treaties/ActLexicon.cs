namespace TreatyBot.Knowledge.Treaties;

/// <summary>Finds words for acts upon treaties: inflections, synonyms, idioms, and the commonest words of other languages. Thread-safe.</summary>
public sealed class ActLexicon
{
    private readonly PhraseTrie<ActPhrase> _phrases = new();
    private readonly Dictionary<string, List<GappedPhrase>> _gapped = new(StringComparer.Ordinal);
    private readonly SpellingCorrector _spelling;

    private ActLexicon()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (pieces, phrase) in ActPhraseReader.Read())
        {
            if (pieces.Length == 1)
            {
                if (!_phrases.TryGet(pieces[0], out var known))
                    _phrases.Set(pieces[0], phrase);
                else if (known.IsWeak && !phrase.IsWeak && known.Act == phrase.Act)
                    _phrases.Set(pieces[0], phrase);
                words.UnionWith(pieces[0]);
                continue;
            }
            if (!_gapped.TryGetValue(pieces[0][0], out var list))
                _gapped[pieces[0][0]] = list = [];
            list.Add(new(pieces, phrase));
        }
        _spelling = new(words);
        Vocabulary = words;
    }

    /// <summary>Every word of the phrases that have no gap, in small letters and all their forms.</summary>
    internal IReadOnlyCollection<string> Vocabulary { get; }

    public static ActLexicon Default { get; } = new();

    /// <summary>Mentions in the order of the text, combined where words belong together: "revoked its ratification" is one revocation, no ratification.</summary>
    /// <param name="lenient">Reads the text as a question: bare verbs count, and typing errors are forgiven.</param>
    public IReadOnlyList<ActMention> FindActs(string text, bool lenient = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FindActs(text, Words.In(text), lenient);
    }

    internal List<ActMention> FindActs(string text, List<Word> words, bool lenient)
    {
        var keys = words.ConvertAll(word => word.Key);
        if (lenient && words.Count <= SpellingCorrector.LongestQuestion)
        {
            for (var i = 0; i < keys.Count; i++)
                keys[i] = _spelling.Nearest(keys[i]) ?? keys[i];
        }
        var mentions = new List<ActMention>();
        for (var i = 0; i < words.Count; i++)
        {
            if (Longest(keys, i) is not var (phrase, count) || !IsPlausible(keys, words, i, count, phrase, lenient))
                continue;
            mentions.Add(new(phrase.Act, words[i].Start, words[i + count - 1].End - words[i].Start, phrase.Form)
            {
                Alternatives = phrase.Alternatives,
                IsWeak = phrase.IsWeak,
                FirstWord = i,
                LastWord = i + count - 1,
            });
            i += count - 1;
        }
        return ActCombiner.Combine(text, words, keys, mentions, lenient);
    }

    private (ActPhrase Phrase, int Count)? Longest(List<string> keys, int index)
    {
        ActPhrase? found = null;
        var count = 0;
        foreach (var (phrase, length) in _phrases.At(keys, index))
            (found, count) = (phrase, length);
        if (_gapped.TryGetValue(keys[index], out var gapped))
        {
            foreach (var candidate in gapped)
            {
                if (Match(keys, index, candidate) is { } length && length > count)
                    (found, count) = (candidate.Phrase, length);
            }
        }
        return found is null ? null : (found, count);
    }

    private static int? Match(List<string> keys, int index, GappedPhrase candidate)
    {
        var at = index;
        for (var p = 0; p < candidate.Pieces.Length; p++)
        {
            var latest = p == 0 ? at : at + GappedPhrase.LongestGap;
            while (at <= latest && !IsAt(keys, at, candidate.Pieces[p]))
                at++;
            if (at > latest)
                return null;
            at += candidate.Pieces[p].Length;
        }
        return at - index;
    }

    private static bool IsAt(List<string> keys, int index, string[] piece)
    {
        if (index + piece.Length > keys.Count)
            return false;
        for (var i = 0; i < piece.Length; i++)
        {
            if (keys[index + i] != piece[i])
                return false;
        }
        return true;
    }

    private static bool IsPlausible(List<string> keys, List<Word> words, int index, int count, ActPhrase phrase, bool lenient)
    {
        var next = index + count < keys.Count ? keys[index + count] : "";
        var previous = index > 0 ? keys[index - 1] : "";
        if (count == 1 && next is "of" && keys[index] is "sign" or "signs" or "leaves")
            return false;
        if (count == 1 && keys[index] is "sign" or "signs" && previous is "the" or "a" or "latest" or "another" or "no" or "clear" or "first")
            return false;
        if (count == 1 && keys[index] is "left" && !lenient && (next is "to" or "in" or "by" or "wing" or "open" or "" || previous is "the" or "was" or "were" or "been" or "is"))
            return false;
        if (phrase.Form == ActForm.Base && count == 1 && !lenient)
            return ActCues.IsVerbAhead(keys, index) || (index > 0 && words[index - 1].IsCapitalised) || previous.EndsWith('s');
        return true;
    }
}
