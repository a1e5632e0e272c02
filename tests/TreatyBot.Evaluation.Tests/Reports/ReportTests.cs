using System.Text.RegularExpressions;
using System.Xml.Linq;
using TreatyBot.Evaluation.Gates;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Evaluation.Reports;
using TreatyBot.Evaluation.Runs;
using TreatyBot.Evaluation.Tests.Runs;
using TreatyBot.Shared;

namespace TreatyBot.Evaluation.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private const string Hostile = "<script>alert(1)</script> | \"x\" & 'y' [z](javascript:1)";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Summary_AsText_LinesUpFigures()
    {
        var table = MetricTable.Summary(await Run(21)).ToString();

        table.ShouldStartWith("Metrics\nMetric ");
        Regex.Match(table, "^False answers .*$", RegexOptions.Multiline).Value.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries)[2].ShouldMatch(@"^14\.3 % +0\.0 – 42\.9 % +7$");
        table.Split('\n')[1..^1].Select(line => line.Length).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Html_Run_ShowsEveryQuestionFailuresFirstAndAsksForNothing()
    {
        var run = await Run(60);
        var path = _folder.PathOf("report.html");

        await HtmlReport.WriteAsync(run, [GateExpression.Parse("correct>=1").Check(run)], path, TestContext.Current.CancellationToken);
        var page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        foreach (var entry in run.Entries)
            page.ShouldContain($"/ {entry.Expected.Id}<");
        page.IndexOf("class=\"bad\"><header", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("class=\"good\"><header", StringComparison.Ordinal));
        page.ShouldContain("fell short");
        page.ShouldContain("default-src 'none'");
        Regex.Matches(page, @"(src|href)\s*=|url\(|@import|<script").ShouldBeEmpty();
        foreach (Match svg in Regex.Matches(page, "<svg.*?</svg>", RegexOptions.Singleline))
            Should.NotThrow(() => XElement.Parse(svg.Value));
    }

    [Fact]
    public async Task Html_HostileText_IsEscaped()
    {
        var run = await HostileRun();
        using var page = new StringWriter();

        HtmlReport.Write(run, [], page);

        page.ToString().ShouldNotContain("<script");
        page.ToString().ShouldNotContain("href");
        page.ToString().ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    [Fact]
    public async Task Markdown_HostileText_IsEscaped()
    {
        var text = MarkdownReport.Write(await HostileRun());

        Regex.Matches(text, @"(?<!\\)(<script|\[z\])").ShouldBeEmpty();
        text.ShouldContain(@"\<script\>alert(1)\</script\> \|");
    }

    [Fact]
    public async Task Comparison_Flips_ShowBothAnswers()
    {
        var comparison = RunComparer.Compare(await Run(30), await Run(30, shift: 1));
        var flip = comparison.Flips[0];
        using var page = new StringWriter();

        HtmlComparison.Write(comparison, page);
        var markdown = MarkdownReport.Write(comparison);

        Regex.Count(page.ToString(), "<article").ShouldBe(comparison.Flips.Count);
        page.ToString().ShouldContain($"A: {flip.A.Verdict}");
        page.ToString().ShouldContain($"B: {flip.B.Verdict}");
        markdown.ShouldContain($"{flip.A.Verdict}: {MarkdownReport.Given(flip.A)[..10]}");
        Regex.Count(markdown, @"^\| (lost|gained) ", RegexOptions.Multiline).ShouldBe(comparison.Flips.Count);
    }

    [Theory]
    [InlineData("https://example.org/a?b=\"c\"", "href=\"https://example.org/a?b=%22c%22\"")]
    [InlineData("javascript:alert(1)", "title")]
    [InlineData(null, "title")]
    public void Link_Address_IsOnlyMadeForWebAddresses(string? url, string expected)
    {
        HtmlPage.Link("title", url).ShouldContain(expected);
        HtmlPage.Link("title", url).ShouldNotContain("javascript");
    }

    public void Dispose() => _folder.Dispose();

    private static Task<EvaluationRun> Run(int count, int shift = 0) =>
        EvaluationRunnerTests.Run(Synthetic.Assistant(shift), new EvaluationRequest { Sets = [Synthetic.Set(count)] });

    private static Task<EvaluationRun> HostileRun()
    {
        var question = new EvalQuestion { Id = Hostile, Question = Hostile, Answers = [Hostile], Tags = [Hostile], History = [Hostile] };
        var citation = Answers.Cite(1, Hostile) with { Title = Hostile, Locator = Hostile, Url = "javascript:alert(1)" };
        return EvaluationRunnerTests.Run(
            new FakeAssistant(_ => Answers.Give("no", Hostile, citation) with { Notes = [new(TreatyBot.Knowledge.Answering.NoteKind.AsOf, Hostile, [])], Answerer = Hostile, UnderstoodAs = Hostile }),
            new EvaluationRequest
            {
                Sets = [new QaSet(Hostile, "x", "x", [question, question with { Id = "2", Answers = ["other"] }], [])],
                Configuration = new Dictionary<string, string> { [Hostile] = Hostile },
            });
    }
}
