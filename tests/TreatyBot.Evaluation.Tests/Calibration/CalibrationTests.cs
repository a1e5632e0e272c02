using TreatyBot.Evaluation.Calibration;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Evaluation.Runs;
using TreatyBot.Evaluation.Tests.Runs;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Shared;

namespace TreatyBot.Evaluation.Tests.Calibration;

public sealed class CalibrationTests
{
    // Score and kind in the order of evidence: r right, w wrong, f answer to an unanswerable question, - refused answerable, x refused unanswerable.
    private const string Sample = "0.9r 0.8r 0.7w 0.6r 0.5f 0.4r 0.3f 0.3r 0.0- 0.0x";

    [Fact]
    public async Task RiskCoverage_OfASample_IsWhatHandReckoningGives()
    {
        var run = await Run(Sample);

        run.RiskCoverage.Points.Select(point => (point.Threshold, Math.Round(point.Coverage, 3), Math.Round(point.Risk, 3))).ShouldBe([
            (0.9, 0.1, 0), (0.8, 0.2, 0), (0.7, 0.3, 0.333), (0.6, 0.4, 0.25), (0.5, 0.5, 0.4), (0.4, 0.6, 0.333), (0.3, 0.8, 0.375)]);
        run.RiskCoverage.Area!.Value.ShouldBe((0 + 0 + (1 / 3.0) + 0.25 + 0.4 + (1 / 3.0) + (2 * 0.375)) / 8, 1e-9);
    }

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0.7, 0, 0, 0)]
    [InlineData(0.4, 0.3001, 1, 1)]
    [InlineData(0, 0.5001, 2, 2)]
    public async Task Calibrate_WantedRate_IsKeptByTheLowestThreshold(double wanted, double threshold, int rightLost, int wrongAvoided)
    {
        var calibration = ThresholdCalibrator.Calibrate(await Run(Sample), wanted);

        calibration.Threshold.ShouldBe(threshold, 1e-9);
        calibration.RightAnswersLost.ShouldBe(rightLost);
        calibration.WrongAnswersAvoided.ShouldBe(wrongAvoided);
        calibration.Before.FalseAnswerRate!.Value.ShouldBe(2 / 3.0, 1e-9);
        calibration.After.FalseAnswerRate!.Value.ShouldBeLessThanOrEqualTo(wanted);
        calibration.After.FalseRefusalRate!.Value.ShouldBe((1 + rightLost) / 7.0, 1e-9);
        calibration.LowestScoreSeen.ShouldBe(0.3);
    }

    [Fact]
    public async Task Calibrate_ScoreAHairAboveItsDecimals_IsStillRefused()
    {
        var calibration = ThresholdCalibrator.Calibrate(await Run("0.48500000000000004f 0.9r"), 0);

        calibration.Threshold.ShouldBe(0.4851, 1e-12);
        calibration.After.FalseAnswerRate.ShouldBe(0);
    }

    [Fact]
    public async Task Calibrate_WithoutUnanswerableQuestions_IsRefused()
    {
        var run = await Run("0.9r 0.8w");

        Should.Throw<ArgumentException>(() => ThresholdCalibrator.Calibrate(run, 0.03)).Message.ShouldContain("no unanswerable questions");
    }

    private static Task<EvaluationRun> Run(string sample)
    {
        var cases = sample.Split(' ').Select((one, i) => (Text: $"Question {i}", Score: double.Parse(one[..^1], System.Globalization.CultureInfo.InvariantCulture), Kind: one[^1])).ToList();
        var questions = cases.Select(one => new EvalQuestion
        {
            Id = one.Text,
            Question = one.Text,
            Answerable = one.Kind is 'r' or 'w' or '-',
            Answers = one.Kind is 'r' or 'w' or '-' ? ["Paris"] : [],
        });
        return EvaluationRunnerTests.Run(
            new FakeAssistant(question =>
            {
                var (_, score, kind) = cases.Single(one => one.Text == question.Text);
                var answer = kind is '-' or 'x'
                    ? Answers.Refuse(AbstentionReason.TextIsSilent)
                    : Answers.Give(kind == 'r' ? "Paris [1]." : "Rome [1].", null, Answers.Cite(1, "quote"));
                return answer with { EvidenceScore = score };
            }),
            new EvaluationRequest { Sets = [new QaSet("s", "s.jsonl", "0", [.. questions], [])] });
    }
}
