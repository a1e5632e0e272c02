using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Evaluation.Metrics;

/// <summary>
/// Finds written dates, whatever their form: "7 November 2023", "November 7th, 2023", "Nov. 2023", "2023-11-07", "07.11.2023",
/// "7 ноября 2023 года", "1990". Made for judging, and apart from what the product reads dates with: a shared mistake would not show.
/// </summary>
internal static partial class DateMentions
{
    private static readonly FrozenDictionary<string, int> Months = ReadMonths("""
        january jan january janvier enero januar янв января январь
        february feb february fevrier febrero februar фев февраля февраль
        march mar march mars marzo marz мар марта март
        april apr april avril abril april апр апреля апрель
        may may may mai mayo mai май мая май
        june jun june juin junio juni июн июня июнь
        july jul july juillet julio juli июл июля июль
        august aug august aout agosto august авг августа август
        september sep sept septembre septiembre september сен сентября сентябрь
        october oct october octobre octubre oktober окт октября октябрь
        november nov november novembre noviembre november ноя ноября ноябрь
        december dec december decembre diciembre dezember дек декабря декабрь
        """);

    public static List<PartialDate> Find(string text)
    {
        List<PartialDate> found = [];
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
            return found;
        var rest = Collect(Iso(), text, found, match => Make(match, Number(match, "m")));
        rest = Collect(Dotted(), rest, found, match => Make(match, Number(match, "m")));
        rest = Collect(DayMonthYear(), rest, found, match => Make(match, Month(match)));
        rest = Collect(MonthDayYear(), rest, found, match => Make(match, Month(match)));
        Collect(Year(), rest, found, match => Make(match, null));
        return found;
    }

    public static bool IsMonth(string word) => Months.ContainsKey(TextAnalyzer.Fold(word));

    /// <summary>The date that <paramref name="text"/> is as a whole, or null when it is more or other than a date.</summary>
    public static PartialDate? ReadWhole(string text)
    {
        var trimmed = text.Trim().TrimEnd('.');
        foreach (var form in (ReadOnlySpan<Regex>)[Iso(), Dotted(), DayMonthYear(), MonthDayYear(), Year()])
        {
            if (form.Match(trimmed) is { Success: true, Index: 0 } match && match.Length == trimmed.Length && Find(trimmed) is [var date])
                return date;
        }
        return null;
    }

    // What one form has read is blanked, so that "7 November 2023" is not read again as the year 2023.
    private static string Collect(Regex form, string text, List<PartialDate> found, Func<Match, PartialDate?> read) =>
        form.Replace(text, match =>
        {
            if (read(match) is not { } date)
                return match.Value;
            found.Add(date);
            return new string(' ', match.Length);
        });

    private static PartialDate? Make(Match match, int? month)
    {
        var year = Number(match, "y");
        var day = Number(match, "d");
        if (year is null or 0 || month is < 1 or > 12 || (match.Groups["n"].Success && month is null))
            return null;
        if (day is not null && (month is null || day < 1 || day > DateTime.DaysInMonth(year.Value, month.Value)))
            return null;
        return new PartialDate(year.Value, month, day);
    }

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } g ? int.Parse(g.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static int? Month(Match match) =>
        Months.TryGetValue(TextAnalyzer.Fold(match.Groups["n"].Value), out var month) ? month : null;

    private static FrozenDictionary<string, int> ReadMonths(string table) => table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .SelectMany((line, index) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => (TextAnalyzer.Fold(name.Trim()), index + 1)))
        .Distinct()
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    // [0-9] and not \d, which takes in the digits of every script.
    [GeneratedRegex(@"\b(?<y>[12][0-9]{3})-(?<m>[0-9]{2})(?:-(?<d>[0-9]{2}))?(?![0-9-])")]
    private static partial Regex Iso();

    [GeneratedRegex(@"\b(?<d>[0-9]{1,2})[./](?<m>[0-9]{1,2})[./](?<y>[12][0-9]{3})\b")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"\b(?:(?<d>[0-9]{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?)?(?<n>\p{L}{3,})\.?,?\s+(?:of\s+|de\s+)?(?<y>[12][0-9]{3})\b", RegexOptions.IgnoreCase)]
    private static partial Regex DayMonthYear();

    [GeneratedRegex(@"\b(?<n>\p{L}{3,})\.?\s+(?:the\s+)?(?<d>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?:of\s+)?(?<y>[12][0-9]{3})\b", RegexOptions.IgnoreCase)]
    private static partial Regex MonthDayYear();

    [GeneratedRegex(@"(?<![0-9.,-])(?<y>1[5-9][0-9]{2}|20[0-9]{2})(?![0-9-]|[.,][0-9])")]
    private static partial Regex Year();
}
