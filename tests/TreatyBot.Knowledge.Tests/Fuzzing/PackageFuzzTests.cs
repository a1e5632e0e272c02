using System.IO.Compression;
using System.Text;
using TreatyBot.Knowledge.Tests.Ingestion;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Knowledge.Tests.Fuzzing;

/// <summary>As <see cref="DocumentFuzzTests"/>, for files that are packages.</summary>
public sealed class PackageFuzzTests
{
    /// <summary>A fifth of the others': a package or a PDF takes a millisecond or two to open, whatever is in it, and most of that is the libraries'.</summary>
    private const int Cases = 20_000;

    private static readonly Mutator WordXml = new(
        [
            "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">One. </w:t></w:r><w:r><w:tab/><w:br/><w:t>Two.</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr><w:r><w:t>Item</w:t></w:r></w:p>",
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:sdt><w:sdtContent><w:p><w:r><w:t>In.</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>",
        ],
        "<w:p>", "</w:p>", "<w:r><w:t>x</w:t></w:r>", "<w:numId w:val=\"7\"/>", "<w:numId w:val=\"-1\"/>", "<w:ilvl w:val=\"99\"/>", "<w:ilvl w:val=\"x\"/>", "<w:outlineLvl w:val=\"3\"/>", "<w:pStyle w:val=\"Title\"/>", "<w:pStyle/>", "<w:tbl>", "</w:tbl>", "<w:sdt>", "<w:br/>", "&#0;", "&#xD800;", "<w:noBreakHyphen/>", "<w:hyperlink>", "</w:hyperlink>");

    private static readonly Mutator PdfContent = new(
        ["BT /F1 18 Tf 72 760 Td (A Heading) Tj ET BT /F1 11 Tf 72 720 Td (First line of the) Tj 0 -13 Td (paragraph. It ends.) Tj 0 -40 Td [(Sp) -200 (aced) 5 (.)] TJ ET"],
        "BT ", " ET ", " Td ", " Tj ", " TJ ", " Tf ", "/F1 ", "/F9 ", " Tm ", "1 0 0 1 ", "(x) ", "<FEFF0041>", " -99999 ", " 1e9 ", "0 0 0 0 0 0 ", " q ", " Q ", " cm ", " Do ", "(\\", "[", "]", "<<", ">>", " 0 Tr ", " 3 Tr ", " Tz ", " BI ", " ID ", " EI ", "%");

    [Fact]
    public void AnyWordFile_IsCutExactly() => Fuzz.Run(Cases, MakeWord, bytes => DocumentCheck.Run("any.docx", bytes));

    [Fact]
    public void AnyPdf_IsCutExactly() => Fuzz.Run(Cases, MakePdf, bytes => DocumentCheck.Run("any.pdf", bytes));

    private static readonly byte[] WholeWord = OfficeFiles.Docx("T", OfficeFiles.Styled("Heading1", "H"), OfficeFiles.Numbered(0, "Item one."), OfficeFiles.Styled("Normal", "Text. More."));
    private static readonly byte[] WholePdf = OfficeFiles.Pdf([new(72, 760, "A Heading", 18), new(72, 720, "First line of"), new(72, 707, "text.")], [new(72, 700, "Page two.")]);

    // Three in four are hurt where the text is, with the package whole around it; the rest anywhere.
    private static byte[] MakeWord(Random random)
    {
        if (random.Next(4) == 0)
            return Mutator.HurtBytes(random, WholeWord);
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""");
            Add(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""");
            Add(zip, "word/document.xml", $"""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{WordXml.Text(random, 900)}</w:body></w:document>""");
        }
        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var part = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }

    private static byte[] MakePdf(Random random)
    {
        if (random.Next(4) == 0)
            return Mutator.HurtBytes(random, WholePdf);
        var content = PdfContent.Text(random, 500);
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var part in (string[])[
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            $"<</Length {Encoding.Latin1.GetByteCount(content)}>>\nstream\n{content}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"])
        {
            places.Add(file.Length);
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{part}\nendobj\n");
        }
        var table = file.Length;
        file.Append("xref\n0 6\n0000000000 65535 f \n").AppendJoin("", places.Select(place => $"{place:D10} 00000 n \n")).Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
