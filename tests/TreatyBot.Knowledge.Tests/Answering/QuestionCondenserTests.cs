using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Tests.Treaties;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Answering;

public sealed class QuestionCondenserTests
{
    private readonly QuestionFramer _framer = new(TreatySamples.Catalogue);

    [Theory]
    [InlineData("When did Poland suspend the Treaty of Lindau?", "and Norway?", "When did Norway suspend the Treaty of Lindau?")]
    [InlineData("When was the Treaty of Lindau signed?", "what about the Cave Warfare Convention?", "When was the Cave Warfare Convention signed?")]
    [InlineData("When was the Treaty of Lindau signed?", "and the CVW?", "When was the CVW signed?")]
    [InlineData("When did Poland leave the Treaty of Lindau?", "why?", "Why did Poland leave the Treaty of Lindau?")]
    [InlineData("When did Poland leave the Treaty of Lindau?", "And why exactly?", "Why did Poland leave the Treaty of Lindau?")]
    [InlineData("Is the Treaty of Lindau in force?", "Who signed it?", "Who signed it (Treaty of Lindau)?")]
    [InlineData("When did Poland suspend the Treaty of Lindau?", "Who signed the Open Fjords treaty?", "Who signed the Open Fjords treaty?")]
    [InlineData("When did Poland suspend the Treaty of Lindau?", "thanks", "thanks")]
    [InlineData("When did Poland suspend the Treaty of Lindau?", "Hello", "Hello")]
    [InlineData("When did Poland suspend the Treaty of Lindau?", "", "")]
    [InlineData("", "why?", "Why ")]
    public void Condense_OfAFollowUp_StandsAlone(string before, string text, string expected) => Condense(before, text).ShouldBe(expected);

    [Fact]
    public void Condense_WithoutHistory_ChangesNothing() =>
        QuestionCondenser.Condense(new Question(" why? "), _framer, new(2020, 1, 15)).ShouldBe("why?");

    [Fact]
    public void Condense_OfALongText_ChangesNothing()
    {
        var text = "and it " + new string('x', 400);

        Condense("When was the Treaty of Lindau signed?", text).ShouldBe(text);
    }

    [Fact]
    public void Condense_OfAHundredKilobytesBefore_DoesNotFail() =>
        Condense(string.Concat(Enumerable.Repeat("the Treaty of Lindau and ", 5_000)), "and the CVW?").ShouldNotBeEmpty();

    private string Condense(string before, string text) =>
        QuestionCondenser.Condense(new Question(text) { History = [new(before, null)] }, _framer, new(2020, 1, 15));
}
