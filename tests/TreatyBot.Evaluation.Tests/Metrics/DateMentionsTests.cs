using TreatyBot.Evaluation.Metrics;

namespace TreatyBot.Evaluation.Tests.Metrics;

public sealed class DateMentionsTests
{
    [Theory]
    [InlineData("on 7 November 2023 it", "2023-11-07")]
    [InlineData("on November 7th, 2023", "2023-11-07")]
    [InlineData("on the 7th of November 2023", "2023-11-07")]
    [InlineData("07.11.2023 and 2023-11-08", "2023-11-08 2023-11-07")]
    [InlineData("Nov. 2023", "2023-11")]
    [InlineData("7 ноября 2023 года", "2023-11-07")]
    [InlineData("le 7 novembre 2023, am 8. März 2022, el 9 de mayo de 2021", "2023-11-07 2022-03-08 2021-05-09")]
    [InlineData("in 1990 and in May 2007", "2007-05 1990")]
    [InlineData("since 2007, tanks", "2007")]
    [InlineData("Treaty 1990", "1990")]
    [InlineData("20,000 tanks, 1990.5 and 31 February 2023", "2023")]
    [InlineData("May this year", "")]
    [InlineData("٧ نوفمبر ١٩٩٠, 1٩٩٠-٠1 and 99.99.1999", "")]
    public void Find_WrittenDates_ReadsEachOnce(string text, string expected) =>
        string.Join(' ', DateMentions.Find(text).Select(date => date.ToIso())).ShouldBe(expected);

    [Theory]
    [InlineData("7 November 2023", "2023-11-07")]
    [InlineData("2007", "2007")]
    [InlineData("May 2023.", "2023-05")]
    [InlineData("in 2007", null)]
    [InlineData("November 7", null)]
    [InlineData("Putin", null)]
    public void ReadWhole_OnlyADate_IsRead(string text, string? expected) => DateMentions.ReadWhole(text)?.ToIso().ShouldBe(expected);
}
