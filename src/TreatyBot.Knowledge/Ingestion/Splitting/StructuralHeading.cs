using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Ingestion;

internal enum StructuralKind
{
    /// <summary>A protocol, annex, appendix or schedule: a document within the document.</summary>
    Container,
    Section,
    Article,
}

/// <summary>A heading by which a legal text counts itself.</summary>
/// <param name="Kind">What it heads.</param>
/// <param name="Label">How a locator names it: <c>Art. XIX</c>, <c>Sec. IV</c>, <c>Protocol on Inspection</c>.</param>
/// <param name="Paragraph">The paragraph that the heading itself names, as in "Art. 5(2)".</param>
internal sealed partial record StructuralHeading(StructuralKind Kind, string Label, string? Paragraph)
{
    private const int LongestHeading = 160;

    /// <summary>Reads a line that stands as a heading, such as "Article XIX", "ARTICLE 5 – Withdrawal" or "Annex 2".</summary>
    public static StructuralHeading? Read(string line)
    {
        if (line.Length > LongestHeading)
            return null;
        return ReadArticle(ArticleLine().Match(line)) ?? ReadSection(SectionLine().Match(line)) ?? ReadContainer(line);
    }

    /// <summary>Reads the start of a paragraph that runs on after its number: "Article 5. Each Party shall …".</summary>
    public static StructuralHeading? ReadRunIn(string paragraph) => ReadArticle(ArticleRunIn().Match(paragraph));

    private static StructuralHeading? ReadArticle(Match match) =>
        match.Success
            ? new(StructuralKind.Article, "Art. " + Number(match), match.Groups["para"] is { Success: true } para ? para.Value : null)
            : null;

    private static StructuralHeading? ReadSection(Match match)
    {
        if (!match.Success)
            return null;
        var label = match.Groups["word"].Value.ToUpperInvariant() switch
        {
            "CHAPTER" or "ГЛАВА" => "Ch. ",
            "PART" or "ЧАСТЬ" => "Part ",
            _ => "Sec. ",
        };
        return new(StructuralKind.Section, label + Number(match), null);
    }

    private static StructuralHeading? ReadContainer(string line)
    {
        var match = ContainerLine().Match(line);
        if (!match.Success)
            return null;
        var label = match.Groups["number"].Success
            ? $"{Capitalized(match.Groups["word"].Value)} {Number(match)}"
            : line.Trim().TrimEnd('.', ':');
        return new(StructuralKind.Container, label, null);
    }

    private static string Number(Match match)
    {
        var number = match.Groups["number"].Value;
        return number.Any(char.IsLower) && !number.Any(char.IsDigit) ? number.ToUpperInvariant() : number;
    }

    private static string Capitalized(string word) => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant();

    // A heading may go on with a title, after a mark or as a capitalised phrase; "Article 5 obligations questioned" is no article.
    [GeneratedRegex(
        """^\s*(?:article|artículo|artikel|articolo|art\.|статья|(?-i:Art))\s+(?<number>[IVXLC]+(?:\s?(?:bis|ter))?|\d{1,3}[a-z]?)(?:\s?\((?<para>\d{1,3})\))?\s*(?:$|[.:–—-]|(?-i:[\p{Lu}(“"]))""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ArticleLine();

    [GeneratedRegex(
        """^(?:Article|ARTICLE|Artículo|ARTÍCULO|Artikel|ARTIKEL|Art\.|Статья|СТАТЬЯ)\s+(?<number>[IVXLC]+(?:\s?(?:bis|ter))?|\d{1,3}[a-z]?)(?:\s?\((?<para>\d{1,3})\))?(?:[.:]\s|\s?[–—]\s|\s*$)""",
        RegexOptions.CultureInvariant)]
    private static partial Regex ArticleRunIn();

    [GeneratedRegex(
        """^\s*(?<word>section|sec\.|chapter|part|глава|раздел|часть)\s+(?<number>[IVXLC]+|\d{1,3}|(?-i:[A-Z]))\s*(?:$|[.:–—-]|(?-i:[\p{Lu}(“"]))""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SectionLine();

    [GeneratedRegex(
        """^\s*(?:(?<word>annex|appendix|schedule|приложение)(?:\s+(?<number>[IVXLC]+|\d{1,3}|(?-i:[A-Z])))?\s*(?:$|[.:–—-]|(?-i:[\p{Lu}(“"])|(?:to|on)\s)|(?:the\s+)?(?:additional\s+|optional\s+)?protocol(?:\s+(?:on|to|concerning|regarding|governing|for|[IVX]+|\d)\b|\s*$))""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ContainerLine();
}
