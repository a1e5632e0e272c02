using TreatyBot.Evaluation.Metrics;

namespace TreatyBot.Evaluation.Tests.Metrics;

public sealed class LexicalSupportJudgeTests
{
    private const string Quote = "Russia officially withdrew from the treaty on November 7, 2023, and accused the United States.";

    [Theory]
    [InlineData("Russia officially withdrew from the treaty on 7 November 2023.", true)]
    [InlineData("Russia withdrew from the treaty in 2023.", true)]
    [InlineData("Russia officially withdrew from the treaty on 8 November 2023.", false)]
    [InlineData("Russia officially withdrew from the treaty on 7 November 2022.", false)]
    [InlineData("Belarus withdrew from the treaty and accused Russia.", false)]
    [InlineData("The Russian withdrawal from the treaty came on 7 November 2023.", true)]
    [InlineData("The Russian ratification of the pact ended on 7 November 2023.", false)]
    [InlineData("According to Reuters, Russia withdrew from the treaty.", true)]
    [InlineData("Russia withdrew 22 times from the treaty.", false)]
    [InlineData("Russia dismantled all remaining nuclear warheads.", false)]
    [InlineData("NATO withdrew from the treaty.", false)]
    public async Task SupportsAsync_Statement_WantsFactsAndCoverage(string statement, bool expected) =>
        (await new LexicalSupportJudge().SupportsAsync(
            new(statement, [new("A treaty ends", "Reuters", Quote)], []), TestContext.Current.CancellationToken)).ShouldBe(expected);

    [Fact]
    public async Task SupportsAsync_DateInAnotherForm_IsTheSameDate() =>
        (await new LexicalSupportJudge().SupportsAsync(
            new("Russia withdrew on 7 November 2023.", [new("", null, "2023-11-07: Russia withdrew")], []), TestContext.Current.CancellationToken)).ShouldBeTrue();

    [Fact]
    public async Task SupportsAsync_NoQuotes_IsNoSupport() =>
        (await new LexicalSupportJudge().SupportsAsync(new("Anything", [], []), TestContext.Current.CancellationToken)).ShouldBeFalse();
}
