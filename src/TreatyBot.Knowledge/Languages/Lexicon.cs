using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Languages;

/// <summary>What a phrase of another language stands for.</summary>
internal enum LexiconKind
{
    Skip,
    Ask,
    Act,
    State,
    Not,
    Adv,
    Prep,
    Place,
    Noun,
    Opinion,
    Future,
    If,
    And,
    Or,
    Greet,
    Thanks,
    Past,
    Party,
}

/// <param name="Kind">What it does in a question.</param>
/// <param name="English">The word or the name that it stands for.</param>
/// <param name="Words">Accent-folded words; one that ends in <c>*</c> may go on, <c>…</c> stands for any words between.</param>
internal sealed record LexiconPhrase(LexiconKind Kind, string English, string[] Words)
{
    /// <summary>How much of a text the phrase takes, to choose between several.</summary>
    public int Weight { get; } = Words.Where(word => word != "…").Sum(word => 100 + word.Length - (word.EndsWith('*') ? 2 : 0));
}

/// <summary>The words of one language, as the tables beside it list them. Thread-safe.</summary>
internal sealed class Lexicon
{
    private static readonly Dictionary<string, Lexicon> All = new[] { "de", "es", "fr", "ru" }.ToDictionary(code => code, code => new Lexicon(code), StringComparer.Ordinal);

    private readonly Dictionary<string, List<LexiconPhrase>> _byFirst = new(StringComparer.Ordinal);
    private readonly List<LexiconPhrase> _byPrefix = [];

    // Beginnings that are words of their own, which every word of every question is looked up in.
    private readonly HashSet<string> _beginnings = new(StringComparer.Ordinal);
    private readonly List<string> _whole = [];

    private Lexicon(string code)
    {
        Code = code;
        foreach (var line in LanguageData.Lines($"{code}.txt"))
        {
            var fields = line.Split('|', StringSplitOptions.TrimEntries);
            var kind = Enum.Parse<LexiconKind>(fields[0], ignoreCase: true);
            foreach (var phrase in fields[2].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                Add(kind, fields[1], phrase);
        }
        var names = LanguageData.Names(code);
        foreach (var (id, name) in names)
            Add(LexiconKind.Party, id, name);
    }

    public string Code { get; }

    public static IEnumerable<Lexicon> Everything => All.Values;

    public static Lexicon? Find(string code) => All.GetValueOrDefault(code);

    /// <summary>Words without accents, as phrases are compared.</summary>
    public static List<LexiconToken> Tokens(string text)
    {
        var tokens = new List<LexiconToken>();
        foreach (var word in Words.In(text))
        {
            var written = text.Substring(word.Start, word.Length);
            tokens.Add(new(word.Start, word.Length, TextAnalyzer.Fold(written.Replace(".", "", StringComparison.Ordinal)), word.IsCapitalised, word.IsUpper));
        }
        return tokens;
    }

    /// <summary>The longest phrase that begins at a token, with the tokens that it takes.</summary>
    public (LexiconPhrase Phrase, List<int> Taken)? At(List<LexiconToken> tokens, int index, Func<int, bool> isFree)
    {
        (LexiconPhrase Phrase, List<int> Taken)? best = null;
        var first = tokens[index].Folded;
        foreach (var phrase in (_byFirst.GetValueOrDefault(first) ?? []).Concat(_byPrefix.Where(phrase => IsWord(phrase.Words[0], tokens[index]))))
        {
            if (best is { } known && known.Phrase.Weight >= phrase.Weight)
                continue;
            if (Match(phrase, tokens, index, isFree) is { } taken)
                best = (phrase, taken);
        }
        return best;
    }

    /// <summary>Whether the language has the word, as a word of its own or as the first of a phrase.</summary>
    public bool Knows(LexiconToken token) =>
        (_byFirst.TryGetValue(token.Folded, out var phrases) && phrases.Exists(phrase => phrase.Words.Length == 1 && phrase.Kind != LexiconKind.Party || phrase.Kind == LexiconKind.Ask))
        || BeginsWithOne(token.Folded);

    public bool KnowsName(LexiconToken token) => _byFirst.TryGetValue(token.Folded, out var phrases) && phrases.Exists(phrase => phrase.Kind == LexiconKind.Party);

    /// <summary>The word of the language that a misspelt one is near to; null when none or several are.</summary>
    public string? Nearest(string folded)
    {
        var allowed = EditDistance.Allowed(folded.Length);
        var near = _whole.Where(word => word.Length > 3 && word[0] == folded[0]).Select(word => (Word: word, Distance: EditDistance.Between(folded, word, allowed)))
            .Where(candidate => candidate.Distance <= allowed).OrderBy(candidate => candidate.Distance).Take(2).ToList();
        return allowed == 0 || near.Count == 0 || (near.Count == 2 && near[0].Distance == near[1].Distance) ? null : near[0].Word;
    }

    private bool BeginsWithOne(ReadOnlySpan<char> word)
    {
        var beginnings = _beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = 1; length <= word.Length; length++)
        {
            if (beginnings.Contains(word[..length]))
                return true;
        }
        return false;
    }

    private static List<int>? Match(LexiconPhrase phrase, List<LexiconToken> tokens, int index, Func<int, bool> isFree)
    {
        var taken = new List<int>();
        var at = index;
        var isGap = false;
        foreach (var word in phrase.Words)
        {
            if (word == "…")
            {
                isGap = true;
                continue;
            }
            while (isGap && at < tokens.Count && !(isFree(at) && IsWord(word, tokens[at])))
                at++;
            if (at >= tokens.Count || !isFree(at) || !IsWord(word, tokens[at]))
                return null;
            taken.Add(at++);
            isGap = false;
        }
        return taken;
    }

    private static bool IsWord(string pattern, LexiconToken token) => pattern[^1] == '*'
        ? token.Folded.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
        : pattern == token.Folded;

    private void Add(LexiconKind kind, string english, string phrase)
    {
        var words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Pieces).ToArray();
        var made = new LexiconPhrase(kind, english, words);
        if (words[0][^1] == '*')
        {
            _byPrefix.Add(made);
            if (words.Length == 1 && kind != LexiconKind.Party)
                _beginnings.Add(words[0][..^1]);
            return;
        }
        if (!_byFirst.TryGetValue(words[0], out var phrases))
            _byFirst[words[0]] = phrases = [];
        phrases.Add(made);
        if (words.Length == 1 && !_whole.Contains(words[0]))
            _whole.Add(words[0]);
    }

    private static IEnumerable<string> Pieces(string word)
    {
        if (word == "…")
            return [word];
        var pieces = Tokens(word.TrimEnd('*')).ConvertAll(token => token.Folded);
        if (word.EndsWith('*'))
            pieces[^1] += "*";
        return pieces;
    }
}

internal readonly record struct LexiconToken(int Start, int Length, string Folded, bool IsCapitalised, bool IsUpper)
{
    public int End => Start + Length;
}
