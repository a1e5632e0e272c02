using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Tests.Retrieval;

public sealed class AnswerTypeClassifierTests
{
    [Theory]
    [InlineData("When was the Treaty of Lindau signed?", AnswerType.Date)]
    [InlineData("In which year did it lapse?", AnswerType.Date)]
    [InlineData("date of signature?", AnswerType.Date)]
    [InlineData("How long ago was it signed?", AnswerType.Date)]
    [InlineData("How long was it in force?", AnswerType.Number)]
    [InlineData("How many gunboats may a party have?", AnswerType.Number)]
    [InlineData("What is the ceiling on gunboats?", AnswerType.Number)]
    [InlineData("Why did Poland leave?", AnswerType.Reason)]
    [InlineData("What led to the suspension?", AnswerType.Reason)]
    [InlineData("Where was it signed?", AnswerType.Place)]
    [InlineData("Which country left first?", AnswerType.Place)]
    [InlineData("Who signed it?", AnswerType.Person)]
    [InlineData("Which parties objected?", AnswerType.Person)]
    [InlineData("Is it in force?", AnswerType.YesNo)]
    [InlineData("  didn't Poland leave?", AnswerType.YesNo)]
    [InlineData("Did Poland leave?", AnswerType.YesNo)]
    [InlineData("What does Article IV say?", AnswerType.Text)]
    [InlineData("Tell me about gunboats", AnswerType.Text)]
    [InlineData("", AnswerType.Text)]
    [InlineData("WHEN WAS IT SIGNED", AnswerType.Date)]
    [InlineData("whenever", AnswerType.Text)]
    public void Classify_OfAQuestion_TellsTheKindOfAnswer(string question, AnswerType expected) =>
        AnswerTypeClassifier.Classify(question).ShouldBe(expected);
}
