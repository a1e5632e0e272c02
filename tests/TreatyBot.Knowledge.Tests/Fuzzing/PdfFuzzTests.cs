using System.Globalization;
using System.Text;
using TreatyBot.Knowledge.Tests.Ingestion;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Knowledge.Tests.Fuzzing;

/// <summary>As <see cref="DocumentFuzzTests"/>, for PDF files.</summary>
public sealed class PdfFuzzTests
{
    private const int Cases = 100_000;

    private static readonly Mutator PdfContent = new(
        ["BT /F1 18 Tf 72 760 Td (A Heading) Tj ET BT /F1 11 Tf 72 720 Td (First line of the) Tj 0 -13 Td (paragraph. It ends.) Tj 0 -40 Td [(Sp) -200 (aced) 5 (.)] TJ ET"],
        "BT ", " ET ", " Td ", " Tj ", " TJ ", " Tf ", "/F1 ", "/F9 ", " Tm ", "1 0 0 1 ", "(x) ", "<FEFF0041>", " -99999 ", " 1e9 ", "0 0 0 0 0 0 ", " q ", " Q ", " cm ", " Do ", "(\\", "[", "]", "<<", ">>", " 0 Tr ", " 3 Tr ", " Tz ", " BI ", " ID ", " EI ", "%");

    private static readonly byte[] WholePdf = OfficeFiles.Pdf([new(72, 760, "A Heading", 18), new(72, 720, "First line of"), new(72, 707, "text.")], [new(72, 700, "Page two.")]);

    [Fact]
    public void AnyPdf_IsCutExactly() => Fuzz.Run(Cases, MakePdf, bytes => DocumentCheck.Run("any.pdf", bytes));

    // Three in four are hurt where the text is, with the file whole around it; the rest anywhere.
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
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{part}\nendobj\n");
        }
        var table = file.Length;
        file.Append("xref\n0 6\n0000000000 65535 f \n").AppendJoin("", places.Select(place => $"{place:D10} 00000 n \n")).Append(CultureInfo.InvariantCulture, $"trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
