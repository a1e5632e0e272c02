using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Reads web pages. Menus, scripts and other furniture are left out; nothing is fetched.</summary>
internal sealed partial class HtmlReader : IDocumentReader
{
    private const int DeepestNesting = 2000;

    private static readonly string[] DateNames =
        ["article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "publication_date", "pubdate"];

    public IReadOnlyList<string> Extensions { get; } = [".html", ".htm"];

    public DocumentContent Read(string path, byte[] bytes)
    {
        var declared = Charset().Match(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 4096)));
        var (html, warning) = TextDecoder.Decode(path, bytes, declared.Success ? declared.Groups[1].Value : null);
        if (IsNestedTooDeeply(html))
            throw new DocumentReadException(path, "the page is nested too deeply; save it as plain text");
        using var page = new HtmlParser().ParseDocument(html);
        var text = new ExtractedText();
        new HtmlTextWalker(text).Walk(Content(page));
        if (text.Blocks.Count == 0)
            throw new DocumentReadException(path, "the page holds no text; save it after its scripts have run, or as plain text");
        return new DocumentContent(text.ToString(), text.Blocks)
        {
            Title = First(Meta(page, "og:title"), page.Title, page.QuerySelector("h1")?.TextContent),
            Publisher = First(Meta(page, "og:site_name"), Meta(page, "dc.publisher"), Meta(page, "publisher")),
            Author = First(Meta(page, "author"), Meta(page, "dc.creator")),
            Published = Published(page),
            Url = First(page.QuerySelector("link[rel=canonical]")?.GetAttribute("href"), Meta(page, "og:url")) is { } url
                && FrontMatterParser.IsWebAddress(url) ? url : null,
            Language = First(page.DocumentElement.GetAttribute("lang")) is { } language && FrontMatterParser.IsLanguage(language) ? language : null,
            Warnings = warning is null ? [] : [warning],
        };
    }

    // The parser's time grows with the square of the depth, so a hostile page is told before it is parsed. Only elements that need
    // an end tag count.
    private static bool IsNestedTooDeeply(string html)
    {
        var depth = 0;
        foreach (var tag in Tag().EnumerateMatches(html))
        {
            depth = html[tag.Index + 1] == '/' ? Math.Max(0, depth - 1) : depth + 1;
            if (depth > DeepestNesting)
                return true;
        }
        return false;
    }

    // A page that marks its one article means the rest to be passed over.
    private static IElement Content(IHtmlDocument page)
    {
        foreach (var selector in (string[])["main", "[role=main]", "article"])
        {
            var found = page.QuerySelectorAll(selector);
            if (found.Length == 1 && !string.IsNullOrWhiteSpace(found[0].TextContent))
                return found[0];
        }
        return page.Body ?? page.DocumentElement;
    }

    private static PartialDate? Published(IHtmlDocument page)
    {
        foreach (var name in DateNames)
        {
            if (Meta(page, name) is not { } value)
                continue;
            if (PartialDate.TryParseIso(value.Length > 10 ? value[..10] : value, out var date))
                return date;
            if (DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
                return PartialDate.From(DateOnly.FromDateTime(moment.DateTime));
        }
        return null;
    }

    private static string? Meta(IHtmlDocument page, string name)
    {
        foreach (var meta in page.QuerySelectorAll("meta[content]"))
        {
            var key = meta.GetAttribute("name") ?? meta.GetAttribute("property") ?? meta.GetAttribute("itemprop");
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                return First(meta.GetAttribute("content"));
        }
        return null;
    }

    private static string? First(params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
                return Space().Replace(value, " ").Trim();
        }
        return null;
    }

    [GeneratedRegex("""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();

    [GeneratedRegex("""</?(?!(?:p|li|d[td]|t[dhr]|tbody|thead|tfoot|option|br|hr|img|input|meta|link|area|base|col|source|track|wbr|embed|param)\b)[a-z]""", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex("""\s+""")]
    private static partial Regex Space();
}
