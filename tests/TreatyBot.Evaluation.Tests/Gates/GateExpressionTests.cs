using TreatyBot.Evaluation.Gates;
using TreatyBot.Evaluation.Runs;
using TreatyBot.Evaluation.Tests.Runs;

namespace TreatyBot.Evaluation.Tests.Gates;

public sealed class GateExpressionTests
{
    [Theory]
    [InlineData("citation_precision>=0.98", "citation_precision>=0.98")]
    [InlineData(" false_answers <= 3% ", "false_answers<=0.03")]
    [InlineData("correct[follow up] > 0.9", "correct[follow up]>0.9")]
    [InlineData("latency_p99_ms<80", "latency_p99_ms<80")]
    [InlineData("verbatim_quotes==1", "verbatim_quotes==1")]
    public void Parse_GoodText_IsRead(string text, string expected) => GateExpression.Parse(text).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("citation_precision", "cannot be read")]
    [InlineData("citation_precision=>0.9", "cannot be read")]
    [InlineData("citation_precision>=high", "cannot be read")]
    [InlineData("precision>=0.9", "unknown metric \"precision\". Known are correct,")]
    public void Parse_BadText_SaysWhatIsExpected(string text, string expected) =>
        Should.Throw<FormatException>(() => GateExpression.Parse(text)).Message.ShouldContain(expected);

    [Theory]
    [InlineData("false_answers<=0.15", true)]
    [InlineData("false_answers<0.1", false)]
    [InlineData("correct[date]>=1", false)]
    [InlineData("correct[none]>=0", false)]
    [InlineData("verbatim_quotes==1", true)]
    public async Task Check_Run_HoldsOrFellShort(string gate, bool holds)
    {
        var run = await EvaluationRunnerTests.Run(Synthetic.Assistant(), new EvaluationRequest { Sets = [Synthetic.Set(21)] });

        var result = GateExpression.Parse(gate).Check(run);

        result.Holds.ShouldBe(holds);
        result.Message.ShouldStartWith(gate);
    }

    [Fact]
    public async Task Check_GateThatFellShort_SaysByHowMuch()
    {
        var run = await EvaluationRunnerTests.Run(Synthetic.Assistant(), new EvaluationRequest { Sets = [Synthetic.Set(21)] });

        GateExpression.Parse("false_answers<=3%").Check(run).Message
            .ShouldBe("false_answers<=0.03: fell short, 0.1429 over 7 questions (95 % interval 0 to 0.4286).");
    }
}
