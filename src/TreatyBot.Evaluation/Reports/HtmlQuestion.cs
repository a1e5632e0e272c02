using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Evaluation.Runs;

namespace TreatyBot.Evaluation.Reports;

/// <summary>One question of a page: asked, expected, given, cited.</summary>
internal static class HtmlQuestion
{
    public static void Write(RunEntry entry, TextWriter page)
    {
        page.Write($"<article class=\"{(entry.IsCorrect ? "good" : "bad")}\"><header><span class=\"verdict\">{entry.Verdict}</span> ");
        page.Write($"<span class=\"id\">{HtmlPage.Escape(entry.Set)} / {HtmlPage.Escape(entry.Expected.Id)}</span>");
        foreach (var tag in entry.Expected.Tags)
            page.Write($" <span class=\"tag\">{HtmlPage.Escape(tag)}</span>");
        page.Write("</header>");
        foreach (var turn in entry.Expected.History)
            page.Write($"<p class=\"before\">{HtmlPage.Escape(turn)}</p>");
        page.Write($"<h3>{HtmlPage.Escape(entry.Expected.Question)}</h3><dl>");
        if (entry.Answer.UnderstoodAs is { } understood)
            WriteTerm("Understood as", understood, page);
        WriteTerm("Expected", MarkdownReport.Expected(entry), page);
        WriteAnswer(entry, page);
        page.Write("</dl>");
        WriteMeasures(entry, page);
        page.Write("</article>\n");
    }

    /// <summary>What was answered and cited, as terms of a list.</summary>
    public static void WriteAnswer(RunEntry entry, TextWriter page)
    {
        var answer = entry.Answer;
        if (answer.ShortAnswer is { } brief)
            WriteTerm("Short answer", brief, page);
        WriteTerm(answer.Error is not null ? "Failed" : answer.Reason is { } reason ? $"Refused: {QuestionFields.ToName(reason)}" : "Given", answer.Error ?? answer.Text, page);
        foreach (var note in answer.Notes)
            WriteTerm("Note", note.Text, page);
        if (answer.Citations.Count == 0)
            return;
        page.Write($"<dt>{(answer.Reason is null ? "Cited" : "Nearest")}</dt><dd><ol>");
        foreach (var citation in answer.Citations)
        {
            page.Write($"<li value=\"{citation.Number}\"><q>{HtmlPage.Escape(citation.Quote)}</q> <cite>{HtmlPage.Link(citation.Title, citation.Url)}, {HtmlPage.Escape(citation.Locator)}</cite>");
            if (citation.IsVerbatim == false)
                page.Write(" <strong class=\"fault\">not verbatim</strong>");
            if (!citation.Verified)
                page.Write(" <strong class=\"fault\">not verified</strong>");
            page.Write("</li>");
        }
        page.Write("</ol></dd>");
    }

    private static void WriteMeasures(RunEntry entry, TextWriter page)
    {
        page.Write($"<footer>evidence {Figures.Format(entry.Answer.EvidenceScore, "0.00")} · {Figures.Show(entry.ElapsedMilliseconds, MetricUnit.Milliseconds)} · {HtmlPage.Escape(entry.Answer.Answerer)}");
        foreach (var name in (ReadOnlySpan<string>)[MetricCatalogue.MrrAt10, MetricCatalogue.SentenceTop1, MetricCatalogue.F1, MetricCatalogue.CitationPrecision, MetricCatalogue.CitationRecall])
        {
            if (entry.Scores.TryGetValue(name, out var value))
                page.Write($" · {name} {Figures.Format(value, "0.##")}");
        }
        page.Write("</footer>");
    }

    private static void WriteTerm(string term, string text, TextWriter page) =>
        page.Write($"<dt>{HtmlPage.Escape(term)}</dt><dd>{HtmlPage.Escape(text)}</dd>");
}
