using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Tells English questions from others. Pure.</summary>
internal static class QuestionLanguage
{
    private static readonly HashSet<string> Distinctive = new(
        "the of is was were are did does do has have had when what which who why how where and to in on by for with from its it that this a an"
            .Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Shared = new(["a", "an", "in", "was", "die", "an", "on", "do", "to"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Short questions and those with an English function word count as English.</summary>
    public static bool IsEnglish(string question)
    {
        var words = TextAnalyzer.Tokens(question).Select(token => question.Substring(token.Start, token.Length)).Take(60).ToList();
        return words.Count < 3 && words.TrueForAll(word => word.All(c => c < '\u0250'))
            || words.Exists(word => Distinctive.Contains(word) && !Shared.Contains(word));
    }
}
