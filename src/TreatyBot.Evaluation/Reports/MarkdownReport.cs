using System.Globalization;
using System.Text;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Evaluation.Runs;

namespace TreatyBot.Evaluation.Reports;

/// <summary>A run or a comparison as Markdown. Text from sets and answers is escaped: it is data.</summary>
public static class MarkdownReport
{
    public static string Write(EvaluationRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var text = new StringBuilder("# Evaluation\n\n");
        foreach (var line in RunFacts.Of(run))
            text.Append("- ").Append(Escape(line.Label)).Append(": ").Append(Escape(line.Value)).Append('\n');
        AppendTable(text, MetricTable.Summary(run));
        if (run.Metrics.ByTag.Count > 0)
            AppendTable(text, MetricTable.ByTag(run));
        var failures = run.Entries.Where(entry => !entry.IsCorrect).ToList();
        text.Append(CultureInfo.InvariantCulture, $"\n## Not correct: {failures.Count} of {run.Entries.Count}\n");
        foreach (var entry in failures)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {Escape(entry.Expected.Question)}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"{Escape(entry.Set)} / {Escape(entry.Expected.Id)}: **{entry.Verdict}**\n\n");
            text.Append(CultureInfo.InvariantCulture, $"- expected: {Escape(Expected(entry))}\n- given: {Escape(Given(entry))}\n");
            foreach (var citation in entry.Answer.Citations)
                text.Append(CultureInfo.InvariantCulture, $"- [{citation.Number}] {Escape(citation.DocumentId)} {Escape(citation.Locator)}: “{Escape(citation.Quote)}”\n");
        }
        return text.ToString();
    }

    public static string Write(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var text = new StringBuilder("# Comparison\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{comparison.QuestionsInBoth} questions in both runs, {comparison.OnlyInA} only in A, {comparison.OnlyInB} only in B. Differences marked * have an interval without zero.\n");
        if (comparison.Circumstances.Count > 0)
            text.Append('\n').AppendJoin('\n', comparison.Circumstances.Select(line => "- " + Escape(line))).Append('\n');
        AppendTable(text, MetricTable.Comparison(comparison));
        text.Append(CultureInfo.InvariantCulture, $"\n## Flipped: {comparison.Flips.Count(flip => flip.IsLoss)} lost, {comparison.Flips.Count(flip => !flip.IsLoss)} gained\n");
        if (comparison.Flips.Count > 0)
            text.Append("\n| | Question | Expected | A | B |\n|---|---|---|---|---|\n");
        foreach (var flip in comparison.Flips)
            text.Append(CultureInfo.InvariantCulture, $"| {(flip.IsLoss ? "lost" : "gained")} | {Escape(flip.A.Expected.Question)} | {Escape(Expected(flip.A))} | {flip.A.Verdict}: {Escape(Given(flip.A))} | {flip.B.Verdict}: {Escape(Given(flip.B))} |\n");
        return text.ToString();
    }

    internal static string Expected(RunEntry entry) => entry.Expected switch
    {
        { Answerable: false, Reasons: [] } => "no answer",
        { Answerable: false } question => "no answer: " + string.Join(" or ", question.Reasons.Select(QuestionFields.ToName)),
        { Answers: [] } question => "a quote with " + string.Join(" or ", question.Quotes),
        var question => string.Join(" or ", question.Answers),
    };

    internal static string Given(RunEntry entry) => entry.Answer switch
    {
        { Error: { } error } => error,
        { Reason: { } reason } refusal => $"{QuestionFields.ToName(reason)}: {refusal.Text}",
        { ShortAnswer: { } brief } answer when brief != answer.Text => $"{brief}. {answer.Text}",
        var answer => answer.Text,
    };

    private static void AppendTable(StringBuilder text, MetricTable table)
    {
        text.Append("\n## ").Append(Escape(table.Title)).Append("\n\n| ").AppendJoin(" | ", table.Columns.Select(Escape)).Append(" |\n|---|");
        text.Append(string.Concat(Enumerable.Repeat("---:|", table.Columns.Count - 1))).Append('\n');
        foreach (var row in table.Rows)
            text.Append("| ").AppendJoin(" | ", row.Select(Escape)).Append(" |\n");
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\n' or '\r' or '\t')
                escaped.Append(' ');
            else if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '~' or '!' or '&')
                escaped.Append('\\').Append(c);
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }
}
