using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Treaties;

public sealed class ClauseClockTests
{
    [Theory]
    [InlineData("A party may withdraw with at least 150 days of notice.", "150 days")]
    [InlineData("Each Party may withdraw; it shall give notice six months prior to withdrawal.", "6 months")]
    [InlineData("Withdrawal takes effect twelve months after receipt of the notification by the Depositary.", "12 months")]
    [InlineData("A 90-day notice of withdrawal is required.", "90 days")]
    [InlineData("It shall give notice of such withdrawal to all other Parties three months in advance.", "3 months")]
    [InlineData("Denunciation takes effect one year after notification.", "1 year")]
    [InlineData("Notice of not less than one hundred and eighty days is needed to leave.", "180 days")]
    [InlineData("The treaty lasts for 15 years and a party may withdraw on six months' notice.", "6 months")]
    [InlineData("A party may withdraw from the treaty, which is reviewed every five years.", null)]
    [InlineData("The treaty is of unlimited duration.", null)]
    [InlineData("Inspections last 90 days after entry into force.", null)]
    public void FindPeriod_OfAClause_GivesThePeriodOrNone(string clause, string? expected) =>
        (ClauseClock.FindPeriod(clause)?.ToString()).ShouldBe(expected);

    [Theory]
    [InlineData(150, PeriodUnit.Days, "2023-06-09", "2023-11-06")]
    [InlineData(6, PeriodUnit.Months, "2001-12-13", "2002-06-13")]
    [InlineData(6, PeriodUnit.Months, "2019-08-31", "2020-02-29")]
    [InlineData(6, PeriodUnit.Months, "2018-08-31", "2019-02-28")]
    [InlineData(1, PeriodUnit.Years, "2020-02-29", "2021-02-28")]
    [InlineData(3, PeriodUnit.Months, "2003-01", "2003-04")]
    [InlineData(1, PeriodUnit.Weeks, "2019-12-28", "2020-01-04")]
    [InlineData(150, PeriodUnit.Days, "2023-06", null)]
    [InlineData(3, PeriodUnit.Months, "2003", null)]
    [InlineData(1, PeriodUnit.Years, "9999-12-31", null)]
    public void Compute_FollowsTheCalendar(int amount, PeriodUnit unit, string notice, string? expected)
    {
        PartialDate.TryParseIso(notice, out var date).ShouldBeTrue();
        (ClauseClock.Compute(new NoticePeriod(amount, unit, 0, "x"), date)?.Date.ToIso()).ShouldBe(expected);
    }

    [Fact]
    public void Compute_OfSentences_NamesTheOneUsedAndShowsTheWorking()
    {
        var result = ClauseClock.Compute(["The treaty bans forts.", "A party may withdraw on six months' notice."], new PartialDate(2020, 5, 22)).ShouldNotBeNull();
        result.Sentence.ShouldBe(1);
        result.Period.Text.ShouldBe("six months");
        result.Effective.Working.ShouldBe("notice of 22 May 2020 plus 6 months gives 22 November 2020 as the earliest effective date");
        ClauseClock.Compute(["The treaty bans forts."], new PartialDate(2020, 5, 22)).ShouldBeNull();
    }
}
