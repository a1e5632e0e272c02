using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>The YAML mapping at the head of a file, with the places of its values in the file.</summary>
internal sealed class FrontMatterYaml
{
    private const int LongestFrontMatter = 512 * 1024;
    private const int DeepestNesting = 16;

    private readonly int _start;
    private readonly int _firstLine;

    private FrontMatterYaml(string path, string text, int start, int end, int bodyStart)
    {
        Path = path;
        Text = text;
        End = bodyStart;
        _start = start;
        _firstLine = 1 + text.AsSpan(0, start).Count('\n');
        Root = Load(text[start..end]);
    }

    public string Path { get; }

    public string Text { get; }

    public YamlMappingNode Root { get; }

    /// <summary>Offset of the first character after the closing line.</summary>
    public int End { get; }

    /// <summary>Null when the text does not begin with front matter.</summary>
    /// <exception cref="DocumentReadException">It does, and it is never closed or is not a YAML mapping.</exception>
    public static FrontMatterYaml? Find(string path, string text)
    {
        if (!text.StartsWith("---", StringComparison.Ordinal) || !IsFence(text, 0, out var start))
            return null;
        // A thematic break may open a document too; a key on the first line tells front matter.
        if (!StartsWithKey(text, start))
            return null;
        for (var line = start; line < text.Length; line = NextLine(text, line))
        {
            if (!IsFence(text, line, out var bodyStart))
                continue;
            if (line - start > LongestFrontMatter)
                throw new DocumentReadException(path, $"the front matter is longer than {LongestFrontMatter / 1024} KB; move its text into the body");
            return new FrontMatterYaml(path, text, start, line, bodyStart);
        }
        throw new DocumentReadException(path, "the front matter that line 1 opens is never closed; put a line with --- after its last key");
    }

    public DocumentReadException Error(YamlNode node, string message) =>
        new(Path, $"line {_firstLine + (int)node.Start.Line - 1}: {message}");

    /// <summary>Where the scalar's text stands word for word in the file; -1 when it is escaped or folded.</summary>
    public int Locate(YamlScalarNode scalar)
    {
        var value = scalar.Value ?? "";
        var index = _start + (int)scalar.Start.Index + (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0);
        return index >= 0 && index + value.Length <= Text.Length && string.CompareOrdinal(Text, index, value, 0, value.Length) == 0
            ? index
            : -1;
    }

    private YamlMappingNode Load(string yaml)
    {
        try
        {
            RefuseDeepNesting(yaml);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 0)
                return [];
            return stream.Documents[0].RootNode as YamlMappingNode
                ?? throw new DocumentReadException(Path, $"line {_firstLine}: the front matter must be a list of \"key: value\" lines");
        }
        catch (YamlException exception)
        {
            var line = _firstLine + Math.Max(1, (int)exception.Start.Line) - 1;
            throw new DocumentReadException(
                Path, $"line {line}: the front matter is not valid YAML ({exception.Message}); a value that holds a colon needs quotes", exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The library's scanner throws these on some broken input, without the place.
            throw new DocumentReadException(Path, $"line {_firstLine}: the front matter is not valid YAML; a value that holds a colon or a bracket needs quotes", exception);
        }
    }

    // The node tree is built recursively; the event parser is not, so it may look first.
    private void RefuseDeepNesting(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > DeepestNesting)
                throw new DocumentReadException(Path, $"line {_firstLine + (int)parser.Current.Start.Line - 1}: the front matter is nested too deeply");
        }
    }

    private static bool StartsWithKey(string text, int start)
    {
        var line = start;
        while (line < text.Length)
        {
            var content = text.AsSpan(line, NextLine(text, line) - line).Trim();
            if (content.Length > 0 && content[0] != '#')
                return content is "---" or "..." || (content.IndexOf(':') is > 0 and var colon && content[..colon].IndexOf(' ') < 0);
            line = NextLine(text, line);
        }
        return false;
    }

    private static bool IsFence(string text, int line, out int next)
    {
        next = NextLine(text, line);
        var content = text.AsSpan(line, next - line).TrimEnd();
        return content is "---" or "...";
    }

    private static int NextLine(string text, int from)
    {
        var stop = text.IndexOf('\n', from);
        return stop < 0 ? text.Length : stop + 1;
    }
}
