using System.Text;
using DocumentFormat.OpenXml.Wordprocessing;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;
using static TreatyBot.Knowledge.Tests.Ingestion.OfficeFiles;

namespace TreatyBot.Knowledge.Tests.Ingestion;

public sealed class OfficeReaderTests : IDisposable
{
    private readonly TempCorpus _corpus = new();

    [Fact]
    public void Read_Pdf_JoinsLinesAndKeepsPages()
    {
        var bytes = Pdf(
            [
                new(72, 780, "Treaty on Lamps", 18),
                new(72, 740, "The Parties to this Treaty have agreed that every lamp shall be dis-"),
                new(72, 726, "mantled within ten years of the entry into force of this Treaty and"),
                new(72, 712, "never lit again."),
                new(72, 684, "A second paragraph stands here by itself, after a gap."),
            ],
            [new(72, 780, "Article II"), new(72, 752, "1. Lamps are dimmed.")],
            [new(72, 780, "Article II ends on this page with another sentence.")]);

        var document = _corpus.Read("t.pdf", bytes).Document;

        document.Text.ShouldBe(
            "Treaty on Lamps\n\nThe Parties to this Treaty have agreed that every lamp shall be dis-\nmantled within ten years of the entry into force of this Treaty and never lit again.\n\n"
            + "A second paragraph stands here by itself, after a gap.\n\nArticle II\n\n1. Lamps are dimmed.\n\nArticle II ends on this page with another sentence.");
        document.Blocks.Select(block => block.Page).ShouldBe([1, 1, 1, 2, 2, 3]);
        document.Metadata.Title.ShouldBe("Treaty on Lamps");
        document.Metadata.Published.ShouldBe(new PartialDate(2023, 11, 7));
        document.Metadata.PublishedNote.ShouldNotBeNull();
        var passages = new Splitter(new SplitterOptions()).Split(document);
        passages.Select(passage => passage.Locator).ShouldBe(["p. 1", "Art. II(1)", "Art. II(1)"]);
    }

    [Fact]
    public void Read_PdfInTwoColumns_ReadsOneAfterTheOther()
    {
        var left = Enumerable.Range(0, 8).Select(i => new PdfLine(60, 780 - 14 * i, $"left line {i} of the lamp text"));
        var right = Enumerable.Range(0, 8).Select(i => new PdfLine(320, 780 - 14 * i, $"right line {i} of the lamp text"));

        var text = _corpus.Read("t.pdf", Pdf([.. left, .. right])).Document.Text;

        text.IndexOf("left line 7", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("right line 0", StringComparison.Ordinal));
        text.ShouldContain("left line 0 of the lamp text left line 1");
    }

    [Fact]
    public void Read_PdfWithoutText_AsksForTextRecognition() =>
        Should.Throw<DocumentReadException>(() => _corpus.Read("scan.pdf", Pdf([], []))).Message
            .ShouldBe("scan.pdf: no page holds text; it is probably a scan: run text recognition (OCR) over it first");

    [Fact]
    public void Read_PdfWithOneSilentPage_Warns() =>
        _corpus.Read("half.pdf", Pdf([new PdfLine(72, 700, "Text here.")], [])).Warnings.ShouldHaveSingleItem().ShouldStartWith("no text on page 2");

    [Fact]
    public void Read_EncryptedPdf_AsksForACopyWithoutPassword() =>
        Should.Throw<DocumentReadException>(() => _corpus.Read("locked.pdf", EncryptedPdf())).Message
            .ShouldBe("locked.pdf: the PDF is encrypted; save a copy without password");

    [Fact]
    public void Read_TruncatedPdf_IsAnErrorThatNamesIt()
    {
        var bytes = Pdf([new PdfLine(72, 700, "Text here.")]);

        Should.Throw<DocumentReadException>(() => _corpus.Read("cut.pdf", bytes[..(bytes.Length / 4)])).Message.ShouldStartWith("cut.pdf: ");
    }

    [Fact]
    public void Read_Docx_KeepsHeadingsNumbersAndTables()
    {
        var bytes = Docx(
            "Lamps in Word",
            Styled("Title", "Treaty on Lamps"),
            Styled("Heading1", "Article IV"),
            Numbered(0, "Lamps are dimmed:"), Numbered(1, "at night;"), Numbered(1, "by day."), Numbered(0, "They stay so."),
            Plain(new Run(new Text("Split ") { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve }), new Run(new Text("runs")),
                new DeletedRun(new Run(new DeletedText(" deleted"))), new InsertedRun(new Run(new Text(" inserted.")))),
            new Table(new TableRow(new TableCell(Plain(new Run(new Text("a")))), new TableCell(Plain(new Run(new Text("b")))))));

        var document = _corpus.Read("t.docx", bytes).Document;

        document.Text.ShouldBe(
            "Treaty on Lamps\n\nArticle IV\n\n1. Lamps are dimmed:\n(a) at night;\n(b) by day.\n2. They stay so.\n\nSplit runs inserted.\n\na | b");
        var metadata = document.Metadata;
        (metadata.Title, metadata.Author, metadata.Published).ShouldBe(("Lamps in Word", "A. Writer", new PartialDate(2023, 11, 7)));
        var passages = new Splitter(new SplitterOptions()).Split(document);
        passages[0].Locator.ShouldBe("Art. IV(1)");
        passages[0].Text.ShouldBe("1. Lamps are dimmed:\n(a) at night;\n(b) by day.");
        passages[1].Locator.ShouldBe("Art. IV(2)");
    }

    [Fact]
    public void Read_DocxWithoutText_IsAnErrorWithTheMend() =>
        Should.Throw<DocumentReadException>(() => _corpus.Read("void.docx", Docx(null))).Message
            .ShouldBe("void.docx: the document holds no text; put text into it or take it out of the corpus");

    // The smallest file that says it is encrypted with a password nobody has.
    private static byte[] EncryptedPdf()
    {
        var objects = new[]
        {
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
            $"<</Filter/Standard/V 1/R 2/O<{new string('A', 64)}>/U<{new string('B', 64)}>/P -4>>",
        };
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var table = pdf.Length;
        pdf.Append("xref\n0 5\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture,
            $"trailer\n<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }

    public void Dispose() => _corpus.Dispose();
}
