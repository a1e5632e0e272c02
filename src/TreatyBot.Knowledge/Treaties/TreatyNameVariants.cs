using System.Collections.Frozen;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>One way in which a treaty's name may be written.</summary>
/// <param name="Keys">Its words.</param>
/// <param name="NeedsCapitals">Whether the words are common ones, so that running text must write them with capitals.</param>
/// <param name="IsWeak">Whether another treaty's own name goes first.</param>
internal sealed record NameVariant(string[] Keys, bool NeedsCapitals, bool IsWeak);

/// <summary>Spells out the ways in which people write a treaty's listed names. General rules; knows no treaty.</summary>
internal static class TreatyNameVariants
{
    private static readonly FrozenDictionary<string, string> Numerals = new Dictionary<string, string>
    {
        ["i"] = "1", ["ii"] = "2", ["iii"] = "3", ["iv"] = "4", ["v"] = "5", ["vi"] = "6", ["vii"] = "7", ["viii"] = "8", ["ix"] = "9", ["x"] = "10",
        ["one"] = "1", ["two"] = "2", ["three"] = "3",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Interchangeable = ["treaty", "agreement", "convention", "pact", "accord", "deal"];

    public static FrozenSet<string> TypeWords { get; } = TreatyWordList.Read("type").Concat(TreatyWordList.Read("foreign-type"))
        .SelectMany(Words.Keys).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Lower-case words that may be an abbreviation only when written in capitals.</summary>
    public static FrozenSet<string> PlainWords { get; } = TreatyWordList.Read("plain").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Word keys with roman numerals read as numbers; the first word never is one.</summary>
    public static string[] Normalise(List<Word> words)
    {
        var keys = new string[words.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = i > 0 && Numerals.TryGetValue(words[i].Key, out var number) && IsNumeral(words, i) ? number : words[i].Key;
        return keys;
    }

    /// <summary>The name's variants, and each that ends with a kind of treaty also with its plurals as singulars: "Open Sky Treaty".</summary>
    public static IEnumerable<NameVariant> Of(string name)
    {
        foreach (var variant in Written(name))
        {
            yield return variant;
            if (variant.Keys.Length > 1 && TypeWords.Contains(variant.Keys[^1])
                && variant.Keys[..^1].Select(Singular).Append(variant.Keys[^1]).ToArray() is var singular && !singular.SequenceEqual(variant.Keys))
                yield return new(singular, variant.NeedsCapitals, true);
        }
    }

    private static string Singular(string key) =>
        key.Length > 4 && key.EndsWith("ies", StringComparison.Ordinal) ? key[..^3] + "y"
        : key.Length > 3 && key[^1] == 's' && key[^2] is not ('s' or 'u' or 'i') ? key[..^1] : key;

    private static IEnumerable<NameVariant> Written(string name)
    {
        var words = Words.In(name);
        var keys = Normalise(words);
        if (keys is ["the", ..])
            (keys, words) = (keys[1..], words[1..]);
        if (keys.Length == 0)
            yield break;
        var capitals = words[0].IsCapitalised && (keys.Length == 1 ? !words[0].IsUpper : !keys.Any(TypeWords.Contains));
        yield return new(keys, capitals, false);

        if (TypeWords.Contains(keys[^1]) && keys.Length > 1)
        {
            foreach (var variant in WithoutLastType(keys, words))
                yield return variant;
        }
        else if (!keys.Any(TypeWords.Contains))
        {
            foreach (var type in Interchangeable)
                yield return new([.. keys, type], false, false);
        }
        // "1996 Flank Agreement", "ABC Flank Document": also without the year or the abbreviation in front.
        if (keys.Length > 2 && TypeWords.Contains(keys[^1]) && (words[0].IsUpper || char.IsDigit(keys[0][0])))
            yield return new(keys[1..], true, true);
        // "Lindau Treaty": also "Treaty of Lindau" and "Treaty on Lindau".
        if (TypeWords.Contains(keys[^1]) && keys.Length is > 1 and < 6 && !words[0].IsUpper && !TypeWords.Contains(keys[0]))
        {
            yield return new([keys[^1], "of", .. keys[..^1]], false, true);
            yield return new([keys[^1], "on", .. keys[..^1]], false, true);
        }
        // "Convention on X", "Treaty of X": also "X Convention" and "X Treaty".
        if (TypeWords.Contains(keys[0]) && keys.Length is > 2 and < 10 && keys[1] is "on" or "of" or "for")
        {
            var rest = keys[2..];
            if (rest[0] == "the")
                rest = rest[1..];
            yield return new([.. rest, keys[0]], false, true);
            yield return new([keys[0], keys[1], .. rest], false, true);
            if (keys[1] == "of")
            {
                yield return new([.. rest, "protocol"], true, true);
                yield return new([.. rest, "protocols"], true, true);
            }
            if (keys[1] == "of" || rest.Length > 1)
                yield return new(rest, true, true);
        }
        // "ABC II": bare "ABC" may mean any of the series.
        if (keys is [_, _] && words[0].IsUpper && keys[1].Length <= 2 && char.IsDigit(keys[1][0]))
        {
            yield return new([keys[0]], PlainWords.Contains(keys[0]), true);
            foreach (var type in Interchangeable)
                yield return new([keys[0], type], false, true);
        }
    }

    private static IEnumerable<NameVariant> WithoutLastType(string[] keys, List<Word> words)
    {
        var rest = keys[..^1];
        foreach (var type in Interchangeable)
        {
            if (type != keys[^1] && keys[^1] != "protocol")
                yield return new([.. rest, type], false, true);
        }
        if (keys[^1] == "memorandum")
            yield return new([.. rest, "memo"], false, true);
        var isAbbreviation = rest.Length == 1 && words[0].IsUpper;
        var isTitle = rest.Length > 1 && words[..^1].TrueForAll(word => word.IsCapitalised || word.Length <= 3);
        if (isAbbreviation || isTitle)
            yield return new(rest, isTitle, true);
    }

    // "I" alone after a word that is not in capitals is a pronoun.
    private static bool IsNumeral(List<Word> words, int index) =>
        words[index].Key.Length > 1 || words[index - 1].End + 1 >= words[index].Start;
}

/// <summary>Reads the named lists of <c>treaty-words.txt</c>.</summary>
internal static class TreatyWordList
{
    public static IEnumerable<string> Read(string kind)
    {
        foreach (var line in TreatyData.Lines("treaty-words.txt"))
        {
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            if (bar > 0 && line.AsSpan(0, bar).Trim().SequenceEqual(kind))
                return line[(bar + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }
        throw new InvalidOperationException($"Treaties/Data/treaty-words.txt has no list '{kind}'.");
    }
}
