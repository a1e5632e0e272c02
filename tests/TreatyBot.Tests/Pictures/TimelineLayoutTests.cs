using SkiaSharp;
using TreatyBot.Knowledge.Answering.Timelines;
using TreatyBot.Knowledge.Treaties;
using TreatyBot.Pictures;

namespace TreatyBot.Tests.Pictures;

public sealed class TimelineLayoutTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 3)]
    [InlineData(12, 40)]
    [InlineData(13, 2)]
    [InlineData(30, 1)]
    [InlineData(80, 0)]
    public void Arrange_ManyOrCrowdedEvents_NothingOverlapsAndAllIsInside(int count, int yearsApart)
    {
        var layout = TimelineArranger.Arrange(Make(count, yearsApart));

        var boxes = layout.Events.Select(item => item.Box).Concat(layout.Events.Select(item => item.Badge).OfType<PixelBox>()).ToList();
        for (var i = 0; i < boxes.Count; i++)
        {
            boxes[i].Left.ShouldBeGreaterThanOrEqualTo(0);
            boxes[i].Right.ShouldBeLessThanOrEqualTo(layout.Width);
            boxes[i].Top.ShouldBeGreaterThanOrEqualTo(TimelineMeasures.ContentTop);
            boxes[i].Bottom.ShouldBeLessThanOrEqualTo(TimelineMeasures.ContentBottom);
            for (var j = 0; j < i; j++)
                boxes[i].Overlaps(boxes[j]).ShouldBeFalse($"{boxes[i]} and {boxes[j]}");
        }
        (layout.Events.Count + layout.LeftOut).ShouldBe(count);
    }

    [Fact]
    public void Arrange_FewEvents_LabelsStandAtTheAxisWithoutNumbers()
    {
        foreach (var item in TimelineArranger.Arrange(Make(8, 4)).Events)
        {
            item.Number.ShouldBeNull();
            item.Leader[^1].X.ShouldBe(item.Middle);
        }
    }

    [Fact]
    public void Arrange_ManyEvents_AreNumberedInOrderAndLeadersDoNotCross()
    {
        var events = TimelineArranger.Arrange(Make(25, 1)).Events;

        events.Select(item => item.Number).ShouldBe(Enumerable.Range(1, events.Count).Select(number => (int?)number));
        events.Zip(events.Skip(1)).ShouldAllBe(pair => pair.First.Badge!.Value.Right <= pair.Second.Badge!.Value.Left + 0.01f && pair.First.Middle <= pair.Second.Middle);
    }

    [Fact]
    public void Arrange_TooManyEvents_LeavesOutWordsBeforeDeedsAndSaysSo()
    {
        var timeline = Make(80, 0);

        var layout = TimelineArranger.Arrange(timeline);

        layout.LeftOut.ShouldBeGreaterThan(0);
        layout.Subtitle.ShouldContain($"the {layout.Events.Count} weightiest are shown");
        layout.Events.ShouldAllBe(item => item.Kind != ActKind.Said);
    }

    [Fact]
    public void Arrange_Precision_IsALengthOnTheAxis()
    {
        var layout = TimelineArranger.Arrange(new Timeline
        {
            TreatyId = "x",
            Name = "X",
            Citations = [],
            Entries = [Entry(new(1950), TreatyAct.Sign), Entry(new(1952, 5), TreatyAct.Ratify), Entry(new(1953, 5, 1), TreatyAct.EnterIntoForce)],
        });

        var lengths = layout.Events.Select(item => item.Span.To - item.Span.From).ToList();
        lengths[0].ShouldBeGreaterThan(lengths[1] * 10);
        lengths[1].ShouldBeGreaterThan(0);
        lengths[2].ShouldBe(0);
    }

    [Fact]
    public void Draw_TextWithAccentsAndCyrillic_IsSetInTheFontThatTravelsAlong()
    {
        PictureFonts.Register();
        // Kept by the library for all drawings: not ours to dispose of.
        var typeface = ScottPlot.Fonts.GetTypeface(PictureFonts.Family, bold: false, italic: false);

        typeface.FamilyName.ShouldStartWith("Source Sans 3");
        typeface.ContainsGlyphs("Türkiye Заявление “…”").ShouldBeTrue();
    }

    [Fact]
    public void Draw_Kinds_AppearInTheirColours()
    {
        using var bitmap = SKBitmap.Decode(TimelinePicture.Draw(Make(9, 3)));

        (bitmap.Width, bitmap.Height).ShouldBe((1600, 900));
        var colours = bitmap.Pixels.Select(pixel => pixel.ToString()).Distinct().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var kind in Enum.GetValues<ActKind>())
            colours.ShouldContain(ActKinds.Colour(kind).Replace("#", "#ff"));
    }

    [Fact]
    public void Spread_CrowdedPlaces_KeepsOrderAndDistanceWithinBounds()
    {
        var places = Spreading.Spread([50, 50, 51, 400], 30, 0, 420);

        places[0].ShouldBe(20.333f, 0.01);
        places[1].ShouldBe(50.333f, 0.01);
        places[2].ShouldBe(80.333f, 0.01);
        places[3].ShouldBe(400);
    }

    private static Timeline Make(int count, int yearsApart) => new()
    {
        TreatyId = "lindau",
        Name = "Lindau Treaty",
        Citations = [],
        Entries = [.. Enumerable.Range(0, count).Select(index => Entry(
            new PartialDate(1900 + (index * yearsApart), 1 + (index % 12), 1 + (index % 28)), (TreatyAct)(index * 7 % 22), index % 5 == 4))
            .OrderBy(entry => entry.Date)],
    };

    private static TimelineEntry Entry(PartialDate date, TreatyAct act, bool isDisputed = false) => new()
    {
        Date = date,
        Act = act,
        Text = $"The parties to the treaty of the lake did what is called {act} with a great many words of explanation, which nobody reads to the end",
        Label = $"The parties to the treaty of the lake did what is called {act} with a great many words of explanation, which nobody reads to the end",
        Marks = isDisputed ? [TimelineMark.Disputed] : [],
        Citations = [],
    };
}
