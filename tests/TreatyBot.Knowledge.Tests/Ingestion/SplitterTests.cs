using CsCheck;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Tests.Ingestion;

public sealed class SplitterTests : IDisposable
{
    private readonly TempCorpus _corpus = new();
    private readonly Splitter _splitter = new(new SplitterOptions());

    [Fact]
    public void Split_TreatyInPlainText_LocatesArticlesParagraphsAndItems()
    {
        const string Text = """
            TREATY ON LAMPS

            The Parties have agreed as follows about every lamp that is theirs, wherever it may hang or stand:

            ARTICLE I
            Definitions

            1. A lamp gives light.
            2. Each State Party shall dim:
            (a) its own lamps;
            (b) the lamps of others.

            Article II. The Treaty is of unlimited duration.

            Article XIX(2) of another treaty does not apply here, and nothing in it may be read into this one.

            PROTOCOL ON INSPECTION

            SECTION IV

            1. Inspectors come at dawn.
            """;

        var passages = Split("treaty.txt", Text);

        passages.Select(p => $"{p.Locator} | {p.Text}").ShouldBe([
            "¶1 | The Parties have agreed as follows about every lamp that is theirs, wherever it may hang or stand:",
            "Art. I | Definitions",
            "Art. I(1) | 1. A lamp gives light.",
            "Art. I(2) | 2. Each State Party shall dim:\n(a) its own lamps;\n(b) the lamps of others.",
            "Art. II | Article II. The Treaty is of unlimited duration.\n\nArticle XIX(2) of another treaty does not apply here, and nothing in it may be read into this one.",
            "PROTOCOL ON INSPECTION, Sec. IV(1) | 1. Inspectors come at dawn."]);
    }

    [Fact]
    public void Split_TreatyInMarkdown_LocatesArticlesAndKeepsHeadings()
    {
        const string Text = """
            # Treaty on Lamps

            ## Article 5(2)

            Lamps are dimmed.

            ### Exceptions

            - (a) by day; and
            - at noon.

            ## Protocol on Inspection

            ### Section IV

            2. Inspectors come at dawn.

            ## Signatures

            Done at Szohôd.
            """;

        var passages = Split("treaty.md", Text);

        passages.Select(p => p.Locator).ShouldBe(["Art. 5(2)", "Art. 5(2)", "Protocol on Inspection, Sec. IV(2)", "¶4"]);
        passages[1].Headings.ShouldBe(["Article 5(2)", "Exceptions"]);
        passages[2].Headings.ShouldBe(["Protocol on Inspection", "Section IV"]);
        passages[1].Sentences.Select(s => s.In(passages[1])).ShouldBe(["(a) by day; and", "at noon."]);
    }

    [Fact]
    public void Split_LettersAfterEachOther_AreToldFromRomanNumerals()
    {
        var items = string.Join("\n\n", "1. One:", "(g) " + Long("g"), "(h) " + Long("h"), "(i) " + Long("i"), "(ii) " + Long("ii"), "2. Two.");

        var passages = Split("t.txt", $"Treaty on Lamps\n\nArticle 7\n\n{items}\n");

        passages.Select(p => p.Locator).ShouldBe(["Art. 7(1)", "Art. 7(1)(h)", "Art. 7(1)(i)", "Art. 7(1)(i)(ii)", "Art. 7(2)"]);

        static string Long(string word) => string.Concat(Enumerable.Repeat($"item {word} and more, ", 45)).TrimEnd(' ', ',') + ".";
    }

    [Fact]
    public void Split_LongParagraph_IsCutAtSentenceEnds()
    {
        var sentence = "The lamps of Borduria were counted by the inspectors of Syldavia in the summer of that year.";
        var passages = Split("a.md", "# T\n\n" + string.Join(' ', Enumerable.Repeat(sentence, 30)));

        passages.Count.ShouldBe(3);
        passages.ShouldAllBe(p => p.Length <= 1200 && p.Text.EndsWith('.') && p.Text.StartsWith("The lamps", StringComparison.Ordinal));
        passages.Select(p => p.Locator).ShouldAllBe(locator => locator == "¶1");
        passages.Min(p => p.Length).ShouldBeGreaterThan(600);
    }

    [Fact]
    public void Split_TinyParagraphs_JoinOnlyUnderTheirHeading()
    {
        var passages = Split("a.md", "# T\n\nShort one.\n\nShort two.\n\n## H\n\nShort three.\n\n<!-- no -->\n\nShort four.\n");

        passages.Select(p => p.Text).ShouldBe(["Short one.\n\nShort two.", "Short three.", "Short four."]);
        passages.Select(p => p.Locator).ShouldBe(["¶1", "¶3", "¶4"]);
        passages[0].Sentences.Count.ShouldBe(2);
    }

