using System.Collections.Frozen;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>A state or organisation that can be party to a treaty, or speak about one.</summary>
/// <param name="Id">ISO 3166 alpha-2 code, or SU, CS, YU, DD, or the abbreviation of an organisation.</param>
/// <param name="Name">Display name.</param>
/// <param name="Continues">Id of the state whose treaties this one continues.</param>
public sealed record Party(string Id, string Name, string? Continues);

/// <summary>By what sort of name a party is mentioned.</summary>
public enum PartyNameKind
{
    Name,
    Adjective,
    Capital,
    Metonym,
    Leader,
    Abbreviation,
}

/// <summary>A party named in a text.</summary>
/// <param name="PartyId">Its id.</param>
/// <param name="Start">Offset in the text.</param>
/// <param name="Length">Length, a possessive 's excluded.</param>
/// <param name="IsPlace">Whether a capital is named as the place where something happened ("in Vienna").</param>
/// <param name="IsPossessive">Whether 's follows.</param>
public readonly record struct PartyMention(
    string PartyId, int Start, int Length, PartyNameKind Kind, bool IsPlace, bool IsPossessive)
{
    public int End => Start + Length;
}

/// <summary>Knows parties by name, adjective, capital, metonym, leader and abbreviation. Thread-safe.</summary>
public sealed class PartyGazetteer
{
    private static readonly FrozenSet<string> PlacePrepositions =
        FrozenSet.ToFrozenSet(["in", "at", "near", "around", "en", "в"], StringComparer.Ordinal);

    // A lower-case "us" or "un" is a party only after one of these.
    private static readonly FrozenSet<string> BeforeShortName =
        FrozenSet.ToFrozenSet(["the", "did", "does", "do", "has", "have", "had", "is", "was", "were", "will", "and", "if", "between"], StringComparer.Ordinal);

    private readonly Dictionary<string, Party> _parties = new(StringComparer.OrdinalIgnoreCase);
    private readonly PhraseTrie<Entry> _names = new();

    private PartyGazetteer(TextReader data)
    {
        for (var line = data.ReadLine(); line is not null; line = data.ReadLine())
        {
            if (line.Length > 0 && line[0] != '#')
                Add(line.Split('|', StringSplitOptions.TrimEntries));
        }
    }

    public static PartyGazetteer Default { get; } = Load();

    public IEnumerable<Party> Parties => _parties.Values;

    public Party? this[string id] => _parties.GetValueOrDefault(id);

    /// <summary>The display name, or the id itself when it is not known; "all parties" for <c>*</c>.</summary>
    public string Name(string id) => id == "*" ? "all parties" : _parties.TryGetValue(id, out var party) ? party.Name : id;

    /// <summary>Whether an act of one counts as an act of the other: the same party, or a state and the one it continues.</summary>
    public bool IsSame(string id, string other) =>
        string.Equals(id, other, StringComparison.OrdinalIgnoreCase)
        || string.Equals(this[id]?.Continues, other, StringComparison.OrdinalIgnoreCase)
        || string.Equals(this[other]?.Continues, id, StringComparison.OrdinalIgnoreCase);

    /// <summary>The party that a name written on its own means; <c>*</c> for "all"; null when none.</summary>
    public string? Resolve(string name)
    {
        var keys = Words.Keys(name);
        if (keys is ["all"] or ["all", "parties"] or ["all", "states", "parties"] or ["all", "states"])
            return "*";
        if (keys is ["the", ..])
            keys = keys[1..];
        if (_names.TryGet(keys, out var entry) && entry.PartyId != "-")
            return entry.PartyId;
        return _parties.ContainsKey(name.Trim()) ? name.Trim().ToUpperInvariant() : null;
    }

    /// <summary>Mentions in the order of the text, without overlap, the longest name first.</summary>
    /// <param name="lenientCase">Accepts names in lower case, as questions are typed; running text needs their capitals.</param>
    public IReadOnlyList<PartyMention> Find(string text, bool lenientCase = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Find(Words.In(text), lenientCase);
    }

    internal IReadOnlyList<PartyMention> Find(List<Word> words, bool lenientCase)
    {
        var keys = words.ConvertAll(word => word.Key);
        var mentions = new List<PartyMention>();
        for (var i = 0; i < words.Count; i++)
        {
            Entry? found = null;
            var count = 0;
            foreach (var (entry, length) in _names.At(keys, i))
            {
                if (IsWrittenAsName(words, i, length, entry, lenientCase))
                    (found, count) = (entry, length);
            }
            if (found is null)
                continue;
            var last = words[i + count - 1];
            if (found.PartyId != "-")
            {
                var isPlace = found.Kind == PartyNameKind.Capital && i > 0 && PlacePrepositions.Contains(keys[i - 1]);
                mentions.Add(new(found.PartyId, words[i].Start, last.End - words[i].Start, found.Kind, isPlace, last.IsPossessive));
            }
            i += count - 1;
        }
        return mentions;
    }

    private static bool IsWrittenAsName(List<Word> words, int index, int count, Entry entry, bool lenientCase)
    {
        var first = words[index];
        if (entry.Kind == PartyNameKind.Abbreviation)
        {
            if (first.IsUpper || first.Key.Length >= 4 && (lenientCase || first.IsCapitalised))
                return true;
            return lenientCase && (first.Key.Length == 3 || (index > 0 && BeforeShortName.Contains(words[index - 1].Key)));
        }
        if (lenientCase)
        {
            // Short Cyrillic stems and short surnames are too often words of their own.
            var isSafe = first.Key.Length > 4 || (entry.Kind != PartyNameKind.Leader && !(first.Key[0] > 0x3FF && first.Key.Length <= 3));
            return first.IsCapitalised || count > 1 || isSafe;
        }
        var proper = first.Key == "the" && count > 1 ? words[index + 1] : first;
        return proper.IsCapitalised || entry.IsWrittenSmall;
    }

    private void Add(string[] fields)
    {
        var id = fields[0];
        if (id != "-")
        {
            _parties[id] = new(id, fields[1], Field(fields, 8) is { Length: > 0 } continues ? continues : null);
            Add(id, fields[1], PartyNameKind.Name);
        }
        PartyNameKind[] kinds =
        [
            PartyNameKind.Name, PartyNameKind.Adjective, PartyNameKind.Capital, PartyNameKind.Metonym, PartyNameKind.Leader, PartyNameKind.Abbreviation,
        ];
        for (var i = 0; i < kinds.Length; i++)
        {
            foreach (var name in Field(fields, i + 2).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                Add(id, name, kinds[i]);
        }
    }

    private static string Field(string[] fields, int index) => index < fields.Length ? fields[index] : "";

    private void Add(string id, string name, PartyNameKind kind)
    {
        var keys = Words.Keys(name);
        if (!_names.TryGet(keys, out _))
            _names.Set(keys, new(id, kind, IsWrittenSmall: !name.Any(char.IsUpper)));
    }

    private static PartyGazetteer Load()
    {
        using var reader = new StreamReader(TreatyData.Open("parties.txt"));
        return new(reader);
    }

    private sealed record Entry(string PartyId, PartyNameKind Kind, bool IsWrittenSmall);
}
