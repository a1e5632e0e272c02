using System.Text;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Lays out text taken from a format that is not text: a block a paragraph, blank lines between, rows and items on lines of their own.</summary>
internal sealed class ExtractedText
{
    private readonly StringBuilder _text = new();

    public List<TextBlock> Blocks { get; } = [];

    public void Add(string content, BlockKind kind, int headingLevel = 0, int? page = null)
    {
        var text = content.Trim();
        if (text.Length == 0)
            return;
        if (Blocks.Count > 0)
            _text.Append(IsTight(Blocks[^1].Kind, kind) ? "\n" : "\n\n");
        Blocks.Add(new TextBlock(_text.Length, text.Length, kind) { HeadingLevel = headingLevel, Page = page });
        _text.Append(text);
    }

    public override string ToString() => _text.ToString();

    private static bool IsTight(BlockKind before, BlockKind kind) =>
        before == kind && kind is BlockKind.ListItem or BlockKind.TableRow;
}
