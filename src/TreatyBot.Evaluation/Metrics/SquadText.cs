using System.Text;

namespace TreatyBot.Evaluation.Metrics;

/// <summary>
/// Exact match and token F1 as SQuAD defines them: Rajpurkar et al., "SQuAD: 100,000+ Questions for Machine Comprehension of Text",
/// EMNLP 2016; best over the accepted answers.
/// </summary>
internal static class SquadText
{
    /// <summary>Lower case, ASCII punctuation deleted, the articles a, an and the deleted, white space single.</summary>
    public static string Normalize(string text) => string.Join(' ', Tokens(text));

    public static double ExactMatch(string answer, IReadOnlyList<string> accepted)
    {
        var normal = Normalize(answer);
        return accepted.Any(one => Normalize(one) == normal) ? 1 : 0;
    }

    public static double F1(string answer, IReadOnlyList<string> accepted)
    {
        var tokens = Tokens(answer);
        return accepted.Count == 0 ? 0 : accepted.Max(one => F1(tokens, Tokens(one)));
    }

    private static double F1(List<string> answer, List<string> accepted)
    {
        if (answer.Count == 0 || accepted.Count == 0)
            return answer.Count == accepted.Count ? 1 : 0;
        var left = accepted.CountBy(token => token).ToDictionary(StringComparer.Ordinal);
        var common = 0;
        foreach (var token in answer)
        {
            if (left.TryGetValue(token, out var count) && count > 0)
            {
                left[token] = count - 1;
                common++;
            }
        }
        if (common == 0)
            return 0;
        var precision = (double)common / answer.Count;
        var recall = (double)common / accepted.Count;
        return 2 * precision * recall / (precision + recall);
    }

    private static List<string> Tokens(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsAscii(c) || !(char.IsPunctuation(c) || char.IsSymbol(c)))
                kept.Append(char.ToLowerInvariant(c));
        }
        return [.. kept.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("a" or "an" or "the"))];
    }
}
