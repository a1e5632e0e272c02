using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>Looks for questions that no program could get right, because the corpus lacks what the set expects of it.</summary>
public static class SetAudit
{
    /// <returns>One problem for each question that names a source the store does not hold, or quotes that none of its sources contain.</returns>
    public static async Task<IReadOnlyList<QaSetProblem>> CheckAsync(QaSet set, IPassageStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(store);
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        List<QaSetProblem> problems = [];
        foreach (var question in set.Questions)
        {
            var found = new List<string>();
            foreach (var source in question.Sources)
            {
                if (!texts.TryGetValue(source, out var text))
                    texts[source] = text = (await store.GetDocumentAsync(source, cancellationToken))?.Text is { } stored ? Squeeze(stored) : null;
                if (text is null)
                    problems.Add(new(set.Path, 0, $"question {question.Id}: the corpus has no document \"{source}\"."));
                else
                    found.Add(text);
            }
            if (found.Count > 0 && question.Quotes.Count > 0
                && !question.Quotes.Any(quote => found.Any(text => text.Contains(Squeeze(quote), StringComparison.OrdinalIgnoreCase))))
                problems.Add(new(set.Path, 0, $"question {question.Id}: none of its quotes stands in its sources."));
        }
        return problems;
    }

    private static string Squeeze(string text) => Metrics.GoldPassages.Squeeze(text);
}
