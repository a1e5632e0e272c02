using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Takes the marks out of short pieces of Markdown, such as headings.</summary>
internal static partial class MarkdownText
{
    /// <summary>The words of a heading on one line, without emphasis, code marks and link targets.</summary>
    public static string Plain(string markdown)
    {
        var text = Link().Replace(markdown, "$1");
        text = Emphasis().Replace(text, "");
        text = Escape().Replace(text, "$1");
        return Space().Replace(text, " ").Trim();
    }

    /// <summary>Whether an HTML block is comment or tags without any words.</summary>
    public static bool IsOnlyMarkup(ReadOnlySpan<char> html) => Tag().Replace(html.ToString(), "").AsSpan().IsWhiteSpace();

    [GeneratedRegex("""!?\[([^\]]*)\]\([^)]*\)""")]
    private static partial Regex Link();

    [GeneratedRegex("""(?<!\\)(\*+|`+|(?<!\w)_+|_+(?!\w))""")]
    private static partial Regex Emphasis();

    [GeneratedRegex("""\\(\p{P}|\p{S})""")]
    private static partial Regex Escape();

    [GeneratedRegex("""\s+""")]
    private static partial Regex Space();

    [GeneratedRegex("""<!--.*?-->|<[^>]*>""", RegexOptions.Singleline)]
    private static partial Regex Tag();
}
