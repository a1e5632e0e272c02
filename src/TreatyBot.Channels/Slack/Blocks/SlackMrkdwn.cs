using System.Text;
using System.Text.RegularExpressions;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.Slack.Blocks;

/// <summary>
/// Markdown as Slack's mrkdwn. Text from sources and models is harmless in it: links and mentions are shown as the characters they are
/// made of. Only <see cref="Link"/> makes a link.
/// </summary>
internal static partial class SlackMrkdwn
{
    // Not in any text: control characters are taken out before.
    private const char Bold = '\u0001';

    /// <summary>Makes characters of what would be markup for links and mentions.</summary>
    public static string Escape(string text) => PlainText.Of(text)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <param name="url">Of the web; null for no link.</param>
    public static string Link(string? url, string text)
    {
        var shown = Escape(text).Replace('|', '¦').ReplaceLineEndings(" ");
        return url is null ? shown : $"<{Escape(url).Replace("|", "%7C", StringComparison.Ordinal)}|{shown}>";
    }

    public static string Of(string markdown)
    {
        var lines = PlainText.Of(markdown.ReplaceLineEndings("\n")).Split('\n');
        var written = new List<string>(lines.Length);
        bool isCode = false;
        for (int i = 0; i < lines.Length; i++)
        {
            if (IsFence(lines[i]))
            {
                isCode = !isCode;
                // mrkdwn knows no languages and would show the name.
                written.Add("```");
            }
            else if (isCode)
            {
                written.Add(Escape(lines[i]));
            }
            else if (MarkdownTable.LengthAt(lines, i) is var rows && rows > 0)
            {
                written.Add($"```\n{Escape(MarkdownTable.Align(lines.AsSpan(i, rows)))}\n```");
                i += rows - 1;
            }
            else
            {
                written.Add(Line(lines[i]));
            }
        }

        return string.Join('\n', written);
    }

    public static bool IsFence(string line) => line.TrimStart().StartsWith("```", StringComparison.Ordinal);

    private static string Line(string line)
    {
        if (Headings().Match(line) is { Success: true } heading)
            return $"*{Inline(heading.Groups[1].Value.Trim()).Replace("*", "", StringComparison.Ordinal)}*";
        var bullet = Bullets().Match(line);
        return bullet.Success ? $"{bullet.Groups[1].Value}• {Inline(line[bullet.Length..])}" : Inline(line);
    }

    // What stands between backticks is code, and left alone.
    private static string Inline(string text)
    {
        var parts = text.Split('`');
        var written = new StringBuilder();
        for (int i = 0; i < parts.Length; i++)
        {
            bool isCode = i % 2 == 1 && i < parts.Length - 1;
            written.Append(i > 0 ? "`" : "").Append(isCode ? Escape(parts[i]) : Marks(Escape(parts[i])));
        }

        return written.ToString();
    }

    private static string Marks(string text)
    {
        text = Links().Replace(text, "$1 ($2)");
        text = Bolds().Replace(text, $"{Bold}$2{Bold}");
        text = Italics().Replace(text, "_$1_");
        text = Struck().Replace(text, "~$1~");
        return text.Replace(Bold, '*');
    }

    [GeneratedRegex(@"^\s{0,3}#{1,6}\s+(.+?)\s*#*$", RegexOptions.CultureInvariant)]
    private static partial Regex Headings();

    [GeneratedRegex(@"^(\s*)[-*+]\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Bullets();

    [GeneratedRegex(@"!?\[([^\]\n]*)\]\(([^)\s]*)[^)\n]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    [GeneratedRegex(@"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", RegexOptions.CultureInvariant)]
    private static partial Regex Bolds();

    [GeneratedRegex(@"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])", RegexOptions.CultureInvariant)]
    private static partial Regex Italics();

    [GeneratedRegex(@"~~(?=\S)(.+?)(?<=\S)~~", RegexOptions.CultureInvariant)]
    private static partial Regex Struck();
}
