using TreatyBot.Evaluation.Metrics;

namespace TreatyBot.Evaluation.Tests.Metrics;

public sealed class AcceptedAnswerTests
{
    [Theory]
    [InlineData("Vladimir Putin", "President Vladimir Putin signed it.", true)]
    [InlineData("Putin", "Rasputin signed it.", false)]
    [InlineData("the Warsaw Treaty Organization", "NATO and then Warsaw Treaty Organizations", true)]
    [InlineData("US Senate", "the U.S. Senate", true)]
    [InlineData("20,000", "20000 tanks", true)]
    [InlineData("5", "5,000 tanks", false)]
    [InlineData("1.5", "1.5 years", true)]
    [InlineData("7 November 2023", "It took effect on November 7th, 2023.", true)]
    [InlineData("7 November 2023", "2023-11-07", true)]
    [InlineData("7 November 2023", "November 2023", false)]
    [InlineData("7 November 2023", "17 November 2023", false)]
    [InlineData("7 November 2023", "7 November 2022 and 8 November 2023", false)]
    [InlineData("May 2023", "29 May 2023", true)]
    [InlineData("2007", "14 July 2007", true)]
    [InlineData("2007", "14 July 2008", false)]
    [InlineData("November 7", "Tuesday (November 7th)", true)]
    [InlineData("yes", "Yes, it did.", true)]
    [InlineData("yes", "Nobody says yes.", false)]
    [InlineData("no", "There is no doubt: yes.", false)]
    [InlineData("1990 + 7 November 2023", "Signed on 19 November 1990, left on 7 November 2023.", true)]
    [InlineData("1990 + 7 November 2023", "Signed on 19 November 1990.", false)]
    [InlineData("Путин", "президент Путина", true)]
    public void OccursIn_Text_LooksForWordsAndDates(string accepted, string text, bool expected) =>
        new AcceptedAnswer(accepted).OccursIn(new SearchableText(text)).ShouldBe(expected);
}
