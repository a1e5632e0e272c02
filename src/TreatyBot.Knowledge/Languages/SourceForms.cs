using System.Globalization;
using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Languages;

/// <summary>A date as another language writes it.</summary>
internal sealed record ReadDate(int Start, int End, PartialDate Date, string? Written)
{
    public string English => Date.ToString();
}

/// <summary>How dates and the words for treaties are written in the languages.</summary>
internal static partial class SourceForms
{
    private static readonly string[] TreatyWords =
        ["vertrag", "abkommen", "ubereinkommen", "konvention", "memorandum", "protokoll", "traite", "accord", "convention", "protocole", "pacte", "tratado", "acuerdo", "convencion", "convenio", "protocolo", "pacto", "договор", "соглашени", "конвенци", "протокол", "пакт"];

    public static bool IsTreatyWord(string folded) => TreatyWords.Any(word => folded.StartsWith(word, StringComparison.Ordinal));

    public static bool IsOf(string folded) => folded is "von" or "uber" or "de" or "d" or "sur" or "sobre" or "del" or "о" or "об" or "по";

    /// <summary>Brings German names of treaties into the case in which they are listed: "des INF-Vertrags".</summary>
    public static string Normalise(string text, string code) => code == "de" ? GermanGenitive().Replace(text, "${noun}") : text;

    public static IReadOnlyList<ReadDate> Dates(string text, string code)
    {
        var found = new List<ReadDate>();
        foreach (var form in (ReadOnlySpan<Regex>)[Iso(), Dotted(), DayMonthYear(), MonthYear(), Year()])
        {
            foreach (Match match in form.Matches(text))
            {
                if (!found.Exists(date => match.Index < date.End && match.Index + match.Length > date.Start) && Read(match, code) is { } date)
                    found.Add(new(match.Index, match.Index + match.Length, date, match.Value));
            }
        }
        return found;
    }

    private static PartialDate? Read(Match match, string code)
    {
        int? Number(string group) => match.Groups[group] is { Success: true } value ? int.Parse(value.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;
        var month = match.Groups["name"] is { Success: true } name ? Month(name.Value, code) : Number("m");
        return match.Groups["name"].Success && month is null ? null : Treaties.Calendar.Date(Number("y")!.Value, month, Number("d"));
    }

    private static int? Month(string name, string code)
    {
        var format = CultureInfo.GetCultureInfo(code).DateTimeFormat;
        var folded = TextAnalyzer.Fold(name).TrimEnd('.');
        for (var month = 0; month < 12; month++)
        {
            if (TextAnalyzer.Fold(format.MonthNames[month]) == folded || TextAnalyzer.Fold(format.MonthGenitiveNames[month]) == folded
                || (code == "ru" && folded.Length > 3 && TextAnalyzer.Fold(format.MonthNames[month])[..3] == folded[..3] && folded is not "марте" || code == "ru" && month == 2 && folded == "марте"))
                return month + 1;
        }
        return null;
    }

    [GeneratedRegex(@"(?<noun>\b[\w-]*(?:vertrag|abkommen|übereinkommen|memorandum|protokoll|dokument))e?s\b", RegexOptions.IgnoreCase)]
    private static partial Regex GermanGenitive();

    [GeneratedRegex(@"\b(?<y>[0-9]{4})-(?<m>[0-9]{2})(?:-(?<d>[0-9]{2}))?\b")]
    private static partial Regex Iso();

    [GeneratedRegex(@"\b(?<d>[0-9]{1,2})[./](?<m>[0-9]{1,2})[./](?<y>[0-9]{4})\b")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"\b(?<d>[0-9]{1,2})(?:\.|er|º)?\s+(?:de\s+)?(?<name>\p{L}+)\s+(?:de\s+|del\s+)?(?<y>[0-9]{4})(?:\s+г(?:ода|од|оду|\.))?")]
    private static partial Regex DayMonthYear();

    [GeneratedRegex(@"\b(?<name>\p{L}{3,})\s+(?:de\s+|del\s+)?(?<y>[0-9]{4})(?:\s+г(?:ода|од|оду|\.))?")]
    private static partial Regex MonthYear();

    [GeneratedRegex(@"(?<![0-9.,-])(?<y>1[89][0-9][0-9]|20[0-9][0-9])(?![0-9-])(?:\s+г(?:ода|оду|од|\.))?")]
    private static partial Regex Year();
}
