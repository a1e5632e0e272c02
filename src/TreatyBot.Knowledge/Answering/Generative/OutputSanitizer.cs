using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>Keeps text that a model wrote from doing anything but being read. Pure.</summary>
public static partial class OutputSanitizer
{
    /// <summary>
    /// Takes out what cannot be seen: control, format and direction characters, tag characters, lone surrogates, private use. Line
    /// breaks become spaces.
    /// </summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune) || category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                clean.Append(' ');
            else if (rune != Rune.ReplacementChar
                && category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate))
                clean.Append(rune);
        }
        return Spaces().Replace(clean.ToString(), " ").Trim();
    }

    /// <summary>
    /// Whether a text holds an address, markup, a mention or a form that a chat product would act on. Look-alike letters of full width
    /// are read as what they look like. Links of an answer come from its citations alone, so that none is in order here.
    /// </summary>
    public static bool IsActive(string text)
    {
        var plain = Clean(text).Normalize(NormalizationForm.FormKC);
        return Address().IsMatch(plain) || Markup().IsMatch(plain) || Mention().IsMatch(plain);
    }

    [GeneratedRegex(" {2,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[a-z][a-z0-9+.-]{1,20}:\s*/{1,3}|\b(?:https?|hxxps?|ftp|mailto|javascript|data|vbscript|file|tel|sms|slack|msteams)\s*:|\bwww\s*\.|[^\s@]+@[^\s@]+\.\w|\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[a-z0-9-]+\s?(?:\.|\[\.\]|\(\.\)|\s(?:dot|\(dot\)|\[dot\])\s)\s?(?:com|net|org|io|ru|cn|info|biz|dev|app|xyz|top|site|online|co|example|test|evil)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"<\s*[/!?a-z@#]|&(?:#\w+|[a-z]+);|\]\s*\(|\]\s*\[|\]:|!\[|\[[^\]\d]|\[\d+\]|```|`|\*\*|__|~~|^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s|\||\{\{|\$\{|\\",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();

    [GeneratedRegex(@"(?:^|[^\w])@\s*\w|<[@!#]|\b(?:at|@)\s*(?:channel|everyone|here)\b", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();
}
