using System.Text;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Ingestion;

public sealed class DocumentReaderTests : IDisposable
{
    private readonly TempCorpus _corpus = new();

    [Fact]
    public void Read_Markdown_KeepsTheFileAndPointsIntoIt()
    {
        const string Text = """
            ---
            title: Lamps
            ---
            # Lamps

            First *paragraph*,
            wrapped.

            ## Terms ##

            - one
            - two

              more of two
            - three

            > quoted
            > twice

            | a | b |
            |---|---|
            | c | d |

            <!-- left out -->

            Setext
            ------

            ```
            code
            ```

            [ref]: https://example.org
            """;

        var (document, warnings) = _corpus.Read("lamps.md", Text);

        document.Text.ShouldBe(Text);
        document.BlockTexts().ShouldBe([
            "Heading: Lamps", "Paragraph: First *paragraph*,\nwrapped.", "Heading: Terms", "ListItem: - one", "ListItem: - two",
            "Paragraph: more of two", "ListItem: - three", "Quote: quoted\n> twice", "TableRow: a | b", "TableRow: c | d",
            "Heading: Setext", "Code: code"]);
        warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Read_ParagraphPerLine_GivesAParagraphPerLine()
    {
        var longLine = string.Join(' ', Enumerable.Repeat("Borduria left the treaty.", 12));
        var text = $"A headline about lamps\n\n{longLine}\nThe quote \"never closes\nA third line.\n";

        foreach (var name in (string[])["news.md", "news.txt"])
            _corpus.Read(name, text).Document.Blocks.Count.ShouldBe(4, name);
    }

    [Fact]
    public void Read_PlainText_FindsTitleHeadingsAndItems()
    {
        const string Text = "TREATY ON LAMPS\n\nPREAMBLE\n\nThe Parties,\nhave agreed\nas follows:\n\nARTICLE I\n1. Lamps are\ndimmed:\n(a) at night;\n(b) by day.\n2. They stay so.\n\nArticle II of the Treaty is short.\n";

        var document = _corpus.Read("t.txt", Text).Document;

        document.Metadata.Title.ShouldBe("TREATY ON LAMPS");
        document.BlockTexts().ShouldBe([
            "Heading: TREATY ON LAMPS", "Heading: PREAMBLE", "Paragraph: The Parties,\nhave agreed\nas follows:", "Heading: ARTICLE I",
            "ListItem: 1. Lamps are\ndimmed:", "ListItem: (a) at night;", "ListItem: (b) by day.", "ListItem: 2. They stay so.",
            "Paragraph: Article II of the Treaty is short."]);
    }

    [Fact]
    public void Read_WithoutFrontMatter_TellsWhatItCan()
    {
        var metadata = _corpus.Read("a.md", "## The *first* [heading](x.html)\n\nText.").Document.Metadata;

        metadata.Title.ShouldBe("The first heading");
        metadata.Tier.ShouldBe(SourceTier.Press);
        metadata.Language.ShouldBe("en");
        metadata.Published.ShouldBeNull();
    }

    public static TheoryData<string, byte[], string> Encodings => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes("Договор é."), "Договор é." },
        { "utf-8 marked", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("Договор é.")], "Договор é." },
        { "utf-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Договор é.")], "Договор é." },
        { "utf-16 big", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("Договор é.")], "Договор é." },
        { "windows-1252", [.. "Trait"u8, 0xE9, .. " sign"u8, 0xE9, 0x20, 0x93, 0x94], "Traité signé \u201C\u201D" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Read_Encoding_IsRecognised(string name, byte[] bytes, string expected)
    {
        var (document, warnings) = _corpus.Read("a.txt", bytes);

        document.Text.ShouldBe(expected);
        warnings.Count.ShouldBe(name == "windows-1252" ? 1 : 0);
    }

    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "empty.md", [], "empty.md: the file is empty; put text into it or take it out of the corpus" },
        { "blank.txt", " \n\n"u8.ToArray(), "blank.txt: the file is empty" },
        { "binary.txt", [1, 2, 0, 200, 4], "binary.txt: the file is binary" },
        { "control.txt", [.. Enumerable.Repeat((byte)7, 50)], "control.txt: the file is binary" },
        { "large.txt", new byte[1024 * 1024 + 1], "large.txt: the file holds 1,048,577 bytes, more than the 1,048,576 allowed; split it, or raise Corpus:MaxFileBytes" },
        { "no.pdf", "not a pdf"u8.ToArray(), "no.pdf: the file is damaged or is no .pdf file" },
        { "no.docx", "not a docx"u8.ToArray(), "no.docx: the file is damaged or is no .docx file" },
        { "old.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "old.docx: the document is encrypted or in the old .doc format" },
        { "void.html", "<html><body><script>x()</script></body></html>"u8.ToArray(), "void.html: the page holds no text" },
        { "deep.html", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "x"), "deep.html: the page is nested too deeply" },
        { "x.odt", "x"u8.ToArray(), "x.odt: files of type .odt cannot be read" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Read_BadFile_NamesItCauseAndMend(string path, byte[] bytes, string message) =>
        Should.Throw<DocumentReadException>(() => _corpus.Read(path, bytes)).Message.ShouldStartWith(message);

    [Fact]
    public void Read_HeadingsOnly_Warns() => _corpus.Read("a.md", "# Only this\n").Warnings.ShouldHaveSingleItem();

    [Fact]
    public void Read_Html_LeavesFurnitureOutAndReadsItsHead()
    {
        const string Html = """
            <!doctype html><html lang="ru"><head><title>Lamps &amp; more</title><meta property="article:published_time" content="2023-11-07T10:00:00Z">
            <meta name="author" content="A. Writer"><meta property="og:site_name" content="The Lamp"><link rel=canonical href="https://example.org/l"></head>
            <body><nav>Menu</nav><main><h1>Lamps</h1><p>First   <b>bold</b>
            text.</p><ol start="2"><li>two</li><li>three</li></ol>Loose<br>lines<br><br>end<table><tr><td>a</td><td>b</td></tr></table>
            <p hidden>secret</p><script>bad()</script></main><footer>Foot</footer></body></html>
            """;

        var document = _corpus.Read("a.html", Html).Document;

        document.Text.ShouldBe("Lamps\n\nFirst bold text.\n\n2. two\n3. three\n\nLoose\nlines\n\nend\n\na | b");
        document.Blocks.Select(block => block.Kind).ShouldBe(
            [BlockKind.Heading, BlockKind.Paragraph, BlockKind.ListItem, BlockKind.ListItem, BlockKind.Paragraph, BlockKind.Paragraph, BlockKind.TableRow]);
        var metadata = document.Metadata;
        (metadata.Title, metadata.Author, metadata.Publisher, metadata.Url, metadata.Language)
            .ShouldBe(("Lamps & more", "A. Writer", "The Lamp", "https://example.org/l", "ru"));
        metadata.Published.ShouldBe(new PartialDate(2023, 11, 7));
    }

    [Fact]
    public void Read_HtmlInDeclaredCodePage_IsDecodedByIt()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1251)!
            .GetBytes("<html><head><meta charset=windows-1251></head><body><p>Договор</p></body></html>");

        var (document, warnings) = _corpus.Read("a.htm", bytes);

        document.Text.ShouldBe("Договор");
        warnings.ShouldBeEmpty();
    }

    public void Dispose() => _corpus.Dispose();
}
