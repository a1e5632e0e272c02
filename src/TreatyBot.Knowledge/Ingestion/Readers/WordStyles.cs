using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>What a Word document's styles and numbering say about a paragraph. Numbers are counted in reading order: one instance a document.</summary>
internal sealed partial class WordStyles(MainDocumentPart main)
{
    private const int DeepestLevel = 9;

    private readonly Dictionary<string, Style> _styles = (main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        .Where(style => style.StyleId?.Value is not null)
        .DistinctBy(style => style.StyleId!.Value!)
        .ToDictionary(style => style.StyleId!.Value!, StringComparer.Ordinal);

    private readonly Dictionary<int, int[]> _counters = [];

    /// <summary>1 for a title or first-level heading; 0 for body text.</summary>
    public int HeadingLevel(Paragraph paragraph)
    {
        if (paragraph.ParagraphProperties?.OutlineLevel?.Val?.Value is { } own and < DeepestLevel)
            return own + 1;
        var id = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;
        // A style may rest on another, and a broken file may let it rest on itself.
        for (var depth = 0; id is not null && depth < DeepestLevel; depth++)
        {
            var style = _styles.GetValueOrDefault(id);
            var name = style?.StyleName?.Val?.Value ?? id;
            if (name.Equals("title", StringComparison.OrdinalIgnoreCase))
                return 1;
            if (HeadingName().Match(name) is { Success: true } match)
                return match.Groups[1].Value[0] - '0';
            if (style?.StyleParagraphProperties?.OutlineLevel?.Val?.Value is { } outline and < DeepestLevel)
                return outline + 1;
            id = style?.BasedOn?.Val?.Value;
        }
        return 0;
    }

    /// <summary>The number or letter that Word shows before the paragraph, with a space after it; "- " for a bullet; empty for none.</summary>
    public string NextNumber(Paragraph paragraph)
    {
        var numbering = paragraph.ParagraphProperties?.NumberingProperties;
        if (numbering?.NumberingId?.Val?.Value is not { } id || id == 0)
            return "";
        var level = Math.Clamp(numbering.NumberingLevelReference?.Val?.Value ?? 0, 0, DeepestLevel - 1);
        var levels = Levels(id);
        if (levels.Count == 0)
            return "";
        if (!_counters.TryGetValue(id, out var counts))
            _counters[id] = counts = new int[DeepestLevel];
        counts[level] = counts[level] == 0 ? Start(levels, level) : counts[level] + 1;
        Array.Clear(counts, level + 1, DeepestLevel - level - 1);
        var definition = levels.GetValueOrDefault(level);
        if (definition?.NumberingFormat?.Val?.Value is { } format && format == NumberFormatValues.Bullet)
            return "- ";
        var pattern = definition?.LevelText?.Val?.Value ?? $"%{level + 1}.";
        var number = Placeholder().Replace(pattern, match =>
        {
            var which = match.Groups[1].Value[0] - '1';
            return ListNumbers.Format(Math.Max(1, counts[which]), StyleOf(levels.GetValueOrDefault(which)));
        });
        return number.Length == 0 ? "" : number + " ";
    }

    private Dictionary<int, Level> Levels(int id)
    {
        var numbering = main.NumberingDefinitionsPart?.Numbering;
        var instance = numbering?.Elements<NumberingInstance>().FirstOrDefault(candidate => candidate.NumberID?.Value == id);
        var definition = numbering?.Elements<AbstractNum>()
            .FirstOrDefault(candidate => candidate.AbstractNumberId?.Value == instance?.AbstractNumId?.Val?.Value);
        return (definition?.Elements<Level>() ?? [])
            .Where(level => level.LevelIndex?.Value is not null)
            .DistinctBy(level => level.LevelIndex!.Value)
            .ToDictionary(level => level.LevelIndex!.Value);
    }

    private static int Start(Dictionary<int, Level> levels, int level) =>
        levels.GetValueOrDefault(level)?.StartNumberingValue?.Val?.Value ?? 1;

    private static NumberStyle StyleOf(Level? level)
    {
        var format = level?.NumberingFormat?.Val?.Value;
        return format == NumberFormatValues.LowerLetter ? NumberStyle.LowerLetter
            : format == NumberFormatValues.UpperLetter ? NumberStyle.UpperLetter
            : format == NumberFormatValues.LowerRoman ? NumberStyle.LowerRoman
            : format == NumberFormatValues.UpperRoman ? NumberStyle.UpperRoman
            : NumberStyle.Decimal;
    }

    [GeneratedRegex("^heading ?([1-9])$", RegexOptions.IgnoreCase)]
    private static partial Regex HeadingName();

    [GeneratedRegex("%([1-9])")]
    private static partial Regex Placeholder();
}
