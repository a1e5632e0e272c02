using Microsoft.Extensions.Time.Testing;
using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.Runs;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Shared;

namespace TreatyBot.Evaluation.Tests.Runs;

public sealed class EvaluationRunnerTests
{
    private static readonly FakeDocuments Store = new(("doc", Synthetic.Document));

    [Fact]
    public async Task RunAsync_AnyParallelism_GivesTheSameResults()
    {
        var one = await Run(Synthetic.Assistant(), new EvaluationRequest { Sets = [Synthetic.Set(200)], Parallelism = 1 });
        var eight = await Run(Synthetic.Assistant(), new EvaluationRequest { Sets = [Synthetic.Set(200)], Parallelism = 8 });

        eight.ResultHash.ShouldBe(one.ResultHash);
        eight.Entries.Select(entry => entry.Expected.Id).ShouldBe(one.Entries.Select(entry => entry.Expected.Id));
        eight.Metrics.Overall.ShouldBe(one.Metrics.Overall);
        (await Run(Synthetic.Assistant(shift: 1), new EvaluationRequest { Sets = [Synthetic.Set(200)] })).ResultHash.ShouldNotBe(one.ResultHash);
    }

    [Fact]
    public async Task RunAsync_Results_AddUpToWhatTheScriptDoes()
    {
        var run = await Run(Synthetic.Assistant(), new EvaluationRequest { Sets = [Synthetic.Set(21)] });

        // Of 0 to 20, seven are unanswerable (multiples of 3); 0, 7 and 14 are answered wrongly; 1 and 8 are refused in vain.
        run.Metrics.Overall[MetricCatalogue.FalseAnswers].Value.ShouldBe(1 / 7.0);
        run.Metrics.Overall[MetricCatalogue.FalseRefusals].Value.ShouldBe(2 / 14.0);
        run.Metrics.Overall[MetricCatalogue.Right].Value.ShouldBe(10 / 14.0);
        run.Metrics.Overall[MetricCatalogue.Correct].Value.ShouldBe(16 / 21.0, 1e-9);
        run.Metrics.Overall[MetricCatalogue.VerbatimQuotes].Value.ShouldBe(1);
        run.Metrics.Overall[MetricCatalogue.FollowUps].Count.ShouldBe(3);
        run.Metrics.Overall[MetricCatalogue.Failures].Value.ShouldBe(0);
        run.Metrics.ByTag["date"][MetricCatalogue.Correct].Count.ShouldBe(5);
        run.CorpusHash.ShouldBe("c0ffee");
    }

    [Theory]
    [InlineData("ended on 7 November 2023", 0)]
    [InlineData("The first treaty was signed in Rome", 0)]
    [InlineData("The first treaty", 1)]
    public async Task RunAsync_Quote_IsComparedWithTheStoredDocumentAtItsOffset(string quote, double verbatim)
    {
        var run = await Run(new FakeAssistant(_ => Answers.Give("x [1].", null, Answers.Cite(1, quote))), new EvaluationRequest { Sets = [Synthetic.Set(1)] });

        run.Metrics.Overall[MetricCatalogue.VerbatimQuotes].Value.ShouldBe(verbatim);
        run.Entries[0].Answer.Citations[0].IsVerbatim.ShouldBe(verbatim == 1);
    }

    [Fact]
    public async Task RunAsync_AssistantThatThrows_IsCountedAndTheRunGoesOn()
    {
        var script = new FakeAssistant(question => question.Text.Contains("number 0 ", StringComparison.Ordinal)
            ? throw new InvalidOperationException("broken")
            : Answers.Refuse(AbstentionReason.FalsePremise));

        var run = await Run(script, new EvaluationRequest { Sets = [Synthetic.Set(4)] });

        run.Entries[0].Verdict.ShouldBe("failed");
        run.Entries[0].Answer.Error.ShouldBe("InvalidOperationException: broken");
        run.Entries[0].IsCorrect.ShouldBeFalse();
        run.Entries[3].Verdict.ShouldBe("rightly refused");
        run.Metrics.Overall[MetricCatalogue.Failures].Value.ShouldBe(0.25);
    }

    [Fact]
    public async Task RunAsync_Questions_CarryTheirDayAndHistory()
    {
        var assistant = Synthetic.Assistant();
        var set = Synthetic.Set(2);
        set = set with { Questions = [set.Questions[0] with { AsOf = new DateOnly(2019, 6, 1) }, set.Questions[1]] };

        await Run(assistant, new EvaluationRequest { Sets = [set], AsOf = new DateOnly(2026, 1, 1), Parallelism = 1 });

        assistant.Asked.Select(question => question.AsOf).ShouldBe([new DateOnly(2019, 6, 1), new DateOnly(2026, 1, 1)]);
        assistant.Asked.First().History.ShouldHaveSingleItem().Question.ShouldBe("Which treaty was signed in Paris?");
    }

    [Fact]
    public async Task RunAsync_SetsOfOneName_AreToldApart()
    {
        var run = await Run(Synthetic.Assistant(), new EvaluationRequest { Sets = [Synthetic.Set(1), Synthetic.Set(1)] });

        run.Entries.Select(entry => entry.Set).ShouldBe(["synthetic", "synthetic-2"]);
    }

    [Fact]
    public async Task RunAsync_Progress_ReachesTheTotal()
    {
        var progress = new CollectedProgress();

        await new EvaluationRunner(Synthetic.Assistant(), Store, new LexicalSupportJudge(), new FakeTimeProvider())
            .RunAsync(new EvaluationRequest { Sets = [Synthetic.Set(20)] }, progress, TestContext.Current.CancellationToken);

        progress.Reports.Count.ShouldBe(20);
        progress.Reports.Max(report => report.Done).ShouldBe(20);
        progress.Reports.ShouldAllBe(report => report.Total == 20);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Stops()
    {
        using var cancellation = new CancellationTokenSource();
        var assistant = new FakeAssistant(_ =>
        {
            cancellation.Cancel();
            return Answers.Refuse(AbstentionReason.FalsePremise);
        });

        await Should.ThrowAsync<OperationCanceledException>(() => new EvaluationRunner(assistant, Store, new LexicalSupportJudge(), new FakeTimeProvider())
            .RunAsync(new EvaluationRequest { Sets = [Synthetic.Set(50)], Parallelism = 1 }, null, cancellation.Token));
        assistant.Asked.Count.ShouldBe(1);
    }

    internal static Task<EvaluationRun> Run(IAssistant assistant, EvaluationRequest request) =>
        new EvaluationRunner(assistant, Store, new LexicalSupportJudge(), new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)))
            .RunAsync(request, null, TestContext.Current.CancellationToken);

    private sealed class CollectedProgress : IProgress<EvaluationProgress>
    {
        public System.Collections.Concurrent.ConcurrentBag<EvaluationProgress> Reports { get; } = [];

        public void Report(EvaluationProgress value) => Reports.Add(value);
    }
}
