using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using AngleSharp.Dom;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Writes the visible text of an HTML element as blocks, much as a text browser would.</summary>
internal sealed class HtmlTextWalker(ExtractedText text)
{
    private static readonly HashSet<string> Furniture = new(StringComparer.Ordinal)
    {
        "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "textarea", "svg", "iframe",
        "object", "canvas", "audio", "video", "head", "dialog",
    };

    private static readonly HashSet<string> BlockElements = new(StringComparer.Ordinal)
    {
        "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary",
        "table", "tbody", "tfoot", "thead", "tr", "ul", "caption",
    };

    private readonly Dictionary<IElement, int> _itemsRead = [];
    private readonly StringBuilder _line = new();
    private BlockKind _kind = BlockKind.Paragraph;
    private int _level;

    public void Walk(IElement root)
    {
        Children(root);
        Flush();
    }

    private void Visit(INode node)
    {
        if (node is IText words)
            Append(words.Data);
        else if (node is IElement element && !Furniture.Contains(element.LocalName) && !IsHidden(element))
            Visit(element);
    }

    private void Visit(IElement element)
    {
        switch (element.LocalName)
        {
            case "br":
                BreakLine();
                break;
            case "pre":
                Flush();
                text.Add(element.TextContent, BlockKind.Code);
                break;
            case "tr":
                Flush();
                text.Add(Row(element), BlockKind.TableRow);
                break;
            case "li":
                As(BlockKind.ListItem, 0, element, Number(element));
                break;
            case "blockquote":
                As(BlockKind.Quote, 0, element);
                break;
            case ['h', >= '1' and <= '6']:
                As(BlockKind.Heading, element.LocalName[1] - '0', element);
                break;
            case var name when BlockElements.Contains(name):
                Flush();
                Children(element);
                Flush();
                break;
            default:
                Children(element);
                break;
        }
    }

    private void As(BlockKind kind, int level, IElement element, string prefix = "")
    {
        Flush();
        var before = (_kind, _level);
        (_kind, _level) = (kind, level);
        _line.Append(prefix);
        Children(element);
        Flush();
        (_kind, _level) = before;
    }

    // Nesting too deep for the stack is an ordinary error of a broken page.
    private void Children(IElement element)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var child in element.ChildNodes)
            Visit(child);
    }

    private void Append(string words)
    {
        foreach (var c in words)
        {
            if (!char.IsWhiteSpace(c))
                _line.Append(c);
            else if (_line.Length > 0 && !char.IsWhiteSpace(_line[^1]))
                _line.Append(' ');
        }
    }

    // Two breaks in a row are how old pages write a paragraph.
    private void BreakLine()
    {
        while (_line.Length > 0 && _line[^1] == ' ')
            _line.Length--;
        if (_line.Length > 0 && _line[^1] == '\n')
            Flush();
        else if (_line.Length > 0)
            _line.Append('\n');
    }

    private void Flush()
    {
        var content = _line.ToString();
        _line.Clear();
        if (_kind == BlockKind.Heading)
            content = content.Replace('\n', ' ');
        if (_kind == BlockKind.Paragraph)
        {
            foreach (var block in ParagraphLines.Cut(content, 0, content.Length))
                text.Add(content.Substring(block.Start, block.Length), block.Kind, block.HeadingLevel);
            return;
        }
        text.Add(content, _kind, _level);
    }

    private static string Row(IElement row) => string.Join(" | ", row.Children
        .Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        .Where(cell => cell.Length > 0));

    private string Number(IElement item)
    {
        if (item.ParentElement is not { LocalName: "ol" } list)
            return "";
        var start = int.TryParse(list.GetAttribute("start"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var first) ? first : 1;
        var position = _itemsRead[list] = _itemsRead.GetValueOrDefault(list, -1) + 1;
        return ListNumbers.Format(start + position, list.GetAttribute("type") switch
        {
            "a" => NumberStyle.LowerLetter,
            "A" => NumberStyle.UpperLetter,
            "i" => NumberStyle.LowerRoman,
            "I" => NumberStyle.UpperRoman,
            _ => NumberStyle.Decimal,
        }) + ". ";
    }

    private static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true"
        || element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase) == true;
}
