using System.Globalization;
using System.Text.RegularExpressions;

namespace TreatyBot.Evaluation.Metrics;

/// <summary>A sentence of an answer, and the citations it carries.</summary>
/// <param name="Text">Without its marks.</param>
/// <param name="Numbers">Distinct, in the order of the marks.</param>
internal sealed record AnswerStatement(string Text, IReadOnlyList<int> Numbers);

/// <summary>Cuts an answer into its statements. A mark after the full stop belongs to the sentence before it.</summary>
internal static partial class AnswerStatements
{
    /// <summary>A bare yes, no or mark states nothing of its own and is left out; its marks go to the sentence before.</summary>
    public static List<AnswerStatement> Split(string text)
    {
        List<AnswerStatement> statements = [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var start = 0;
            foreach (Match end in SentenceEnd().Matches(line))
            {
                if (IsAbbreviation(line, end.Index))
                    continue;
                Add(line[start..(end.Index + end.Length)], statements);
                start = end.Index + end.Length;
            }
            Add(line[start..], statements);
        }
        return statements;
    }

    /// <summary>The text without citation marks.</summary>
    public static string WithoutMarks(string text) => Mark().Replace(text, "");

    private static void Add(string sentence, List<AnswerStatement> statements)
    {
        var numbers = Mark().Matches(sentence)
            .SelectMany(mark => mark.Groups["n"].Captures)
            .Select(number => int.Parse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
            .Distinct().ToList();
        var text = WithoutMarks(sentence).Trim();
        if (ComparableWords.Of(text) is not ([] or ["ye" or "no"]))
            statements.Add(new(text, numbers));
        else if (numbers.Count > 0 && statements.Count > 0)
            statements[^1] = statements[^1] with { Numbers = [.. statements[^1].Numbers.Union(numbers)] };
    }

    private static bool IsAbbreviation(string line, int stop)
    {
        if (line[stop] != '.')
            return false;
        var start = stop;
        while (start > 0 && char.IsLetter(line[start - 1]))
            start--;
        var word = line[start..stop];
        return word.Length == 1 || word is "No" or "Art" or "Arts" or "Mr" or "Mrs" or "Dr" or "St" or "vs" or "para" or "Gen"
            or "Jan" or "Feb" or "Mar" or "Apr" or "Jun" or "Jul" or "Aug" or "Sep" or "Sept" or "Oct" or "Nov" or "Dec";
    }

    // The end, a closing quote mark, marks that follow it, then space and no small letter.
    [GeneratedRegex(@"(?:[.!?…]|[。！？])[""”’»)]*(?:\s*\[[0-9]+(?:\s*,\s*[0-9]+)*\])*(?=\s+[^\p{Ll}\s]|$)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\s?\[(?<n>[0-9]{1,4})(?:\s*,\s*(?<n>[0-9]{1,4}))*\]")]
    private static partial Regex Mark();
}
