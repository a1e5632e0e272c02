using System.Security.Cryptography;
using System.Text;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>The treaties that register sheets introduce, found in text by any of their names. Thread-safe.</summary>
public sealed class TreatyCatalogue
{
    private readonly Dictionary<string, RegisterEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _displayNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly PhraseTrie<Target> _names = new();
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly SpellingCorrector _spelling;

    public TreatyCatalogue(IEnumerable<RegisterEntry> entries)
    {
        var weak = new List<(string Id, NameVariant Variant)>();
        foreach (var entry in entries)
        {
            if (!_entries.TryAdd(entry.Id, entry))
                continue;
            _displayNames[entry.Id] = DisplayName(entry);
            foreach (var variant in entry.Names.SelectMany(TreatyNameVariants.Of))
            {
                if (variant.IsWeak)
                    weak.Add((entry.Id, variant));
                else
                    Add(entry.Id, variant);
            }
        }
        foreach (var (id, variant) in weak)
            Add(id, variant);
        _spelling = new(_keys);
        Version = Fingerprint();
    }

    public static TreatyCatalogue Empty { get; } = new([]);

    internal HashSet<string> NameWords => _keys;

    /// <summary>The one treaty whose names have all the words of a description, none of them a name of its own; null when there are none or several.</summary>
    internal string? FindDescribed(string description)
    {
        var words = Words.Keys(description).Select(Singular).Except(Generic).ToList();
        if (words.Count == 0 || description.Any(char.IsUpper))
            return null;
        var found = _entries.Values.Where(entry => entry.Names.Any(name => Words.Keys(name).Select(Singular).ToHashSet(StringComparer.Ordinal) is var own && words.TrueForAll(own.Contains))).Take(2).ToList();
        return found is [var one] ? one.Id : null;
    }

    private static string Singular(string key) => key.Length > 3 && key[^1] == 's' && key[^2] != 's' ? key[..^1] : key;

    private static readonly HashSet<string> Generic =
        new(["treaty", "agreement", "convention", "pact", "accord", "protocol", "document", "memorandum", "limitation", "reduction", "prohibition", "control", "arm", "weapon", "new", "old", "the", "of", "on", "and"], StringComparer.Ordinal);

    /// <summary>Changes whenever a treaty or a name is added or removed.</summary>
    public string Version { get; }

    public IEnumerable<string> TreatyIds => _entries.Keys;

    public bool Contains(string treatyId) => _entries.ContainsKey(treatyId);

    public RegisterEntry? this[string treatyId] => _entries.GetValueOrDefault(treatyId);

    /// <summary>A short name for display, such as "CFE Treaty"; the id itself when it is not known.</summary>
    public string Name(string treatyId) => _displayNames.GetValueOrDefault(treatyId, treatyId);

    /// <summary>Mentions in the order of the text, without overlap, the longest name first.</summary>
    /// <param name="lenient">Reads the text as a question: names may be in lower case and have typing errors.</param>
    public IReadOnlyList<TreatyMention> Find(string text, bool lenient = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Find(Words.In(text), lenient);
    }

    internal IReadOnlyList<TreatyMention> Find(List<Word> words, bool lenient)
    {
        var keys = TreatyNameVariants.Normalise(words);
        var isAllCapitals = words.Count > 3 && words.TrueForAll(word => word.IsUpper || word.Length == 1 || !char.IsLetter(word.Key.FirstOrDefault()));
        var mentions = FindExact(words, keys, lenient, isAllCapitals, null);
        if (!lenient || words.Count > SpellingCorrector.LongestQuestion)
            return mentions;
        var corrected = _spelling.Correct(keys, mentions, words);
        return corrected is null ? mentions : FindExact(words, corrected, lenient, isAllCapitals, keys);
    }

    /// <summary>Phrases shaped like "X Treaty" or "Treaty of X", and abbreviations, that name neither a treaty nor a party known here.</summary>
    public IReadOnlyList<UnknownName> UnknownNames(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return UnknownNameFinder.Find(question, Words.In(question), Find(question, lenient: true), _keys);
    }

    private List<TreatyMention> FindExact(List<Word> words, string[] keys, bool lenient, bool isAllCapitals, string[]? original)
    {
        var mentions = new List<TreatyMention>();
        for (var i = 0; i < words.Count; i++)
        {
            Target? found = null;
            var count = 0;
            foreach (var (target, length) in _names.At(keys, i))
            {
                if (IsWrittenAsName(words, keys, i, length, target, lenient, isAllCapitals))
                    (found, count) = (target, length);
            }
            if (found is null)
                continue;
            var isCorrected = original is not null && !keys.AsSpan(i, count).SequenceEqual(original.AsSpan(i, count));
            mentions.Add(new(found.Ids, words[i].Start, words[i + count - 1].End - words[i].Start, isCorrected));
            i += count - 1;
        }
        return mentions;
    }

    private static bool IsWrittenAsName(
        List<Word> words, string[] keys, int index, int count, Target target, bool lenient, bool isAllCapitals)
    {
        // "A-CFE" is a name, "a CFE party" is not.
        if (keys[index] is "a" && !words[index].IsHyphenated)
            return false;
        if (count == 1 && TreatyNameVariants.PlainWords.Contains(keys[index]))
            return words[index].IsUpper && !isAllCapitals;
        if (count == 1 && keys[index].Length <= 5 && !lenient)
            return words[index].IsUpper || (keys[index].Length >= 4 && words[index].IsCapitalised);
        if (lenient || !target.NeedsCapitals)
            return true;
        for (var i = index; i < index + count; i++)
        {
            if (!words[i].IsCapitalised && words[i].Length > 3 && char.IsLetter(keys[i][0]))
                return false;
        }
        return words[index].IsCapitalised;
    }

    private void Add(string id, NameVariant variant)
    {
        if (variant.Keys.Length == 1 && variant.IsWeak && !variant.Keys[0].Any(char.IsDigit)
            && PartyGazetteer.Default.Resolve(variant.Keys[0]) is not null)
            return;
        if (!_names.TryGet(variant.Keys, out var known))
            _names.Set(variant.Keys, new([id], variant.NeedsCapitals, variant.IsWeak));
        else if (!known.Ids.Contains(id, StringComparer.OrdinalIgnoreCase) && (known.IsWeak || !variant.IsWeak))
            _names.Set(variant.Keys, known with { Ids = [.. known.Ids, id] });
        foreach (var key in variant.Keys)
            _keys.Add(key);
    }

    private static string DisplayName(RegisterEntry entry)
    {
        // A sheet's second name is the short one.
        if (entry.Names.Count > 1 && entry.Names[1].Length is > 0 and <= 60)
            return entry.Names[1];
        var names = entry.Names.Where(name => name.Length <= 40 && name.All(c => c < '\u0250')).ToList();
        return names.Find(name => char.IsUpper(name[0]) && TreatyNameVariants.TypeWords.Contains(Words.Keys(name).LastOrDefault() ?? ""))
            ?? names.Find(name => char.IsUpper(name[0]) && name.Length > 4)
            ?? (names.Count > 0 ? names[0] : entry.Names.Count > 0 ? entry.Names[0] : entry.Id);
    }

    private string Fingerprint()
    {
        var names = new StringBuilder();
        foreach (var entry in _entries.Values.OrderBy(entry => entry.Id, StringComparer.Ordinal))
            names.Append(entry.Id).Append('\n').AppendJoin('\n', entry.Names).Append('\0');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(names.ToString())))[..16];
    }

    private sealed record Target(string[] Ids, bool NeedsCapitals, bool IsWeak);
}
