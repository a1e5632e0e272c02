using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Answering.ShortAnswers;

/// <summary>Answers that are written in a form of their own: the number of an article, a stretch of time. Pure.</summary>
internal static partial class StatedForms
{
    /// <summary>"Article X(1)", when the sentence names one article only; the first of several paragraphs of it.</summary>
    public static string? Article(string sentence)
    {
        var articles = ArticleNumber().Matches(sentence).ToList();
        return articles.Select(match => match.Groups["article"].Value).Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1 ? articles[0].Value : null;
    }

    /// <summary>The article in which a passage of a treaty's text stands; null for other documents.</summary>
    public static string? ArticleOf(Passage passage) => Locator().Match(passage.Locator) is { Success: true } match ? $"Article {match.Groups["number"].Value}" : null;

    [GeneratedRegex(@"^Art\. (?<number>\w+)")]
    private static partial Regex Locator();

    /// <summary>"15 years", also out of "its 15-year term", when the sentence has one stretch of time only.</summary>
    public static string? Duration(string sentence)
    {
        var stretches = Stretch().Matches(sentence).ToList();
        if (stretches.Select(match => match.Value.Replace('-', ' ').TrimEnd('s')).Distinct(StringComparer.OrdinalIgnoreCase).Count() != 1)
            return null;
        var (number, unit) = (stretches[0].Groups["number"].Value, stretches[0].Groups["unit"].Value);
        return $"{number} {unit}{(unit.EndsWith('s') || number is "1" or "one" ? "" : "s")}";
    }

    /// <summary>"98 votes to 41", when votes are asked for.</summary>
    public static string? Votes(string question, string sentence) =>
        question.Contains("vote", StringComparison.OrdinalIgnoreCase) && VoteCount().Match(sentence) is { Success: true } votes ? votes.Value : null;

    [GeneratedRegex(@"\b\d+\s+(?:votes?\s+)?(?:to|against)\s+(?:\d+|none)\b(?:\s+votes?\b)?")]
    private static partial Regex VoteCount();

    [GeneratedRegex(@"\b(?<article>(?:Article|Art\.|Chapter|Section|Paragraph|Annex)\s+(?:[IVXLC]+|\d+)\b)(?:\(\w+\))*")]
    private static partial Regex ArticleNumber();

    [GeneratedRegex(@"\b(?<number>\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|twenty-five|thirty|fifty)[\s-]+(?:calendar\s+)?(?<unit>hour|day|week|month|year|decade)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Stretch();
}
