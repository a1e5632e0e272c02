using System.Security.Cryptography;
using System.Text;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>The paragraphs of a SQuAD file as documents, one an article, to be ingested into a store of their own.</summary>
public sealed class SquadCorpus
{
    internal SquadCorpus(IReadOnlyList<SquadArticle> articles)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        Articles = [.. articles.Select((article, index) => article with { DocumentId = MakeId(article.Title, index, taken) })];
        ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Articles.Select(a => a.DocumentId + "\0" + ToText(a))))));
    }

    public IReadOnlyList<SquadArticle> Articles { get; }

    /// <summary>SHA-256 of all texts: name the folder and the store by it, and another corpus never mixes with this one.</summary>
    public string ContentHash { get; }

    /// <summary>
    /// Writes one plain-text file an article, <c>DOCUMENT-ID.txt</c>: the title as front matter, then the paragraphs untouched but for
    /// white space at their ends, parted by empty lines. Plain text, since Markdown would read some paragraphs as lists or headings.
    /// </summary>
    /// <returns>The number of files written or found as they should be.</returns>
    public async Task<int> WriteToAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (var article in Articles)
        {
            var path = Path.Combine(folder, article.DocumentId + ".txt");
            var text = ToText(article);
            if (File.Exists(path) && await File.ReadAllTextAsync(path, cancellationToken) == text)
                continue;
            await File.WriteAllTextAsync(path + ".tmp", text, cancellationToken);
            File.Move(path + ".tmp", path, overwrite: true);
        }
        return Articles.Count;
    }

    private static string ToText(SquadArticle article)
    {
        var title = article.Title.Replace('_', ' ').Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var text = new StringBuilder("---\ntitle: \"").Append(title.ReplaceLineEndings(" ")).Append("\"\n---\n");
        foreach (var paragraph in article.Paragraphs.Distinct(StringComparer.Ordinal))
            text.Append('\n').Append(paragraph.Trim().ReplaceLineEndings("\n")).Append('\n');
        return text.ToString();
    }

    private static string MakeId(string title, int index, HashSet<string> taken)
    {
        var slug = new StringBuilder();
        foreach (var c in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        var id = slug.ToString().Trim('-');
        if (id.Length is 0 or > 100 || taken.Contains(id))
            id = $"{id[..Math.Min(id.Length, 90)]}-{index + 1}".TrimStart('-');
        taken.Add(id);
        return id;
    }
}

public sealed record SquadArticle(string Title, IReadOnlyList<string> Paragraphs)
{
    /// <summary>The id that ingestion will give the article's file.</summary>
    public string DocumentId { get; init; } = "";
}