    [Fact]
    public void Split_ListWithLeadIn_IsOnePassage()
    {
        var passages = Split("a.md", "# T\n\nBefore that, a paragraph that is long enough to stand on its own feet and not be joined.\n\nThe limits are:\n\n- lamps: 5;\n- candles: 6.\n\n| a | b |\n|---|---|\n| c | d |\n");

        passages[1].Text.ShouldBe("The limits are:\n\n- lamps: 5;\n- candles: 6.");
        passages[1].Sentences.Select(s => s.In(passages[1])).ShouldBe(["The limits are:", "lamps: 5;", "candles: 6."]);
        passages[2].Text.ShouldBe("a | b |\n|---|---|\n| c | d");
    }

    [Fact]
    public void Split_ProseAboutAnArticle_IsNoArticle()
    {
        var passages = Split("a.md", "# T\n\n## Article 5 obligations questioned\n\nArticle XIX(2) of the Lamp Treaty lets a party withdraw.\n");

        passages.ShouldHaveSingleItem().Locator.ShouldBe("¶1");
    }

    [Fact]
    public void Split_FirstLineThatIsTheTitle_IsNoPassage()
    {
        var passages = Split("a.md", "---\ntitle: \"Lamps go out: a report\"\n---\nLamps go out: a report\n\nBody text here.\n");

        passages.ShouldHaveSingleItem().Text.ShouldBe("Body text here.");
    }

    [Theory]
    [InlineData("a.md", "The Lamp Treaty ends today.")]
    [InlineData("a.txt", "A note without a stop")]
    [InlineData("a.txt", "The first sentence is all.\n\nAnd a second paragraph that is of some length, so that nothing is joined to the first.")]
    public void Split_TextWithoutHeading_LosesNothing(string path, string text) =>
        Split(path, text).Sum(passage => passage.Length).ShouldBe(text.Length);

    [Fact]
    public void Split_SameDocument_GivesSameDistinctIds()
    {
        const string Text = "# T\n\n## A\n\nSame text.\n\n## B\n\nSame text.\n";

        var ids = Split("a.md", Text).Select(p => p.Id).ToList();

        ids.ShouldBe(Split("a.md", Text).Select(p => p.Id));
        ids.Distinct().Count().ShouldBe(2);
        ids.ShouldAllBe(id => id.Length == 32);
    }

    [Fact]
    public void Split_AnyDocument_CutsExactlyAndLosesNothing()
    {
        var line = Gen.OneOf(
            "# Title", "## Article 4", "Article 3. Text.", "### Section II", "1. First clause.", "(a) item;", "- bullet. Two.", "> quote", "",
            "", "", "Tiny.", "| a | b |", "|---|---|", "<!-- c -->", "---", "```", "    code", "ANNEX", "U.S. forces left in No. 5! \"Why?",
            "Long " + new string('x', 300) + " line. With more. " + string.Concat(Enumerable.Repeat("Sentence goes on. ", 80)), "Текст. 条約。終");
        var options = new SplitterOptions { LongestPassage = 400 };
        var splitter = new Splitter(options);
        // One iteration with a fixed seed holds all cases: the test is the same every time.
        Gen.Select(line.Array[1, 25], Gen.OneOf("\n", "\r\n"), Gen.OneOf("p.md", "p.txt")).Array[1_500].Sample(cases =>
        {
            foreach (var (lines, newLine, name) in cases)
            {
                var document = _corpus.Read(name, string.Join(newLine, lines) + newLine + "End.").Document;
                ShouldCutExactly(document, splitter.Split(document));
            }
        }, seed: "0000KcHvXQa1", iter: 1);
    }

    private static void ShouldCutExactly(SourceDocument document, IReadOnlyList<Passage> passages)
    {
        var text = document.Text;
        var covered = new bool[text.Length];
        var position = 0;
        foreach (var passage in passages)
        {
            passage.Start.ShouldBeGreaterThanOrEqualTo(position);
            passage.Text.ShouldBe(text.Substring(passage.Start, passage.Length));
            passage.Sentences.ShouldNotBeEmpty();
            var inside = passage.Start;
            foreach (var sentence in passage.Sentences)
            {
                sentence.Start.ShouldBeGreaterThanOrEqualTo(inside);
                sentence.Length.ShouldBeGreaterThan(0);
                inside = sentence.End;
            }
            position = passage.Start + passage.Length;
            inside.ShouldBe(position);
            covered.AsSpan(passage.Start, passage.Length).Fill(true);
        }
        passages.Select(p => p.Ordinal).ShouldBe(Enumerable.Range(0, passages.Count));
        foreach (var block in document.Blocks.Skip(1).Where(block => block.Kind != BlockKind.Heading))
        {
            for (var i = block.Start; i < block.Start + block.Length; i++)
                (covered[i] || char.IsWhiteSpace(text[i])).ShouldBeTrue($"{i} of {text}");
        }
    }

    private IReadOnlyList<Passage> Split(string path, string text) => _splitter.Split(_corpus.Read(path, text).Document);

    public void Dispose() => _corpus.Dispose();
}
