using System.Globalization;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Languages;

/// <summary>Names of parties as a sentence of the language has them, with their articles.</summary>
internal static class PartyTerms
{
    private static readonly Dictionary<string, Dictionary<string, string>> Names = Lexicon.Everything.ToDictionary(lexicon => lexicon.Code, lexicon => LanguageData.Names(lexicon.Code), StringComparer.Ordinal);

    // German names that take an article, in the form that follows it.
    private static readonly Dictionary<string, string> German = new(StringComparer.OrdinalIgnoreCase)
    {
        ["US"] = "die Vereinigten Staaten", ["GB"] = "das Vereinigte Königreich", ["SU"] = "die Sowjetunion", ["UA"] = "die Ukraine", ["TR"] = "die Türkei", ["CH"] = "die Schweiz",
        ["SK"] = "die Slowakei", ["MN"] = "die Mongolei", ["NL"] = "die Niederlande", ["PH"] = "die Philippinen", ["AE"] = "die Vereinigten Arabischen Emirate", ["VA"] = "der Heilige Stuhl",
        ["MD"] = "die Republik Moldau", ["EU"] = "die Europäische Union", ["NATO"] = "die NATO", ["UN"] = "die Vereinten Nationen", ["CS"] = "die Tschechoslowakei", ["DD"] = "die DDR",
        ["OSCE"] = "die OSZE", ["IAEA"] = "die IAEO", ["OPCW"] = "die OVCW", ["CF"] = "die Zentralafrikanische Republik", ["DO"] = "die Dominikanische Republik", ["CD"] = "die Demokratische Republik Kongo",
        ["CG"] = "die Republik Kongo", ["MV"] = "die Malediven", ["SC"] = "die Seychellen", ["KM"] = "die Komoren", ["BS"] = "die Bahamas", ["MH"] = "die Marshallinseln", ["SB"] = "die Salomonen", ["WTO"] = "der Warschauer Pakt",
    };

    private static readonly HashSet<string> GermanPlural = new(["US", "NL", "PH", "AE", "UN", "MV", "SC", "KM", "BS", "MH", "SB"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> FrenchPlural = new(["US", "NL", "PH", "AE", "UN", "MV", "SC", "KM", "BS", "MH", "FJ", "SB"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> FrenchFeminine = new(["EU", "UN", "OSCE", "IAEA", "OPCW", "NATO", "AU-ORG", "CIS", "DD", "SU"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> FrenchMasculineOnE = new(["MX", "KH", "MZ", "ZW", "SR", "BZ"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> FrenchBare = new(["CU", "MT", "CY", "IL", "MC", "SG", "DJ", "HT", "MG", "MU", "BH", "OM", "TW", "AD", "SM", "PW", "VU", "NR", "TV", "KI", "TO", "AG", "TT", "BN", "ST", "LC", "KN", "VC", "CI"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> RussianPlural = new(["US", "NL", "PH", "AE", "MV", "BS", "KM"], StringComparer.OrdinalIgnoreCase);

    public static string Bare(string id, CultureInfo language) => Names[language.Name].GetValueOrDefault(id) ?? PartyGazetteer.Default.Name(id);

    /// <summary>As the subject of a sentence.</summary>
    public static string Subject(string id, CultureInfo language)
    {
        var name = Bare(id, language);
        return language.Name switch
        {
            "de" => German.GetValueOrDefault(id, name),
            "fr" => French(id, name),
            "es" when id is "SU" or "EU" or "NATO" or "OSCE" or "OPCW" or "DD" => $"la {name}",
            "es" when id is "GB" or "IAEA" or "VA" => id == "VA" ? $"la {name}" : $"el {name}",
            _ => name,
        };
    }

    public static Agreement AgreementOf(IReadOnlyList<string> ids, CultureInfo language)
    {
        if (ids.Count != 1)
            return language.Name == "fr" && ids.Count > 0 && ids.All(id => IsFrenchFeminine(id, Bare(id, language))) ? Agreement.FemininePlural : Agreement.Plural;
        var (id, name) = (ids[0], Bare(ids[0], language));
        return language.Name switch
        {
            "de" => GermanPlural.Contains(id) ? Agreement.Plural : Agreement.Masculine,
            "fr" => FrenchPlural.Contains(id) ? Agreement.Plural : IsFrenchFeminine(id, name) ? Agreement.Feminine : Agreement.Masculine,
            "ru" when RussianPlural.Contains(id) => Agreement.Plural,
            "ru" => id is "KP" || name[^1] is 'а' or 'я' || id is "NATO" or "UN" or "OSCE" ? Agreement.Feminine : name[^1] is 'о' or 'е' ? Agreement.Neuter : Agreement.Masculine,
            _ => Agreement.Masculine,
        };
    }

    public static string Join(IReadOnlyList<string> names, CultureInfo language)
    {
        var and = language.Name switch
        {
            "de" => "und",
            "fr" => "et",
            "es" => names.Count > 0 && names[^1].StartsWith("I", StringComparison.OrdinalIgnoreCase) ? "e" : "y",
            _ => "и",
        };
        return names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} {and} {names[^1]}";
    }

    private static string French(string id, string name)
    {
        if (FrenchBare.Contains(id))
            return name;
        if (FrenchPlural.Contains(id))
            return $"les {name}";
        if ("aeiouéèêh".Contains(char.ToLowerInvariant(name[0]), StringComparison.Ordinal) && id != "NATO" || "ÉÎ".Contains(name[0], StringComparison.Ordinal) || id == "NATO")
            return $"l’{name}";
        return (IsFrenchFeminine(id, name) ? "la " : "le ") + name;
    }

    private static bool IsFrenchFeminine(string id, string name) =>
        FrenchFeminine.Contains(id) || (name[^1] == 'e' && !FrenchMasculineOnE.Contains(id) && id is not ("GB" or "VA" or "WTO")) || id is "KP" or "KR" or "SA" || name.StartsWith("République", StringComparison.Ordinal);
}
