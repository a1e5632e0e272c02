using System.Text;
using UglyToad.PdfPig.Content;

namespace TreatyBot.Knowledge.Ingestion;

/// <param name="Text">Lines with a line break between them.</param>
/// <param name="HeadingLevel">By letter size; 0 for body text.</param>
internal sealed record PdfParagraph(string Text, int HeadingLevel);

/// <summary>Puts the words of a PDF page back into lines and paragraphs, reading columns one after the other.</summary>
internal static class PdfPageLayout
{
    private const double HeadingScale = 1.15;
    private const int LongestHeading = 160;

    public static IEnumerable<PdfParagraph> Paragraphs(Page page)
    {
        var words = page.GetWords().Where(word => !string.IsNullOrWhiteSpace(word.Text)).ToList();
        if (words.Count == 0)
            yield break;
        var bodySize = Median(words.SelectMany(word => word.Letters).Select(letter => letter.PointSize));
        foreach (var column in Columns(words, page.Width))
        {
            foreach (var lines in Group(Lines(column)))
            {
                var text = new StringBuilder();
                foreach (var line in lines)
                    text.Append(text.Length == 0 ? "" : "\n").Append(line.Text);
                var scale = lines.Average(line => line.Size) / Math.Max(bodySize, 1);
                var isHeading = scale >= HeadingScale && text.Length <= LongestHeading;
                yield return new(text.ToString(), !isHeading ? 0 : scale >= 1.5 ? 1 : 2);
            }
        }
    }

    // Two columns show as an empty strip near the middle that hardly any word crosses; a word that does belongs to a full-width line.
    private static IEnumerable<List<Word>> Columns(List<Word> words, double width)
    {
        var middle = width / 2;
        var crossing = words.Count(word => word.BoundingBox.Left < middle - 4 && word.BoundingBox.Right > middle + 4);
        var left = words.Where(word => word.BoundingBox.Right <= middle + 4).ToList();
        var right = words.Where(word => word.BoundingBox.Left >= middle - 4).ToList();
        var isTwo = crossing == 0 && left.Count + right.Count == words.Count && IsColumn(left) && IsColumn(right)
            && right.Min(word => word.BoundingBox.Left) - left.Max(word => word.BoundingBox.Right) >= 8;
        return isTwo ? [left, right] : [words];
    }

    private static bool IsColumn(List<Word> words) => words.Count >= 20 && Lines(words).Count >= 5;

    private static List<Line> Lines(List<Word> words)
    {
        var lines = new List<Line>();
        foreach (var word in words.OrderByDescending(word => Baseline(word)))
        {
            var line = lines.Count > 0 ? lines[^1] : null;
            if (line is null || line.Baseline - Baseline(word) > Math.Max(2, line.Height * 0.4))
                lines.Add(new Line([word], Baseline(word)));
            else
                line.Words.Add(word);
        }
        return lines;
    }

    private static List<List<Line>> Group(List<Line> lines)
    {
        var gaps = lines.Zip(lines.Skip(1), (above, below) => above.Baseline - below.Baseline).Where(gap => gap > 0).ToList();
        var leading = gaps.Count == 0 ? 0 : Median(gaps);
        var left = lines.Min(line => line.Left);
        var right = lines.Max(line => line.Right);
        var groups = new List<List<Line>>();
        foreach (var line in lines)
        {
            if (groups.Count == 0 || StartsParagraph(groups[^1][^1], line, leading, left, right))
                groups.Add([]);
            groups[^1].Add(line);
        }
        return groups;
    }

    private static bool StartsParagraph(Line above, Line line, double leading, double left, double right)
    {
        var gap = above.Baseline - line.Baseline;
        if (gap > Math.Max(leading * 1.3, line.Height * 1.9) || gap > above.Height * 3.5)
            return true;
        if (Math.Abs(above.Size - line.Size) > 0.12 * Math.Max(above.Size, line.Size))
            return true;
        var isShort = above.Right < right - 0.12 * (right - left) && above.Text[^1] is '.' or '!' or '?' or ':' or ';' or '"' or '”' or ')';
        var isIndented = line.Left > left + line.Height && above.Left <= left + line.Height / 2;
        return isShort || isIndented;
    }

    private static double Baseline(Word word) => word.Letters[0].StartBaseLine.Y;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private sealed class Line(List<Word> words, double baseline)
    {
        private string? _text;

        public List<Word> Words => words;

        public double Baseline => baseline;

        public double Left => words.Min(word => word.BoundingBox.Left);

        public double Right => words.Max(word => word.BoundingBox.Right);

        public double Size => words.Average(word => word.Letters[0].PointSize);

        public double Height => Math.Max(Size, 1);

        public string Text => _text ??= string.Join(' ', words.OrderBy(word => word.BoundingBox.Left).Select(word => word.Text));
    }
}
