namespace TreatyBot.Pictures;

/// <summary>The sizes that make a timeline legible at half its size, in pixels.</summary>
internal static class TimelineMeasures
{
    public const int Width = 1600;
    public const int Height = 900;
    public const float Margin = 48;
    public const float TitleSize = 40;
    public const float SubtitleSize = 23;
    public const float TextSize = 22;
    public const float LineHeight = 26;
    public const float TickSize = 22;
    public const float Gap = 12;
    public const float SymbolSize = 17;

    /// <summary>Room that a symbol takes before the words that belong to it.</summary>
    public const float SymbolColumn = 26;

    public const float ContentTop = 132;
    public const float ContentBottom = 782;
    public const float KeyY = 826;
    public const float SourceY = 872;

    public static float Measure(string text, bool isBold = false) => PictureFonts.Measure(text, TextSize, isBold);

    /// <summary>Breaks at spaces; what does not fit into the lines ends in "…".</summary>
    public static IReadOnlyList<string> Wrap(string text, float width, int mostLines)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Measure(longer) > width)
            {
                if (lines.Count == mostLines - 1)
                    return [.. lines, Shorten($"{longer}…", width)];
                lines.Add(line);
                longer = word;
            }
            line = longer;
        }
        return [.. lines, Shorten(line, width)];
    }

    public static string Shorten(string text, float width, float size = TextSize)
    {
        if (PictureFonts.Measure(text, size, false) <= width)
            return text;
        var kept = text.TrimEnd('…');
        while (kept.Length > 1 && PictureFonts.Measure($"{kept.TrimEnd(' ', ',', ';')}…", size, false) > width)
            kept = kept.LastIndexOf(' ') is > 0 and var space ? kept[..space] : kept[..^1];
        return $"{kept.TrimEnd(' ', ',', ';')}…";
    }
}
