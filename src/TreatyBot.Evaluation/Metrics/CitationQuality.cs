using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Evaluation.Metrics;

/// <summary>
/// Citation recall and precision of one answer as ALCE defines them (Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate
/// Text with Citations", EMNLP 2023, section 3): recall is the share of statements that all their citations together support; precision
/// is the share of citations that are not irrelevant, where a citation is irrelevant when it alone does not support its statement and
/// the others still do without it, and where every citation of an unsupported statement counts as wrong.
/// </summary>
internal static class CitationQuality
{
    /// <returns>Null precision when nothing is cited; null recall when nothing is stated.</returns>
    public static async ValueTask<(double? Precision, double? Recall)> MeasureAsync(
        Answer answer, ISupportJudge judge, CancellationToken cancellationToken)
    {
        var statements = AnswerStatements.Split(answer.InEnglish ?? answer.Text);
        int supported = 0, cited = 0, precise = 0;
        foreach (var statement in statements)
        {
            List<Citation> citations = [.. statement.Numbers.Select(number => answer.Citations.FirstOrDefault(c => c.Number == number)).OfType<Citation>()];
            // A mark that leads nowhere is a citation all the same, and a wrong one.
            cited += statement.Numbers.Count;
            if (!await IsSupportedAsync(citations))
                continue;
            supported++;
            foreach (var citation in citations)
            {
                if (citations.Count == 1
                    || await IsSupportedAsync([citation])
                    || !await IsSupportedAsync([.. citations.Where(other => other != citation)]))
                    precise++;
            }

            async ValueTask<bool> IsSupportedAsync(List<Citation> by) => by.Count > 0 && await judge.SupportsAsync(
                new(statement.Text, [.. by.Select(c => new CitedQuote(c.Title, c.Publisher, c.Quote))], Workings(answer, by)), cancellationToken);
        }
        return (cited == 0 ? null : (double)precise / cited, statements.Count == 0 ? null : (double)supported / statements.Count);
    }

    private static List<string> Workings(Answer answer, List<Citation> by) =>
        [.. answer.Notes
            .Where(note => note.Kind == NoteKind.RelativeDate && note.Citations.Any(number => by.Any(citation => citation.Number == number)))
            .Select(note => note.Text)];
}
