using System.Text;
using TreatyBot.Shared;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Knowledge.Tests.Fuzzing;

/// <summary>Whatever lies in a corpus folder: a file is read, or refused by name and reason, and its passages cut the stored text exactly.</summary>
public sealed class DocumentFuzzTests
{
    private const int Cases = 100_000;

    private static readonly string[] Markup =
    [
        "# ", "\n## ", "\n\n", "\n- ", "\n1. ", "\n> ", "```\n", "| a | b |\n|---|---|\n", "<!--", "-->", "[a](b)", "![", "**", "_", "~~~", "\n---\n", "    ", "\t", "[^1]", "[^1]: ", "&amp;", "<b>", "Article IV", "\n(a) ", "ANNEX\n", "\f", "https://e.org/",
        "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<ul><li>", "<ol start=\"-3\">", "<li value=99999999999>", "<pre>", "<br>", "<main>", "<article>", "<script>", "<!DOCTYPE html>", "<svg>", "<math>", "<template>", "<h1>", "<h7>", "<meta charset=",
        "\"utf-16\"", "<title>", "&#x110000;", "&nbsp;", "<![CDATA[", "<?xml", "<select><option>", "<iframe>", "<frameset>", "<meta property=\"og:title\" content=", "lang=",
    ];

    private static readonly Mutator Markdown = new([InventedCorpus.Cave, InventedCorpus.TreatyText, InventedCorpus.Article, "# T\n\nOne. Two.\n\n- a\n  - b\n\n1. x\n\n| a | b |\n|---|---|\n| c | d |\n\n> q\n\n```\ncode\n```\n\n[^1]: note\n"], Markup);

    private static readonly Mutator Plain = new([InventedCorpus.TreatyText, "TREATY\n\nArticle I\n\n1. The Parties.\n(a) one;\n(b) two.\n\nANNEX\n\nArticle 2. Text. More.\n", "Line one\nline two.\n\n\tIndented.\f\nPage two. No. 5!\n"], Markup);

    private static readonly Mutator Pages = new(
        [
            "<!DOCTYPE html><html lang=\"en\"><head><title>T</title><meta name=\"date\" content=\"2023-11-07\"><meta property=\"og:site_name\" content=\"P\"></head><body><nav>no</nav><main><h1>T</h1><p>One. Two<br>three.</p><ol start=3><li>a<ul><li>b</ul></ol><table><tr><th>h<td>d</table><pre>x\ny</pre></main></body></html>",
            "<p>Only a paragraph<p>and another <b>bold</b> one.<blockquote>Said.</blockquote>", "<meta charset=windows-1251><h2>Article I</h2><div>Text <span>here</span></div>",
        ], Markup);

    [Fact]
    public void AnyMarkdown_IsCutExactly() => Fuzz.Run(Cases, random => random.Next(5) == 0 ? Encoding.UTF8.GetBytes(Markdown.Soup(random, 20)) : Markdown.Bytes(random, 400), bytes => DocumentCheck.Run("any.md", bytes));

    [Fact]
    public void AnyPlainText_IsCutExactly() => Fuzz.Run(Cases, random => Plain.Bytes(random, 500), bytes => DocumentCheck.Run("any.txt", bytes));

    [Fact]
    public void AnyWebPage_IsCutExactly() => Fuzz.Run(Cases, random => random.Next(5) == 0 ? Encoding.UTF8.GetBytes(Pages.Soup(random, 20)) : Pages.Bytes(random, 500), bytes => DocumentCheck.Run("any.html", bytes));
}
