using System.Globalization;

namespace TreatyBot.Knowledge.Languages;

/// <summary>Which form agrees with a name: masculine, feminine or neuter of one, or of several.</summary>
internal enum Agreement
{
    Masculine,
    Feminine,
    Neuter,
    Plural,
    FemininePlural,
}

/// <summary>Articles, cases and agreement of the names of treaties and parties. Rules of the languages; no treaty is named here.</summary>
internal static class Inflection
{
    /// <summary>Chooses among "one|several" or "masculine|feminine|several"; four forms have the neuter before the last, five the feminine of several after it.</summary>
    public static string Choose(string forms, Agreement agreement)
    {
        var choice = forms.Split('|');
        var isPlural = agreement is Agreement.Plural or Agreement.FemininePlural;
        return choice.Length switch
        {
            2 => isPlural ? choice[1] : choice[0],
            5 => choice[(int)agreement],
            3 => isPlural ? choice[2] : agreement == Agreement.Feminine ? choice[1] : choice[0],
            _ when choice.Length == 4 && choice[3].Length > 0 => agreement switch
            {
                Agreement.Feminine => choice[1],
                Agreement.Neuter => choice[2],
                Agreement.Plural or Agreement.FemininePlural => choice[3],
                _ => choice[0],
            },
            _ => choice[0],
        };
    }

    public static Agreement OfTreaty(string name, string code)
    {
        var head = Head(name, code).ToLowerInvariant();
        return code switch
        {
            "de" when head.EndsWith("konvention", StringComparison.Ordinal) || head.EndsWith("akte", StringComparison.Ordinal) || head.EndsWith("charta", StringComparison.Ordinal) => Agreement.Feminine,
            "de" when head.EndsWith("abkommen", StringComparison.Ordinal) || head.EndsWith("übereinkommen", StringComparison.Ordinal) || head is "memorandum" or "dokument" or "protokoll" => Agreement.Neuter,
            "fr" when head is "convention" or "charte" or "déclaration" => Agreement.Feminine,
            "es" when head is "convención" or "acta" or "carta" or "declaración" => Agreement.Feminine,
            "ru" when head.EndsWith("ия", StringComparison.Ordinal) || head.EndsWith("ая", StringComparison.Ordinal) => Agreement.Feminine,
            "ru" when head.EndsWith("ие", StringComparison.Ordinal) => Agreement.Neuter,
            _ => Agreement.Masculine,
        };
    }

    /// <param name="name">A treaty's name, without an article.</param>
    /// <param name="form">nom, acc, gen, dat, de or a.</param>
    /// <param name="code">Of the language.</param>
    public static string Treaty(string name, string form, string code)
    {
        var agreement = OfTreaty(name, code);
        var isVowel = name.Length > 0 && "aeiouhéèêà".Contains(char.ToLowerInvariant(name[0]), StringComparison.Ordinal);
        var isFeminine = agreement == Agreement.Feminine;
        return code switch
        {
            _ when form == "name" => name,
            "de" when form == "von" => (isFeminine ? "von der " : "vom ") + name,
            "de" => $"{German(agreement, form)} {name}",
            "fr" => form switch
            {
                "de" => (isVowel ? "de l’" : isFeminine ? "de la " : "du ") + name,
                "a" => (isVowel ? "à l’" : isFeminine ? "à la " : "au ") + name,
                _ => (isVowel ? "l’" : isFeminine ? "la " : "le ") + name,
            },
            "es" => (form, isFeminine && !name.StartsWith("Acta", StringComparison.Ordinal)) switch
            {
                ("de", true) => $"de la {name}",
                ("de", _) => $"del {name}",
                ("a", true) => $"a la {name}",
                ("a", _) => $"al {name}",
                (_, true) => $"la {name}",
                _ => $"el {name}",
            },
            "ru" => Russian(name, form),
            _ => name,
        };
    }

    private static string German(Agreement agreement, string form) => (agreement, form) switch
    {
        (Agreement.Feminine, "dat") => "der",
        (Agreement.Feminine, _) => "die",
        (Agreement.Neuter, "dat") => "dem",
        (Agreement.Neuter, _) => "das",
        (_, "dat") => "dem",
        (_, "acc") => "den",
        _ => "der",
    };

    private static string Head(string name, string code)
    {
        var words = name.Split(' ');
        if (code != "de")
            return words[0];
        var before = Array.FindIndex(words, word => word is "von" or "über" or "zur" or "zum");
        return before > 0 ? words[before - 1] : words[^1];
    }

    // Words in front of the first noun agree with it; what follows it stays as it is.
    private static string Russian(string name, string form)
    {
        if (form is "nom" or "")
            return name;
        var words = name.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Length < 3 || words[i].All(c => !char.IsLetter(c) || char.IsUpper(c)) || words[i].Any(char.IsDigit))
                return string.Join(' ', words);
            var isAdjective = words[i].EndsWith("ий", StringComparison.Ordinal) || words[i].EndsWith("ый", StringComparison.Ordinal) || words[i].EndsWith("ая", StringComparison.Ordinal);
            words[i] = RussianWord(words[i], form, isAdjective);
            if (!isAdjective)
                break;
        }
        return string.Join(' ', words);
    }

    private static string RussianWord(string word, string form, bool isAdjective)
    {
        var stem = word[..^2];
        return (word[^2..], form) switch
        {
            ("ий" or "ый", "acc") or ("ие", "acc") => word,
            ("ий", "gen") => stem + (stem[^1] is 'щ' or 'ч' or 'ш' ? "его" : "ого"),
            ("ий", "dat") => stem + (stem[^1] is 'щ' or 'ч' or 'ш' ? "ему" : "ому"),
            ("ый", "gen") => stem + "ого",
            ("ый", "dat") => stem + "ому",
            ("ая", "acc") when isAdjective => stem + "ую",
            ("ая", _) when isAdjective => stem + "ой",
            ("ия", "acc") => stem + "ию",
            ("ия", _) => stem + "ии",
            ("ие", "gen") => stem + "ия",
            ("ие", "dat") => stem + "ию",
            (_, "gen") => word + "а",
            (_, "dat") => word + "у",
            _ => word,
        };
    }

    public static string Count(int number, string unit, CultureInfo language)
    {
        var isMonth = unit.StartsWith("month", StringComparison.Ordinal);
        var isDay = unit.StartsWith("day", StringComparison.Ordinal);
        var forms = language.Name switch
        {
            "de" => isMonth ? "Monat|Monate" : isDay ? "Tag|Tage" : "Jahr|Jahre",
            "fr" => isMonth ? "mois|mois" : isDay ? "jour|jours" : "an|ans",
            "es" => isMonth ? "mes|meses" : isDay ? "día|días" : "año|años",
            _ => isMonth ? "месяц|месяца|месяцев" : isDay ? "день|дня|дней" : "год|года|лет",
        };
        var choice = forms.Split('|');
        // CLDR's plural categories: one and other; in French 0 is one; in Russian one, few and many.
        var index = language.Name switch
        {
            "ru" => number % 10 == 1 && number % 100 != 11 ? 0 : number % 10 is >= 2 and <= 4 && number % 100 is < 12 or > 14 ? 1 : 2,
            "fr" => number < 2 ? 0 : 1,
            _ => number == 1 ? 0 : 1,
        };
        return $"{number.ToString(CultureInfo.InvariantCulture)} {choice[index]}";
    }
}
