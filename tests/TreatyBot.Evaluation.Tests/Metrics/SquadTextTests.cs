using TreatyBot.Evaluation.Metrics;

namespace TreatyBot.Evaluation.Tests.Metrics;

public sealed class SquadTextTests
{
    [Theory]
    [InlineData("The  U.S. Senate!", "us senate")]
    [InlineData("an apple, a day", "apple day")]
    [InlineData("1,000 — tanks", "1000 — tanks")]
    [InlineData("Theatre", "theatre")]
    public void Normalize_AnyText_IsAsSquadDoesIt(string text, string expected) => SquadText.Normalize(text).ShouldBe(expected);

    [Theory]
    [InlineData("the Paris", 1, 1)]
    [InlineData("in Paris", 0, 2.0 / 3)]
    [InlineData("Paris Paris", 0, 2.0 / 3)]
    [InlineData("Rome", 0, 0)]
    [InlineData("", 0, 0)]
    public void ExactMatchAndF1_AgainstOneAnswer_FollowTheirFormulas(string answer, double exact, double f1)
    {
        SquadText.ExactMatch(answer, ["Paris"]).ShouldBe(exact);
        SquadText.F1(answer, ["Paris"]).ShouldBe(f1, 1e-9);
    }

    [Fact]
    public void F1_OverSeveralAnswers_IsTheBest() => SquadText.F1("city of Paris", ["Rome", "Paris", "the city Paris"]).ShouldBe(0.8, 1e-9);
}
