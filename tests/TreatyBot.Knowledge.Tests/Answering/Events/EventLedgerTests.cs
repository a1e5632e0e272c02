using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Answering.Events;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Tests.Treaties;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Answering.Events;

/// <summary>What all sources together tell: put together, trusted, and set against each other.</summary>
public sealed class EventLedgerTests
{
    [Fact]
    public void Merge_OfADayAndItsMonth_IsOneEntryWithTheDay()
    {
        var entry = EventLedger.Merge([Told("2015-11", SourceTier.Press, "press"), Told("2015-11-09", SourceTier.Register, "sheet")]).ShouldHaveSingleItem();

        entry.Date.ShouldBe(new PartialDate(2015, 11, 9));
        entry.Sources.Select(source => source.Quote.DocumentId).ShouldBe(["sheet", "press"]);
    }

    [Fact]
    public void Merge_OfOtherDatesPartiesActsOrDenials_KeepsThemApart()
    {
        var entries = EventLedger.Merge(
        [
            Told("2015-11-09", SourceTier.Register, "a"),
            Told("2015-10", SourceTier.Press, "b"),
            Told("2015-11-09", SourceTier.Press, "c", "NO"),
            Told("2015-11-09", SourceTier.Press, "d") with { Event = Event("2015-11-09", "d", "PL") with { Modality = EventModality.Negated } },
            Told("2015-11-09", SourceTier.Press, "e") with { Event = Event("2015-11-09", "e", "PL") with { Act = TreatyAct.Suspend } },
        ]);

        entries.Count.ShouldBe(5);
        entries[0].Date.ShouldBe(new PartialDate(2015, 10));
    }

    [Fact]
    public void Merge_InAnyOrder_GivesTheSameLedger()
    {
        SourcedEvent[] events = [Told("2015-11-09", SourceTier.Register, "a"), Told("2015", SourceTier.Press, "b"), Told(null, SourceTier.Press, "c")];

        Brief(EventLedger.Merge(events)).ShouldBe(Brief(EventLedger.Merge(events.Reverse())));

        static IEnumerable<string> Brief(IEnumerable<LedgerEntry> entries) =>
            entries.Select(entry => $"{entry.Date} {string.Join(',', entry.Sources.Select(source => source.Quote.DocumentId))}");
    }

    [Fact]
    public void Merge_OfADeclaredAndABodySentenceInTheSameWords_QuotesTheBody()
    {
        var declared = Told("2015-11-09", SourceTier.Register, "a", start: 10) with { Event = Event("2015-11-09", "a", "PL") with { IsDeclared = true } };
        var body = Told("2015-11-09", SourceTier.Register, "a", start: 500);

        var entry = EventLedger.Merge([body, declared]).ShouldHaveSingleItem();

        entry.IsDeclared.ShouldBeTrue();
        entry.Sources.ShouldHaveSingleItem().Quote.Start.ShouldBe(500);
    }

    [Theory]
    [InlineData("2015", "2015-11-09", true)]
    [InlineData("2015-11-09", "2015-11", true)]
    [InlineData("2015-10", "2015-11-09", false)]
    [InlineData("2014", "2015", false)]
    [InlineData(null, "2015", true)]
    public void IsCompatible_OfTwoDates_TellsWhetherBothCanMeanTheSame(string? left, string? right, bool expected) =>
        EventLedger.IsCompatible(Date(left), Date(right)).ShouldBe(expected);

    [Fact]
    public void NotesOn_AnotherDateInALesserDocument_IsASourceError()
    {
        var ledger = EventLedger.Merge([Told("2015-11-09", SourceTier.Register, "sheet"), Told("2015-10", SourceTier.Press, "press")]);

        var note = EventConflicts.NotesOn(ledger[1], ledger, id => id).ShouldHaveSingleItem();

        note.Kind.ShouldBe(NoteKind.SourceError);
        note.Text.ToString().ShouldContain("October 2015");
        note.Quotes.Count.ShouldBe(2);
    }

    [Fact]
    public void NotesOn_AnotherDateInAnEqualDocument_IsAConflict()
    {
        var ledger = EventLedger.Merge([Told("2015-11-09", SourceTier.Press, "a"), Told("2015-10", SourceTier.Press, "b")]);

        EventConflicts.NotesOn(ledger[0], ledger, id => id).ShouldHaveSingleItem().Kind.ShouldBe(NoteKind.Conflict);
    }

    [Fact]
    public void NotesOn_ADisputedEvent_SaySo()
    {
        var ledger = EventLedger.Merge([Told("2015", SourceTier.Register, "a") with { Event = Event("2015", "a", "PL") with { IsDisputed = true } }]);

        EventConflicts.NotesOn(ledger[0], ledger, id => id).ShouldHaveSingleItem().Text.ToString().ShouldContain("disputed");
    }

    [Fact]
    public void Filter_OfABodySentenceThatASheetDeclares_DropsItsOtherReading()
    {
        var declared = Told("2015-11-09", SourceTier.Register, "a") with { Event = Event("2015-11-09", "a", "PL") with { IsDeclared = true } };
        var reread = Told("2015-11-09", SourceTier.Register, "a") with { Event = Event("2015-11-09", "a", "PL") with { Act = TreatyAct.Announce } };

        EventTrust.Filter([declared, reread], TreatySamples.Catalogue).ShouldBe([declared]);
    }

    [Theory]
    [InlineData("1990", "1992", "2 years")]
    [InlineData("1990-03", "1991-04", "1 year and 1 month")]
    [InlineData("1990-03-31", "1990-04-30", "0 years")]
    [InlineData("1990-03-15", "1990-05-15", "2 months")]
    [InlineData("1990-03-15", "2000-03-14", "9 years and 11 months")]
    public void Span_BetweenTwoDates_CountsWholeMonths(string from, string to, string expected) =>
        DurationAnswers.Span(Date(from)!.Value, Date(to)!.Value).ShouldBe(expected);

    [Theory]
    [InlineData(new[] { "PL" }, "Poland")]
    [InlineData(new[] { "US", "PL" }, "the United States and Poland")]
    [InlineData(new[] { "NO", "PL", "US" }, "Norway, Poland and the United States")]
    [InlineData(new string[0], "")]
    public void Parties_InWords_AreListed(string[] ids, string expected) => EventPhrases.Parties(ids).ShouldBe(expected);

    private static SourcedEvent Told(string? date, SourceTier tier, string documentId, string party = "PL", int start = 0) =>
        new(Event(date, documentId, party), new(documentId, start, "Poland withdrew from the Treaty of Lindau.", "¶1"), tier);

    private static TreatyEvent Event(string? date, string documentId, string party) => new()
    {
        DocumentId = documentId,
        TreatyId = "lindau",
        Act = TreatyAct.Withdraw,
        Parties = [party],
        Date = Date(date),
        Start = 0,
        Length = 42,
    };

    private static PartialDate? Date(string? text) => PartialDate.TryParseIso(text, out var date) ? date : null;
}
