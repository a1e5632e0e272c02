using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Treaties;

public sealed class TreatyStatusTests
{
    private static readonly TreatyEvent[] Events =
    [
        Event(TreatyAct.Sign, "1990-05-01", "SU", "US", "FI"),
        Event(TreatyAct.Ratify, "1991-01-01", "SU"),
        Event(TreatyAct.Ratify, "1991-02-01", "US"),
        Event(TreatyAct.EnterIntoForce, "1991-06-01", "*"),
        Event(TreatyAct.Withdraw, "2005-01-01", "US") with { Modality = EventModality.Planned },
        Event(TreatyAct.Suspend, "2007-12-12", "RU"),
        Event(TreatyAct.NotifyWithdrawal, "2019-02-01", "US"),
        Event(TreatyAct.Withdraw, "2019-08-01", "US"),
        Event(TreatyAct.Terminate, "2025-03-01", "*"),
    ];

    [Theory]
    [InlineData("1989-01-01", TreatyState.Unknown)]
    [InlineData("1990-06-01", TreatyState.NotInForce)]
    [InlineData("1991-06-01", TreatyState.InForce)]
    [InlineData("2025-02-28", TreatyState.InForce)]
    [InlineData("2025-03-01", TreatyState.Ended)]
    public void Of_ADay_TellsTheStateOfTheTreaty(string day, TreatyState expected) => At(day).State.ShouldBe(expected);

    [Theory]
    [InlineData("1990-06-01", "US", PartyState.Signed)]
    [InlineData("1991-03-01", "US", PartyState.Ratified)]
    [InlineData("2000-01-01", "US", PartyState.Party)]
    [InlineData("2006-01-01", "US", PartyState.Party)]
    [InlineData("2019-03-01", "US", PartyState.NoticeGiven)]
    [InlineData("2019-08-01", "US", PartyState.Withdrawn)]
    [InlineData("2000-01-01", "RU", PartyState.Party)]
    [InlineData("2008-01-01", "RU", PartyState.Suspended)]
    public void Of_ADay_TellsTheStateOfAParty(string day, string party, PartyState expected) => At(day).Of(party).ShouldNotBeNull().State.ShouldBe(expected);

    [Fact]
    public void Of_ADay_KnowsTheLastDateAndTheEndAhead()
    {
        var status = At("2010-01-01");
        status.LastKnown.ShouldBe(new PartialDate(2007, 12, 12));
        status.Since?.Date.ShouldBe(new PartialDate(1991, 6, 1));
        status.Until?.Date.ShouldBe(new PartialDate(2025, 3, 1));
        status.Of("JP").ShouldBeNull();
    }

    [Fact]
    public void Of_AnOpenTreaty_LeavesASignatoryUnbound()
    {
        TreatyEvent[] events =
        [
            Event(TreatyAct.Open, "1990-01-01", "*"), Event(TreatyAct.Sign, "1990-02-01", "US"), Event(TreatyAct.EnterIntoForce, "1992-01-01", "*"),
            Event(TreatyAct.Ratify, "1993-01-01", "FR"), Event(TreatyAct.Reject, "1994-01-01", "FR"),
        ];
        var status = TreatyStatus.Of("lindau", events, new(2000, 1, 1));
        status.Of("US").ShouldNotBeNull().State.ShouldBe(PartyState.Signed);
        status.Of("FR").ShouldNotBeNull().State.ShouldBe(PartyState.Party);
    }

    [Fact]
    public void Of_ATreatyOfTwo_EndsWhenOneLeaves()
    {
        TreatyEvent[] events =
        [
            Event(TreatyAct.Sign, "1972-05-26", "US", "SU"), Event(TreatyAct.EnterIntoForce, "1972-10-03", "US", "SU"), Event(TreatyAct.Sign, "1997-01-01", "RU"),
            Event(TreatyAct.Withdraw, "2002-06-13", "US"),
        ];
        TreatyStatus.Of("lindau", events, new(2002, 6, 12)).State.ShouldBe(TreatyState.InForce);
        var after = TreatyStatus.Of("lindau", events, new(2002, 6, 13));
        after.State.ShouldBe(TreatyState.Ended);
        after.Until.ShouldNotBeNull().Act.ShouldBe(TreatyAct.Withdraw);
        after.Of("RU").ShouldNotBeNull().State.ShouldBe(PartyState.Party);
    }

    private static TreatyStatus At(string day) =>
        TreatyStatus.Of("lindau", Events, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    private static TreatyEvent Event(TreatyAct act, string date, params string[] parties)
    {
        PartialDate.TryParseIso(date, out var parsed).ShouldBeTrue();
        return new() { DocumentId = "d", TreatyId = "lindau", Act = act, Date = parsed, Parties = parties, Start = 0, Length = 1 };
    }
}
