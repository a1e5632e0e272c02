using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace TreatyBot.Knowledge.Tests.Ingestion;

/// <summary>Makes real PDF and Word files.</summary>
internal static class OfficeFiles
{
    public sealed record PdfLine(double X, double Y, string Text, double Size = 11);

    public static byte[] Pdf(params PdfLine[][] pages)
    {
        var builder = new PdfDocumentBuilder();
        builder.DocumentInformation.Title = "Treaty on Lamps";
        builder.DocumentInformation.CreationDate = "D:20231107120000Z";
        var font = builder.AddStandard14Font(Standard14Font.TimesRoman);
        foreach (var lines in pages)
        {
            var page = builder.AddPage(595, 842);
            foreach (var line in lines)
                page.AddText(line.Text, line.Size, new PdfPoint(line.X, line.Y), font);
        }
        return builder.Build();
    }

    public static byte[] Docx(string? title, params OpenXmlElement[] content)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            main.Document = new Document(new Body(content));
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(
                new AbstractNum(
                    new Level(new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.Decimal }, new LevelText { Val = "%1." })
                    { LevelIndex = 0 },
                    new Level(new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = NumberFormatValues.LowerLetter }, new LevelText { Val = "(%2)" })
                    { LevelIndex = 1 })
                { AbstractNumberId = 1 },
                new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = 7 });
            package.PackageProperties.Title = title;
            package.PackageProperties.Creator = "A. Writer";
            package.PackageProperties.Created = new DateTime(2023, 11, 7, 0, 0, 0, DateTimeKind.Utc);
        }
        return stream.ToArray();
    }

    public static Paragraph Styled(string style, string text) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = style }), new Run(new Text(text)));

    public static Paragraph Plain(params OpenXmlElement[] runs) => new(runs);

    public static Paragraph Numbered(int level, string text) => new(
        new ParagraphProperties(new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = 7 })),
        new Run(new Text(text)));
}
