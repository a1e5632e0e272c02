using TreatyBot.Evaluation.Gates;
using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.Runs;

namespace TreatyBot.Evaluation.Reports;

/// <summary>
/// A run as one HTML page that needs nothing else: style and plots are inside, there is no script, and its policy forbids every
/// request. All text from sets, documents and answers is escaped. Written as a stream, for runs of ten thousand questions.
/// </summary>
public static class HtmlReport
{
    private static readonly string[] Cards =
    [
        MetricCatalogue.Correct, MetricCatalogue.RightCited, MetricCatalogue.FalseAnswers, MetricCatalogue.FalseRefusals,
        MetricCatalogue.CitationPrecision, MetricCatalogue.VerbatimQuotes, MetricCatalogue.HitAt1, MetricCatalogue.LatencyP50,
    ];

    // Verdicts and their headings, the gravest first.
    private static readonly (string Verdict, string Heading)[] Failures =
        [("failed", "Failed"), ("false answer", "False answers"), ("wrong", "Wrong answers"), ("false refusal", "False refusals")];

    /// <summary>Writes the whole file or none of it.</summary>
    public static async Task WriteAsync(EvaluationRun run, IReadOnlyList<GateResult> gates, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(gates);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        await using (var page = new StreamWriter(path + ".tmp"))
        {
            Write(run, gates, page);
            await page.FlushAsync(cancellationToken);
        }
        File.Move(path + ".tmp", path, overwrite: true);
    }

    internal static void Write(EvaluationRun run, IReadOnlyList<GateResult> gates, TextWriter page)
    {
        var title = "Evaluation: " + string.Join(", ", run.Sets.Select(set => set.Name));
        HtmlPage.Open(page, title);
        page.Write($"<h1>{HtmlPage.Escape(title)}</h1>");
        WriteCards(run, page);
        WriteGates(gates, page);
        page.Write("<section class=\"plots\">");
        SvgPlots.RiskCoverage(run.RiskCoverage, page);
        SvgPlots.Latency([.. run.Entries.Select(entry => entry.ElapsedMilliseconds)], page);
        page.Write("</section>");
        SvgPlots.ScoresByTag(run.Metrics, page);
        page.Write("<section><h2>Metrics</h2>");
        HtmlPage.WriteTable(MetricTable.Summary(run), page);
        page.Write("<details><summary>What they mean</summary><dl>");
        foreach (var metric in MetricCatalogue.All.Where(metric => run.Metrics.Overall.ContainsKey(metric.Name)))
            page.Write($"<dt>{HtmlPage.Escape(metric.Label)} <code>{metric.Name}</code></dt><dd>{HtmlPage.Escape(metric.Definition)}.</dd>");
        page.Write("</dl></details><details><summary>How the run was made</summary><dl>");
        foreach (var fact in RunFacts.Of(run).Concat(run.Configuration.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new RunFacts(pair.Key, pair.Value))))
            page.Write($"<dt>{HtmlPage.Escape(fact.Label)}</dt><dd>{HtmlPage.Escape(fact.Value)}</dd>");
        page.Write("</dl></details></section>");
        WriteQuestions(run, page);
        HtmlPage.Close(page);
    }

    private static void WriteCards(EvaluationRun run, TextWriter page)
    {
        page.Write("<section class=\"cards\">");
        foreach (var name in Cards)
        {
            if (!run.Metrics.Overall.TryGetValue(name, out var value))
                continue;
            var metric = MetricCatalogue.Find(name)!;
            page.Write($"<div class=\"card\"><b>{Figures.Show(value.Value, metric.Unit)}</b><span>{HtmlPage.Escape(metric.Label)}</span><small>{Figures.Interval(value, metric.Unit)}</small></div>");
        }
        page.Write("</section>");
    }

    private static void WriteGates(IReadOnlyList<GateResult> gates, TextWriter page)
    {
        if (gates.Count == 0)
            return;
        page.Write("<section><h2>Gates</h2><ul class=\"gates\">");
        foreach (var gate in gates.OrderBy(gate => gate.Holds))
            page.Write($"<li class=\"{(gate.Holds ? "good" : "bad")}\">{HtmlPage.Escape(gate.Message)}</li>");
        page.Write("</ul></section>");
    }

    private static void WriteQuestions(EvaluationRun run, TextWriter page)
    {
        foreach (var (verdict, heading) in Failures)
            WriteGroup(heading, [.. run.Entries.Where(entry => entry.Verdict == verdict)], open: true, page);
        WriteGroup("Correct", [.. run.Entries.Where(entry => entry.IsCorrect)], open: false, page);
    }

    private static void WriteGroup(string heading, List<RunEntry> entries, bool open, TextWriter page)
    {
        if (entries.Count == 0)
            return;
        // A thousand open questions would make the page slow to open on a phone.
        page.Write($"<details class=\"group\"{(open && entries.Count <= 200 ? " open" : "")}><summary><h2>{heading}: {Figures.Count(entries.Count)}</h2></summary>");
        foreach (var entry in entries)
            HtmlQuestion.Write(entry, page);
        page.Write("</details>");
    }
}
