using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using DocumentFormat.OpenXml;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Tests.Ingestion;

namespace TreatyBot.Benchmarks.Parts;

/// <summary>The same two hundred paragraphs in each format: read, split into passages and sentences.</summary>
public class DocumentParts
{
    private const int LinesPerPage = 40;
    private readonly Splitter _splitter = new(new());
    private byte[] _text = [], _markdown = [], _page = [], _word = [], _pdf = [];

    [GlobalSetup]
    public void Setup()
    {
        var lines = Enumerable.Range(0, 200).Select(i => $"Paragraph {i} says that the parties shall exchange notes of {1900 + i}. No other party objects to it.").ToList();
        _text = Encoding.UTF8.GetBytes(string.Join("\n\n", lines));
        _markdown = Encoding.UTF8.GetBytes("# Title\n\n" + string.Join("\n\n", lines));
        _page = Encoding.UTF8.GetBytes($"<html><body><h1>Title</h1>{string.Concat(lines.Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"))}</body></html>");
        _word = OfficeFiles.Docx("Title", [.. lines.Select(line => (OpenXmlElement)OfficeFiles.Styled("Normal", line))]);
        _pdf = OfficeFiles.Pdf([.. lines.Chunk(LinesPerPage).Select(page => page.Select((line, i) => new OfficeFiles.PdfLine(40, 800 - i * 19, line, 9)).ToArray())]);
    }

    [Benchmark(Baseline = true, Description = "read and split .txt")]
    public int Text() => Read("a.txt", _text);

    [Benchmark(Description = "read and split .md")]
    public int Markdown() => Read("a.md", _markdown);

    [Benchmark(Description = "read and split .html")]
    public int Page() => Read("a.html", _page);

    [Benchmark(Description = "read and split .docx")]
    public int Word() => Read("a.docx", _word);

    [Benchmark(Description = "read and split .pdf")]
    public int Pdf() => Read("a.pdf", _pdf);

    private int Read(string name, byte[] bytes) => _splitter.Split(DocumentReader.Read(new CorpusFile(name, name, "a"), bytes).Document).Count;
}
