using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Reads Markdown. The stored text is the file itself; blocks point into it, marks and all.</summary>
internal sealed class MarkdownReader : IDocumentReader
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePreciseSourceLocation().UsePipeTables().Build();

    public IReadOnlyList<string> Extensions { get; } = [".md", ".markdown"];

    public DocumentContent Read(string path, byte[] bytes)
    {
        var (text, warning) = TextDecoder.Decode(path, bytes);
        var frontMatter = FrontMatterParser.Parse(path, text);
        var offset = frontMatter?.End ?? 0;
        var walk = new Walk(text, offset);
        walk.Visit(Markdown.Parse(text[offset..], Pipeline), BlockKind.Paragraph);
        var title = walk.Blocks.Find(block => block.Kind == BlockKind.Heading) ?? walk.Blocks.FirstOrDefault();
        return new DocumentContent(text, walk.Blocks)
        {
            FrontMatter = frontMatter,
            Title = title is null ? null : MarkdownText.Plain(text.Substring(title.Start, title.Length).Split('\n')[0]),
            Warnings = warning is null ? [] : [warning],
        };
    }

    private sealed class Walk(string text, int offset)
    {
        public List<TextBlock> Blocks { get; } = [];

        public void Visit(ContainerBlock container, BlockKind kind)
        {
            foreach (var block in container)
                Visit(block, kind);
        }

        private void Visit(Block block, BlockKind kind)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    AddHeading(heading);
                    break;
                case ListItemBlock item:
                    // The marker belongs to the item's first paragraph: "2. Each State" is how a treaty counts.
                    var lead = item.FirstOrDefault() as ParagraphBlock;
                    if (lead is not null)
                        Add(item.Span.Start, lead.Span.End + 1, BlockKind.ListItem);
                    foreach (var child in item.Skip(lead is null ? 0 : 1))
                        Visit(child, kind);
                    break;
                case Table table:
                    foreach (var row in table)
                        Add(row.Span.Start, row.Span.End + 1, BlockKind.TableRow);
                    break;
                case QuoteBlock quote:
                    Visit(quote, BlockKind.Quote);
                    break;
                case LinkReferenceDefinitionGroup or ThematicBreakBlock:
                    break;
                case ContainerBlock other:
                    Visit(other, kind);
                    break;
                case ParagraphBlock paragraph when kind == BlockKind.Paragraph:
                    foreach (var part in ParagraphLines.Cut(text, offset + paragraph.Span.Start, offset + paragraph.Span.End + 1))
                        Add(part.Start - offset, part.Start + part.Length - offset, part.Kind, part.HeadingLevel);
                    break;
                case HtmlBlock html when MarkdownText.IsOnlyMarkup(text.AsSpan(offset + html.Span.Start, html.Span.Length)):
                    break;
                case FencedCodeBlock fence when fence.Lines.Count > 0:
                    Add(fence.Lines.Lines[0].Position, fence.Lines.Lines[fence.Lines.Count - 1] is var last ? last.Position + last.Slice.Length : 0, BlockKind.Code);
                    break;
                case CodeBlock code:
                    Add(code.Span.Start, code.Span.End + 1, BlockKind.Code);
                    break;
                case LeafBlock leaf:
                    Add(leaf.Span.Start, leaf.Span.End + 1, kind);
                    break;
            }
        }

        private void AddHeading(HeadingBlock heading)
        {
            var (start, end) = (heading.Span.Start + offset, heading.Span.End + 1 + offset);
            if (heading.IsSetext)
            {
                var underline = text.LastIndexOf('\n', end - 1, end - start);
                end = underline < 0 ? end : underline;
            }
            else
            {
                while (start < end && text[start] == '#')
                    start++;
                var content = text.AsSpan(start, end - start).TrimEnd();
                var trimmed = content.TrimEnd('#');
                end = start + (trimmed.Length < content.Length && trimmed.EndsWith(" ", StringComparison.Ordinal) ? trimmed.Length : content.Length);
            }
            Add(start - offset, end - offset, BlockKind.Heading, heading.Level);
        }

        // Blocks are kept trimmed, in order and apart, whatever the parser's spans say.
        private void Add(int start, int end, BlockKind kind, int level = 0)
        {
            var (from, to) = (start + offset, Math.Min(end + offset, text.Length));
            if (Blocks.Count > 0)
                from = Math.Max(from, Blocks[^1].Start + Blocks[^1].Length);
            while (from < to && char.IsWhiteSpace(text[from]))
                from++;
            while (to > from && char.IsWhiteSpace(text[to - 1]))
                to--;
            if (to > from)
                Blocks.Add(new TextBlock(from, to - from, kind) { HeadingLevel = level });
        }
    }
}
