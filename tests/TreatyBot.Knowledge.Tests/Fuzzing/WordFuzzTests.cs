using System.IO.Compression;
using System.Text;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Tests.Ingestion;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Knowledge.Tests.Fuzzing;

/// <summary>As <see cref="DocumentFuzzTests"/>, for Word files. A class of its own, as PDF files are, so that the two run at the same time.</summary>
public sealed class WordFuzzTests
{
    private const int Cases = 100_000;

    private static readonly Mutator WordXml = new(
        [
            "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">One. </w:t></w:r><w:r><w:tab/><w:br/><w:t>Two.</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr><w:r><w:t>Item</w:t></w:r></w:p>",
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:sdt><w:sdtContent><w:p><w:r><w:t>In.</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>",
        ],
        "<w:p>", "</w:p>", "<w:r><w:t>x</w:t></w:r>", "<w:numId w:val=\"7\"/>", "<w:numId w:val=\"-1\"/>", "<w:ilvl w:val=\"99\"/>", "<w:ilvl w:val=\"x\"/>", "<w:outlineLvl w:val=\"3\"/>", "<w:pStyle w:val=\"Title\"/>", "<w:pStyle/>", "<w:tbl>", "</w:tbl>", "<w:sdt>", "<w:br/>", "&#0;", "&#xD800;", "<w:noBreakHyphen/>", "<w:hyperlink>", "</w:hyperlink>");

    private static readonly byte[] WholeWord = OfficeFiles.Docx("T", OfficeFiles.Styled("Heading1", "H"), OfficeFiles.Numbered(0, "Item one."), OfficeFiles.Styled("Normal", "Text. More."));
    [Fact]
    public void AnyWordFile_IsCutExactly() => Fuzz.Run(Cases, MakeWord, bytes => DocumentCheck.Run("any.docx", bytes));

    // The library throws what it does not document on this one.
    [Fact]
    public void DamagedProperties_AreDoneWithout()
    {
        using var stream = new MemoryStream();
        stream.Write(WholeWord);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var properties = zip.Entries.Single(entry => entry.FullName.EndsWith(".psmdcp", StringComparison.Ordinal));
            string text;
            using (var reader = new StreamReader(properties.Open()))
                text = reader.ReadToEnd();
            var name = properties.FullName;
            properties.Delete();
            Add(zip, name, text.Replace("dc:creator", "dc:creAtor", StringComparison.Ordinal));
        }

        var document = DocumentReader.Read(new CorpusFile("any.docx", "any.docx", "any"), stream.ToArray()).Document;

        document.Metadata.Title.ShouldBe("H");
        document.Text.ShouldContain("Text. More.");
    }

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
}
