using System.Globalization;
using TreatyBot.Knowledge.Treaties;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Reads the text layer of PDF files, page by page.</summary>
internal sealed class PdfReader : IDocumentReader
{
    public IReadOnlyList<string> Extensions { get; } = [".pdf"];

    public DocumentContent Read(string path, byte[] bytes)
    {
        using var pdf = Open(path, bytes);
        var text = new ExtractedText();
        var silent = new List<int>();
        foreach (var page in pdf.GetPages())
        {
            var before = text.Blocks.Count;
            foreach (var paragraph in PdfPageLayout.Paragraphs(page))
                Add(text, paragraph, page.Number);
            if (text.Blocks.Count == before)
                silent.Add(page.Number);
        }
        if (text.Blocks.Count == 0)
            throw new DocumentReadException(path, "no page holds text; it is probably a scan: run text recognition (OCR) over it first");
        var information = pdf.Information;
        var created = Created(information);
        return new DocumentContent(text.ToString(), text.Blocks)
        {
            Title = string.IsNullOrWhiteSpace(information.Title) ? Title(text) : information.Title,
            Author = string.IsNullOrWhiteSpace(information.Author) ? null : information.Author.Trim(),
            Published = created,
            PublishedNote = created is null ? null : "taken from the creation date in the file's properties",
            Warnings = silent.Count == 0
                ? []
                : [$"no text on page {string.Join(", ", silent.Take(10))}{(silent.Count > 10 ? " and others" : "")}; scanned pages need text recognition (OCR)"],
        };
    }

    private static PdfDocument Open(string path, byte[] bytes)
    {
        try
        {
            return PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true });
        }
        catch (PdfDocumentEncryptedException exception)
        {
            throw new DocumentReadException(path, "the PDF is encrypted; save a copy without password", exception);
        }
    }

    private static void Add(ExtractedText text, PdfParagraph paragraph, int page)
    {
        if (paragraph.HeadingLevel > 0)
        {
            text.Add(paragraph.Text, BlockKind.Heading, paragraph.HeadingLevel, page);
            return;
        }
        foreach (var block in ParagraphLines.Cut(paragraph.Text, 0, paragraph.Text.Length))
            text.Add(JoinLines(paragraph.Text.Substring(block.Start, block.Length)), block.Kind, block.HeadingLevel, page);
    }

    // Lines become running text; after a hyphen the break is kept, for nobody knows whether the hyphen belongs to the word.
    private static string JoinLines(string lines) =>
        string.Create(lines.Length, lines, (joined, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                joined[i] = source[i] == '\n' && source[i - 1] is not ('-' or '\u2010' or '\u00AD') ? ' ' : source[i];
        });

    private static string Title(ExtractedText text)
    {
        var first = text.Blocks.Find(block => block.Kind == BlockKind.Heading) ?? text.Blocks[0];
        return text.ToString().Substring(first.Start, first.Length).Split('\n')[0];
    }

    // "D:20231107120000Z": the day is all that is wanted.
    private static PartialDate? Created(DocumentInformation information)
    {
        var value = information.CreationDate ?? "";
        value = value.StartsWith("D:", StringComparison.Ordinal) ? value[2..] : value;
        return value.Length >= 8 && DateOnly.TryParseExact(value[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? PartialDate.From(day)
            : null;
    }
}
