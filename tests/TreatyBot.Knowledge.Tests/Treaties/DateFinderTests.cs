using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Treaties;

public sealed class DateFinderTests
{
    private static readonly PartialDate Tuesday = new(2023, 11, 7);

    [Theory]
    [InlineData("on 7 November 2023", "2023-11-07")]
    [InlineData("on November 7, 2023,", "2023-11-07")]
    [InlineData("the 7th of November 2023", "2023-11-07")]
    [InlineData("Nov. 7th, 2023", "2023-11-07")]
    [InlineData("2023-11-07 and 2023-11", "2023-11-07 2023-11")]
    [InlineData("07.11.2023", "2023-11-07")]
    [InlineData("25/12/2023", "2023-12-25")]
    [InlineData("11/07/2023", "2023")]
    [InlineData("in May 2019", "2019-05")]
    [InlineData("as early as 2007", "2007")]
    [InlineData("7 ноября 2023 года", "2023-11-07")]
    [InlineData("7. November 2023; le 7 novembre 2023; 7 de noviembre de 2023", "2023-11-07 2023-11-07 2023-11-07")]
    [InlineData("on 31 February 2023", "")]
    [InlineData("on 29 February 2023 or 29 February 2024", "2024-02-29")]
    [InlineData("from 28 November to 16 December 2022", "2022-11-28 2022-12-16")]
    [InlineData("from 3 to 7 March 2025", "2025-03-03")]
    [InlineData("20,000 tanks and 2000 warheads, 1,990 men", "")]
    [InlineData("it may march on", "")]
    [InlineData("the 0000s", "")]
    [InlineData("Resolution 1540", "")]
    public void Find_OfExplicitDates_NeedsNoReference(string text, string expected)
    {
        var dates = DateFinder.Find(text, DateContext.None);
        string.Join(' ', dates.Where(date => date.Date is not null).Select(date => date.Date!.Value.ToIso())).ShouldBe(expected);
        dates.ShouldAllBe(date => date.Working == null);
    }

    [Theory]
    [InlineData("on Tuesday (November 7th)", "2023-11-07")]
    [InlineData("on Tuesday", "2023-11-07")]
    [InlineData("on Wednesday", "2023-11-01")]
    [InlineData("yesterday", "2023-11-06")]
    [InlineData("in May this year", "2023-05")]
    [InlineData("May last year", "2022-05")]
    [InlineData("this February", "2023-02")]
    [InlineData("last December", "2022-12")]
    [InlineData("in September of this year", "2023-09")]
    [InlineData("last month", "2023-10")]
    [InlineData("next year", "2024")]
    [InlineData("two years ago", "2021")]
    [InlineData("three weeks ago", "2023-10-17")]
    [InlineData("twenty-one months ago", "2022-02")]
    [InlineData("on 5 December", "2023-12-05")]
    public void Find_OfRelativeDates_CountsFromTheReferenceAndShowsTheWorking(string text, string expected)
    {
        var date = DateFinder.Find(text, new(Tuesday)).ShouldHaveSingleItem();
        date.Date.ShouldNotBeNull().ToIso().ShouldBe(expected);
        date.Working.ShouldNotBeNull().ShouldContain("7 November 2023");
        DateFinder.Find(text, DateContext.None).ShouldHaveSingleItem().Date.ShouldBeNull();
    }

    [Theory]
    [InlineData("It left in 2007 and came back a year later", "2007 2008")]
    [InlineData("On 9 June 2023 it spoke; 150 days later it left", "2023-06-09 2023-11-06")]
    [InlineData("Signed on 31 January 2020; one month later it lapsed", "2020-01-31 2020-02")]
    [InlineData("Signed in May 2010; it lapsed in the following year", "2010-05 2011")]
    [InlineData("Signed in May 2010, ratified in June of the same year", "2010-05 2010-06")]
    [InlineData("It was signed on 2 May 2010, and on the same day it was applied", "2010-05-02 2010-05-02")]
    [InlineData("It left in 1990, two years earlier than planned", "1990 1988")]
    public void Find_OfAnchoredDates_CountsFromTheOneBefore(string text, string expected) =>
        string.Join(' ', DateFinder.Find(text, new(Tuesday)).Select(date => date.Date?.ToIso())).ShouldBe(expected);

    [Theory]
    [InlineData("mid-2007", "2007", "2007-05-01", "2007-08-31")]
    [InlineData("late 1991", "1991", "1991-09-01", "1991-12-31")]
    [InlineData("early March 2019", "2019-03", "2019-03-01", "2019-03-10")]
    [InlineData("the end of 2023", "2023", "2023-09-01", "2023-12-31")]
    [InlineData("spring 2019", "2019", "2019-03-01", "2019-05-31")]
    [InlineData("the 1990s", null, "1990-01-01", "1999-12-31")]
    public void Find_OfVagueDates_GivesTheStretch(string text, string? date, string from, string to)
    {
        var found = DateFinder.Find(text, DateContext.None).ShouldHaveSingleItem();
        (found.Date?.ToIso()).ShouldBe(date);
        found.From.ShouldBe(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture));
        found.To.ShouldBe(DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("since 2007", DateBound.Since)]
    [InlineData("until 5 February 2026", DateBound.Until)]
    [InlineData("before May 2010", DateBound.Before)]
    [InlineData("in 2010", DateBound.At)]
    public void Find_ReadsTheBound(string text, DateBound bound) =>
        DateFinder.Find(text, DateContext.None).ShouldHaveSingleItem().Bound.ShouldBe(bound);

    [Fact]
    public void Find_OfAReferenceToTheYear_ResolvesNoDay()
    {
        DateFinder.Find("on Tuesday", new(new PartialDate(2023))).ShouldHaveSingleItem().Date.ShouldBeNull();
        DateFinder.Find("last year", new(new PartialDate(2023))).ShouldHaveSingleItem().Date.ShouldBe(new PartialDate(2022));
    }
}
