using System.Text.Json;
using System.Text.Json.Serialization;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>SQuAD 1.1 (Rajpurkar et al. 2016) and 2.0 (Rajpurkar, Jia and Liang 2018): articles of paragraphs with their questions.</summary>
internal static class SquadSet
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void Read(byte[] bytes, QaSetContent content)
    {
        SquadFile? file;
        try
        {
            file = JsonSerializer.Deserialize<SquadFile>(bytes, Options);
        }
        catch (JsonException e)
        {
            content.Reject((int)(e.LineNumber ?? -1) + 1, $"is not SQuAD JSON at {e.Path ?? "its start"}. Expected {{\"data\":[{{\"title\",\"paragraphs\":[{{\"context\",\"qas\"}}]}}]}}.");
            return;
        }
        var articles = Given(file?.Data);
        var corpus = new SquadCorpus([.. articles.Select(article => new SquadArticle(article.Title ?? "", [.. Given(article.Paragraphs).Select(p => p.Context ?? "")]))]);
        content.Corpus = corpus;
        for (var i = 0; i < articles.Count; i++)
        {
            foreach (var paragraph in Given(articles[i].Paragraphs))
            {
                foreach (var qa in Given(paragraph.Qas))
                    Add(qa, paragraph.Context ?? "", corpus.Articles[i].DocumentId, content);
            }
        }
    }

    // JSON may have a null wherever an object is expected.
    private static List<T> Given<T>(IEnumerable<T?>? items) where T : class => [.. (items ?? []).OfType<T>()];

    private static void Add(SquadQuestion qa, string context, string documentId, QaSetContent content)
    {
        var answers = qa.IsImpossible ? [] : Given(qa.Answers).Select(a => a.Text?.Trim() ?? "").Where(a => a.Length > 0).Distinct().ToArray();
        if (answers.FirstOrDefault(answer => !context.Contains(answer, StringComparison.Ordinal)) is { } stray)
        {
            content.Reject(0, $"question {qa.Id}: the answer \"{stray}\" does not occur in its paragraph.");
            return;
        }
        content.Add(new EvalQuestion
        {
            Id = qa.Id ?? "",
            Question = qa.Question?.Trim() ?? "",
            Answers = answers,
            Sources = [documentId],
            Answerable = !qa.IsImpossible,
            Tags = [documentId],
            GoldParagraph = context,
        }, 0);
    }

    private sealed record SquadFile([property: JsonRequired] IReadOnlyList<SquadData?>? Data);

    private sealed record SquadData(string? Title, IReadOnlyList<SquadParagraph?>? Paragraphs);

    private sealed record SquadParagraph(string? Context, IReadOnlyList<SquadQuestion?>? Qas);

    private sealed record SquadQuestion(string? Id, string? Question, IReadOnlyList<SquadAnswer?>? Answers, bool IsImpossible = false);

    private sealed record SquadAnswer(string? Text);
}
