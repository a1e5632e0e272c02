using System.Text;
using System.Text.RegularExpressions;

namespace TreatyBot.Channels.Slack.Blocks;

/// <summary>Tables of Markdown as lines of one width, for places where only code keeps its columns.</summary>
internal static partial class MarkdownTable
{
    /// <summary>How many lines the table has that begins here; 0 for none.</summary>
    public static int LengthAt(ReadOnlySpan<string> lines, int start)
    {
        if (start + 1 >= lines.Length || !IsRow(lines[start]) || !Rules().IsMatch(lines[start + 1]))
            return 0;
        int end = start + 2;
        while (end < lines.Length && IsRow(lines[end]))
            end++;
        return end - start;
    }

    /// <summary>Without the rule under the head, which becomes a line of dashes.</summary>
    public static string Align(ReadOnlySpan<string> lines)
    {
        var rows = new List<string[]>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (i != 1)
                rows.Add(Cells(lines[i]));
        }

        var widths = new int[rows.Max(row => row.Length)];
        foreach (var row in rows)
        {
            for (int i = 0; i < row.Length; i++)
                widths[i] = Math.Max(widths[i], row[i].Length);
        }

        var text = new StringBuilder();
        for (int i = 0; i < rows.Count; i++)
        {
            if (i > 0)
                text.Append('\n');
            text.Append(string.Join("  ", rows[i].Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
            if (i == 0)
                text.Append('\n').Append('-', widths.Sum() + 2 * (widths.Length - 1));
        }

        return text.ToString();
    }

    private static bool IsRow(string line) => line.TrimStart().StartsWith('|') && line.IndexOf('|', line.IndexOf('|', StringComparison.Ordinal) + 1) > 0;

    private static string[] Cells(string line) =>
        [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal))];

    [GeneratedRegex(@"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Rules();
}
