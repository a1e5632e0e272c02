using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Abbreviations of arms control that documents may write out: ICBM, WMD, P5. Thread-safe.</summary>
internal static partial class ArmsControlAbbreviations
{
    private static readonly FrozenDictionary<string, string> Written = TreatyData.Lines("abbreviations.txt")
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToFrozenDictionary(columns => columns[0], columns => columns[1], StringComparer.Ordinal);

    /// <summary>Those that occur in the text, in capitals as they are written.</summary>
    public static IReadOnlyList<string> In(string text) =>
        [.. Capitals().Matches(text).Select(match => match.Value).Where(Written.ContainsKey).Distinct(StringComparer.Ordinal)];

    /// <summary>The text with one of them written out; an article before a list of states falls away.</summary>
    public static string WriteOut(string text, string abbreviation) =>
        Regex.Replace(text, $@"\b(?:the\s+)?{Regex.Escape(abbreviation)}\b", match =>
            match.Value.Contains(' ', StringComparison.Ordinal) && !Written[abbreviation].Contains(" and the ", StringComparison.Ordinal) ? $"the {Written[abbreviation]}" : Written[abbreviation]);

    [GeneratedRegex(@"\b[A-Z][A-Z0-9]{1,5}s?\b")]
    private static partial Regex Capitals();
}
