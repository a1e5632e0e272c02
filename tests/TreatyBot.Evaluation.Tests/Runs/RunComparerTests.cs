using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.Runs;

namespace TreatyBot.Evaluation.Tests.Runs;

public sealed class RunComparerTests
{
    [Fact]
    public async Task Compare_RunWithItself_DiffersInNothing()
    {
        var run = await Run();

        var comparison = RunComparer.Compare(run, run);

        comparison.Metrics.ShouldAllBe(metric => metric.Difference.Value == 0 && !metric.IsClear);
        comparison.Flips.ShouldBeEmpty();
        comparison.Circumstances.ShouldBeEmpty();
        comparison.QuestionsInBoth.ShouldBe(90);
    }

    [Fact]
    public async Task Compare_ChangedAnswers_ListsEveryFlipLossesFirst()
    {
        var a = await Run();
        var b = await Run(shift: 1);

        var comparison = RunComparer.Compare(a, b);

        var expected = a.Entries.Zip(b.Entries).Where(pair => pair.First.IsCorrect != pair.Second.IsCorrect).Select(pair => pair.First.Expected.Id).Order();
        comparison.Flips.Select(flip => flip.A.Expected.Id).Order().ShouldBe(expected);
        comparison.Flips.ShouldContain(flip => flip.IsLoss);
        comparison.Flips.ShouldContain(flip => !flip.IsLoss);
        comparison.Flips.Select(flip => flip.IsLoss).ShouldBe(comparison.Flips.Select(flip => flip.IsLoss).OrderDescending());
        var correct = comparison.Metrics.Single(metric => metric.Metric.Name == MetricCatalogue.Correct);
        correct.Difference.Value.ShouldBe(correct.B - correct.A, 1e-9);
        correct.Difference.Low.ShouldBeLessThanOrEqualTo(correct.Difference.Value);
        correct.IsClear.ShouldBeTrue();
    }

    [Fact]
    public async Task Compare_OtherCircumstances_AreNamed()
    {
        var a = await Run();
        var b = a with
        {
            CorpusHash = "other",
            Judge = "model-1",
            Models = new Dictionary<string, string> { ["embeddings"] = "use-lite" },
            Entries = [.. a.Entries.Skip(1), a.Entries[0] with { Expected = a.Entries[0].Expected with { Question = "Changed?" } }],
        };

        var comparison = RunComparer.Compare(a, b);

        comparison.Circumstances.ShouldBe([
            "The corpus differs: c0ffee and other.",
            "The judges of citations differ: lexical-2 and model-1.",
            "The model embeddings differs: none and use-lite."]);
        (comparison.OnlyInA, comparison.OnlyInB).ShouldBe((1, 1));
    }

    private static Task<EvaluationRun> Run(int shift = 0) =>
        EvaluationRunnerTests.Run(Synthetic.Assistant(shift), new EvaluationRequest { Sets = [Synthetic.Set(90)] });
}
