namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Reads plain text: paragraphs stand between blank lines, headings are lines of their own.</summary>
internal sealed class PlainTextReader : IDocumentReader
{
    private const int LongestHeading = 120;

    public IReadOnlyList<string> Extensions { get; } = [".txt"];

    public DocumentContent Read(string path, byte[] bytes)
    {
        var (text, warning) = TextDecoder.Decode(path, bytes);
        var frontMatter = FrontMatterParser.Parse(path, text);
        var blocks = new List<TextBlock>();
        foreach (var (start, end) in Paragraphs(text, frontMatter?.End ?? 0))
        {
            foreach (var block in ParagraphLines.Cut(text, start, end))
                blocks.Add(AsHeading(text, block, isFirst: blocks.Count == 0, isAlone: block.Length == end - start));
        }
        if (blocks is [{ Kind: BlockKind.Heading }])
            blocks[0] = blocks[0] with { Kind = BlockKind.Paragraph, HeadingLevel = 0 };
        var first = blocks.Count > 0 ? text.Substring(blocks[0].Start, blocks[0].Length) : "";
        return new DocumentContent(text, blocks)
        {
            FrontMatter = frontMatter,
            Title = first.Split('\n')[0].Trim(),
            Warnings = warning is null ? [] : [warning],
        };
    }

    // A title is the first line when it stands alone and is no sentence; capitals make a heading anywhere.
    private static TextBlock AsHeading(string text, TextBlock block, bool isFirst, bool isAlone)
    {
        var line = text.AsSpan(block.Start, block.Length);
        if (block.Kind != BlockKind.Paragraph || !isAlone || line.Length > LongestHeading || line.ContainsAny('\n', '\r')
            || line[^1] is '.' or ',' or ';' or ':' or '!' or '"' or '”' or '。')
            return block;
        if (isFirst)
            return block with { Kind = BlockKind.Heading, HeadingLevel = 1 };
        return IsShouted(line) ? block with { Kind = BlockKind.Heading, HeadingLevel = 2 } : block;
    }

    private static bool IsShouted(ReadOnlySpan<char> line)
    {
        var letters = 0;
        foreach (var c in line)
        {
            if (char.IsLower(c))
                return false;
            if (char.IsUpper(c))
                letters++;
        }
        return letters >= 4;
    }

    private static IEnumerable<(int Start, int End)> Paragraphs(string text, int from)
    {
        var start = -1;
        var end = from;
        var position = from;
        while (position < text.Length)
        {
            var stop = text.AsSpan(position).IndexOfAny('\n', '\r', '\f');
            var lineEnd = stop < 0 ? text.Length : position + stop;
            var next = lineEnd + 1;
            if (stop >= 0 && text[lineEnd] == '\r' && next < text.Length && text[next] == '\n')
                next++;
            if (text.AsSpan(position, lineEnd - position).IsWhiteSpace())
            {
                if (start >= 0)
                    yield return (start, end);
                start = -1;
            }
            else
            {
                start = start < 0 ? position : start;
                end = lineEnd;
            }
            position = next;
        }
        if (start >= 0)
            yield return (start, end);
    }
}
