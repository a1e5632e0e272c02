using System.Text.Json;
using TreatyBot.Commands;

namespace TreatyBot.Tests.Timelines;

public sealed class TimelineCommandTests : IDisposable
{
    private readonly TimelineCorpus _corpus = new();

    public void Dispose() => _corpus.Dispose();

    [Theory]
    [InlineData("lindau")]
    [InlineData("Lindau Treaty")]
    [InlineData("treaty of lindau on lake gunboats")]
    [InlineData("Lindua Treaty")]
    public async Task Timeline_AnyNameOfTheTreaty_ListsItsEventsInOrder(string name)
    {
        var (code, output, error) = await _corpus.RunAsync("timeline", name);

        code.ShouldBe(CommandLine.Done, error);
        string[] lines = output.Split('\n');
        lines[0].TrimEnd().ShouldBe("Lindau Treaty: timeline");
        lines[1].ShouldStartWith("5 events, 2 March 1930 to 8 July 1936; documents up to 4 May 2021");
        lines[3].TrimEnd().ShouldBe("     2 March 1930  The Lindau Treaty was signed by Austria, Germany and Switzerland [1]");
        lines[4].TrimEnd().ShouldBe("        June 1931  The Lindau Treaty entered into force [2]");
        lines[5].TrimEnd().ShouldBe("             1934  Austria gave notice of withdrawal from the Lindau Treaty [3]");
        lines[6].ShouldContain("(disputed) [4]");
        lines[7].ShouldStartWith("      8 July 1936  ");
    }

    [Fact]
    public async Task Timeline_AnnouncedPlan_IsToldAsTheAnnouncementItIs()
    {
        var (_, output, _) = await _corpus.RunAsync("timeline", "lindau");

        output.ShouldContain("      8 July 1936  Germany announced that it would withdraw from the Lindau Treaty [5]");
        output.Split("8 July 1936  ").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Timeline_Party_LeavesOutWhatConcernsOthersOnly()
    {
        var (_, output, _) = await _corpus.RunAsync("timeline", "lindau", "--party", "Vienna");

        output.ShouldStartWith("Lindau Treaty: timeline for Austria");
        output.ShouldContain("June 1931");
        output.ShouldContain("9 January 1935");
        output.ShouldNotContain("1936");
    }

    [Fact]
    public async Task Timeline_Sources_ListsEachDocumentOnceWithItsQuotesVerbatim()
    {
        var (_, output, _) = await _corpus.RunAsync("timeline", "lindau");

        var sources = output[output.IndexOf("Sources", StringComparison.Ordinal)..];
        sources.Split("Lindau Treaty: fact sheet, Test register, 4 May 2021").Length.ShouldBe(2);
        sources.ShouldContain("[2]  ¶1: “The Lindau Treaty entered into force in June 1931.”");
        sources.ShouldContain("Gunboats leave the lake, Lake Gazette, 10 July 1936");
    }

    [Fact]
    public async Task Timeline_Json_CarriesPrecisionMarksAndVerifiedCitations()
    {
        var (_, output, _) = await _corpus.RunAsync("timeline", "lindau", "--format", "json");

        var root = JsonDocument.Parse(output).RootElement;
        root.GetProperty("treatyId").GetString().ShouldBe("lindau");
        var entries = root.GetProperty("entries").EnumerateArray().ToList();
        entries.Select(entry => entry.GetProperty("date").GetString()).ShouldBe(["1930-03-02", "1931-06", "1934", "1935-01-09", "1936-07-08"]);
        entries.Select(entry => entry.GetProperty("precision").GetString()).ShouldBe(["day", "month", "year", "day", "day"]);
        entries[3].GetProperty("marks")[0].GetString().ShouldBe("disputed");
        entries[0].GetProperty("parties").EnumerateArray().Select(party => party.GetString()).ShouldBe(["Austria", "Germany", "Switzerland"]);
        root.GetProperty("altText").GetString()!.ShouldContain("June 1931: The Lindau Treaty entered into force.");
        foreach (var citation in root.GetProperty("citations").EnumerateArray())
        {
            var file = await File.ReadAllTextAsync(
                System.IO.Path.Combine(_corpus.Path("corpus"), citation.GetProperty("documentId").GetString() + ".md"), TestContext.Current.CancellationToken);
            file.Substring(citation.GetProperty("start").GetInt32(), citation.GetProperty("length").GetInt32()).ShouldBe(citation.GetProperty("quote").GetString());
        }
    }

    [Fact]
    public async Task Timeline_UnknownTreaty_ExitsTwoWithTheNearestNames()
    {
        var (code, output, error) = await _corpus.RunAsync("timeline", "Lindow Treaty");

        code.ShouldBe(CommandLine.WrongUsage);
        output.ShouldBeEmpty();
        error.ShouldContain("no treaty called “Lindow Treaty”. The nearest names: Lindau Treaty (lindau)");
    }

    [Fact]
    public async Task Timeline_NameOfSeveral_ExitsTwoAndListsThem()
    {
        var (code, _, error) = await _corpus.RunAsync("timeline", "Konstanz I and Konstanz II");

        code.ShouldBe(CommandLine.WrongUsage);
        error.ShouldContain("can mean Konstanz I (konstanz-1) or Konstanz II (konstanz-2)");
    }

    [Fact]
    public async Task Timeline_UnknownParty_ExitsTwo()
    {
        var (code, _, error) = await _corpus.RunAsync("timeline", "lindau", "--party", "Ruritania");

        code.ShouldBe(CommandLine.WrongUsage);
        error.ShouldContain("“Ruritania”");
    }

    [Fact]
    public async Task Timeline_TreatyWithoutEvents_SaysSoAndDrawsNothing()
    {
        var (code, output, _) = await _corpus.RunAsync("timeline", "Konstanz II", "--png", _corpus.Path("none.png"));

        code.ShouldBe(CommandLine.Done);
        output.Trim().ShouldBe("My documents date no event of Konstanz II (konstanz-2).");
        File.Exists(_corpus.Path("none.png")).ShouldBeFalse();
    }

    [Fact]
    public async Task Timeline_PngInMissingFolder_ExitsTwoBeforeAnyWork()
    {
        var (code, output, error) = await _corpus.RunAsync("timeline", "lindau", "--png", _corpus.Path("no/such/folder.png"));

        code.ShouldBe(CommandLine.WrongUsage);
        output.ShouldBeEmpty();
        error.ShouldContain("there is no folder");
    }

    [Fact]
    public async Task Timeline_Png_WritesPictureOfItsSize()
    {
        var path = _corpus.Path("lindau.png");

        var (code, _, error) = await _corpus.RunAsync("timeline", "lindau", "--png", path);

        code.ShouldBe(CommandLine.Done, error);
        var png = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Pictures.Png.Size(png).ShouldBe((1600, 900));
    }
}
