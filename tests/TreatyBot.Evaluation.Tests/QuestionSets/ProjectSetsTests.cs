using TreatyBot.Evaluation.QuestionSets;

namespace TreatyBot.Evaluation.Tests.QuestionSets;

/// <summary>The project's own sets keep what was promised of them.</summary>
public sealed class ProjectSetsTests
{
    private static readonly string[] Tricks =
        ["paraphrase", "alias", "relative_date", "wrong_premise", "near_miss", "opinion", "language", "typo", "two_in_one", "follow_up"];

    public static TheoryData<string> Sets => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "qa")).Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Read_OwnSet_IsFreeOfProblems(string name) =>
        (await Read(name)).Problems.ShouldBeEmpty();

    [Fact]
    public async Task Read_SeedSet_IsLargeAndTrickyEnough()
    {
        var questions = (await Read("seed.jsonl")).Questions;

        questions.Count.ShouldBeGreaterThanOrEqualTo(70);
        questions.Count(question => !question.Answerable).ShouldBeGreaterThanOrEqualTo((questions.Count + 2) / 3);
        foreach (var trick in Tricks)
            questions.Count(question => question.Tags.Contains(trick)).ShouldBeGreaterThanOrEqualTo(2, trick);
        questions.Where(question => question.Answerable).ShouldAllBe(question => question.Quotes.Count > 0 && question.Sources.Contains("cfe-withdrawal-2023"));
        questions.Select(question => question.Question + string.Concat(question.History)).Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(questions.Count);
    }

    private static Task<QaSet> Read(string name) =>
        QaSetReader.ReadAsync(Path.Combine(AppContext.BaseDirectory, "qa", name), strict: true, TestContext.Current.CancellationToken);
}
