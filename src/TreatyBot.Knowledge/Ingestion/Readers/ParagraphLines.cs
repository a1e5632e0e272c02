namespace TreatyBot.Knowledge.Ingestion;

/// <summary>
/// Finds the paragraphs, list items and article headings among the lines of a stretch of plain text without blank lines.
/// Lines that were only wrapped stay together.
/// </summary>
internal static class ParagraphLines
{
    // Nobody wraps this wide: where a line is longer, a line end is the end of a paragraph.
    private const int WidestWrap = 200;

    public static IEnumerable<TextBlock> Cut(string text, int start, int end)
    {
        var lines = Lines(text, start, end);
        var isParagraphPerLine = lines.Exists(line => line.Length > WidestWrap);
        TextBlock? open = null;
        foreach (var (lineStart, lineLength) in lines)
        {
            var line = text.Substring(lineStart, lineLength);
            var kind = KindOf(line, open is null || EndsItem(text, open));
            var goesOn = open is not null && kind == BlockKind.Paragraph && !isParagraphPerLine && open.Kind != BlockKind.Heading;
            if (goesOn)
            {
                open = open! with { Length = lineStart + lineLength - open.Start };
                continue;
            }
            if (open is not null)
                yield return open;
            open = new TextBlock(lineStart, lineLength, kind) { HeadingLevel = kind == BlockKind.Heading ? LevelOf(line) : 0 };
        }
        if (open is not null)
            yield return open;
    }

    /// <summary>Nesting of legal headings, from 2, so that a title stays above them.</summary>
    public static int LevelOf(string heading) => StructuralHeading.Read(heading)?.Kind switch
    {
        StructuralKind.Container => 2,
        StructuralKind.Section => 3,
        StructuralKind.Article => 4,
        _ => 2,
    };

    private static BlockKind KindOf(string line, bool mayStartItem)
    {
        if (mayStartItem && ItemMarker.Read(line) is not null)
            return BlockKind.ListItem;
        // "Article XIX of the Treaty says" and "Part 2 of 3. The" are prose; a heading ends without a full stop.
        var isHeading = mayStartItem && line[^1] is not ('.' or ',' or ';') && line.Length <= 100
            && StructuralHeading.Read(line) is { } heading
            && (heading.Kind != StructuralKind.Container || IsShouted(line) || heading.Label.Length < 20);
        return isHeading ? BlockKind.Heading : BlockKind.Paragraph;
    }

    private static bool IsShouted(string line) => !line.Any(char.IsLower);

    // A wrapped line may begin with "5." by chance, but then the line before it does not end a clause.
    private static bool EndsItem(string text, TextBlock open)
    {
        if (open.Kind == BlockKind.Heading)
            return true;
        var last = text.AsSpan(open.Start, open.Length).TrimEnd();
        return last[^1] is '.' or ';' or ':' or ',' or '!' or '?' or ')' or '"' or '”'
            || last.EndsWith(" and", StringComparison.Ordinal) || last.EndsWith(" or", StringComparison.Ordinal);
    }

    private static List<(int Start, int Length)> Lines(string text, int start, int end)
    {
        var lines = new List<(int, int)>();
        var position = start;
        while (position < end)
        {
            var stop = text.AsSpan(position, end - position).IndexOfAny('\n', '\r');
            var lineEnd = stop < 0 ? end : position + stop;
            var (from, to) = (position, lineEnd);
            while (from < to && char.IsWhiteSpace(text[from]))
                from++;
            while (to > from && char.IsWhiteSpace(text[to - 1]))
                to--;
            if (to > from)
                lines.Add((from, to - from));
            position = lineEnd + 1;
        }
        return lines;
    }
}
