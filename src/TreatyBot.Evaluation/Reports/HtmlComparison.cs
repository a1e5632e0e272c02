using TreatyBot.Evaluation.Runs;

namespace TreatyBot.Evaluation.Reports;

/// <summary>A comparison as one self-contained HTML page, every flipped question with both answers side by side.</summary>
public static class HtmlComparison
{
    /// <summary>Writes the whole file or none of it.</summary>
    public static async Task WriteAsync(RunComparison comparison, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        await using (var page = new StreamWriter(path + ".tmp"))
        {
            Write(comparison, page);
            await page.FlushAsync(cancellationToken);
        }
        File.Move(path + ".tmp", path, overwrite: true);
    }

    internal static void Write(RunComparison comparison, TextWriter page)
    {
        HtmlPage.Open(page, "Comparison of two runs");
        page.Write("<h1>Comparison of two runs</h1>");
        page.Write($"<p>{Figures.Count(comparison.QuestionsInBoth)} questions in both runs, {Figures.Count(comparison.OnlyInA)} only in A, {Figures.Count(comparison.OnlyInB)} only in B. A difference marked * has an interval that leaves out zero.</p>");
        if (comparison.Circumstances.Count > 0)
        {
            page.Write("<ul>");
            foreach (var line in comparison.Circumstances)
                page.Write($"<li>{HtmlPage.Escape(line)}</li>");
            page.Write("</ul>");
        }
        HtmlPage.WriteTable(MetricTable.Comparison(comparison), page);
        foreach (var group in comparison.Flips.GroupBy(flip => flip.IsLoss))
        {
            page.Write($"<h2>{(group.Key ? "Lost" : "Gained")}: {Figures.Count(group.Count())}</h2>");
            foreach (var flip in group)
                WriteFlip(flip, page);
        }
        HtmlPage.Close(page);
    }

    private static void WriteFlip(Flip flip, TextWriter page)
    {
        page.Write($"<article class=\"{(flip.IsLoss ? "bad" : "good")}\"><header><span class=\"id\">{HtmlPage.Escape(flip.A.Set)} / {HtmlPage.Escape(flip.A.Expected.Id)}</span></header>");
        foreach (var turn in flip.A.Expected.History)
            page.Write($"<p class=\"before\">{HtmlPage.Escape(turn)}</p>");
        page.Write($"<h3>{HtmlPage.Escape(flip.A.Expected.Question)}</h3><dl><dt>Expected</dt><dd>{HtmlPage.Escape(MarkdownReport.Expected(flip.A))}</dd></dl><div class=\"sides\">");
        foreach (var (name, entry) in (ReadOnlySpan<(string, RunEntry)>)[("A", flip.A), ("B", flip.B)])
        {
            page.Write($"<div class=\"{(entry.IsCorrect ? "good" : "bad")}\"><span class=\"verdict\">{name}: {entry.Verdict}</span><dl>");
            HtmlQuestion.WriteAnswer(entry, page);
            page.Write("</dl></div>");
        }
        page.Write("</div></article>");
    }
}
