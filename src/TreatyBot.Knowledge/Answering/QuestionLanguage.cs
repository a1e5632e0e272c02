using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Tells English questions from others. Pure.</summary>
internal static class QuestionLanguage
{
    /// <summary>Function words that no other language of the questions has.</summary>
    private static readonly HashSet<string> Distinctive = new(
        "the of is were are did does have has had when what which who why how where and by for with from its it that this".Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Short questions and those with an English function word count as English.</summary>
    public static bool IsEnglish(string question)
    {
        var words = TextAnalyzer.Tokens(question).Select(token => question.Substring(token.Start, token.Length)).Take(60).ToList();
        return words.Count < 3 && words.TrueForAll(word => word.All(c => c < '\u0250'))
            || words.Exists(Distinctive.Contains);
    }
}
