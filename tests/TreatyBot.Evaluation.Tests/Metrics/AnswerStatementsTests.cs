using TreatyBot.Evaluation.Metrics;

namespace TreatyBot.Evaluation.Tests.Metrics;

public sealed class AnswerStatementsTests
{
    [Theory]
    [InlineData("Russia left. [1] NATO objected [2][3].", "Russia left.:1|NATO objected.:2,3")]
    [InlineData("Russia left.[1, 2] Later it rained.", "Russia left.:1,2|Later it rained.:")]
    [InlineData("The U.S. Senate agreed on Nov. 7 under Art. XIX [1].", "The U.S. Senate agreed on Nov. 7 under Art. XIX.:1")]
    [InlineData("Yes. Russia left [1].", "Russia left.:1")]
    [InlineData("- first point [1]\n- second point [2]", "- first point:1|- second point:2")]
    [InlineData("“It is over.” [1] Nobody disagreed.", "“It is over.”:1|Nobody disagreed.:")]
    [InlineData("Russia left in 2.5 years [1].\n[2]", "Russia left in 2.5 years.:1,2")]
    [InlineData("", "")]
    public void Split_AnswerText_GivesStatementsWithTheirMarks(string text, string expected) =>
        string.Join('|', AnswerStatements.Split(text).Select(statement => $"{statement.Text}:{string.Join(',', statement.Numbers)}")).ShouldBe(expected);
}
