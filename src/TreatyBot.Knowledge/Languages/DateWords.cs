using System.Globalization;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Languages;

/// <summary>Dates as the languages write them.</summary>
internal static class DateWords
{
    /// <summary>"12. Dezember 2007", "décembre 2007".</summary>
    public static string Bare(PartialDate date, CultureInfo language)
    {
        var day = date.Day;
        var month = date.Month is { } number ? MonthName(number, language, day is not null) : "";
        return (language.Name, date.Precision) switch
        {
            (_, DatePrecision.Year) => Year(date),
            ("de", DatePrecision.Day) => $"{day}. {month} {Year(date)}",
            ("fr", DatePrecision.Day) => $"{(day == 1 ? "1er" : $"{day}")} {month} {Year(date)}",
            ("es", DatePrecision.Day) => $"{day} de {month} de {Year(date)}",
            ("es", _) => $"{month} de {Year(date)}",
            ("ru", DatePrecision.Day) => $"{day} {month} {Year(date)} года",
            ("ru", _) => $"{month} {Year(date)} года",
            _ => $"{month} {Year(date)}",
        };
    }

    /// <summary>"am 12. Dezember 2007", "en décembre 2007", "в 2007 году".</summary>
    public static string When(PartialDate date, CultureInfo language) => (language.Name, date.Precision) switch
    {
        ("de", DatePrecision.Day) => $"am {Bare(date, language)}",
        ("de", DatePrecision.Month) => $"im {Bare(date, language)}",
        ("de", _) => $"im Jahr {Year(date)}",
        ("fr", DatePrecision.Day) => $"le {Bare(date, language)}",
        ("fr", _) => $"en {Bare(date, language)}",
        ("es", DatePrecision.Day) => $"el {Bare(date, language)}",
        ("es", _) => $"en {Bare(date, language)}",
        ("ru", DatePrecision.Day) => Bare(date, language),
        ("ru", DatePrecision.Month) => $"в {Prepositional(MonthName(date.Month!.Value, language, false))} {Year(date)} года",
        ("ru", _) => $"в {Year(date)} году",
        _ => Bare(date, language),
    };

    private static string MonthName(int month, CultureInfo language, bool isGenitive) =>
        (isGenitive ? language.DateTimeFormat.MonthGenitiveNames : language.DateTimeFormat.MonthNames)[month - 1];

    private static string Prepositional(string month) => (month[^1] is 'ь' or 'й' ? month[..^1] : month) + "е";

    private static string Year(PartialDate date) => date.Year.ToString(CultureInfo.InvariantCulture);
}
