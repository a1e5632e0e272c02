using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Ingestion;

public sealed class FrontMatterTests
{
    private const string Sheet = """
        ---
        title: "Treaty on Lamps (LAMP): fact sheet"
        publisher: TreatyBot register
        published: 2026-11
        tier: register
        id: lamp
        names:
          - Treaty on Lamps
          - Lamp Treaty
          - LAMP
          - Лампа
        sources:
          - title: "Lamps"
            url: https://example.org/lamps
          - https://example.org/more
        unknown: ignored
        events:
          - date: 1990-11-19
            precision: month
            act: entry into force
            parties: all
            note: "The Lamp Treaty: in force since 19 November 1990."
            source: [1, https://example.org/third]
          - date: 2007
            act: notify-withdrawal
            parties: [Borduria, Syldavia]
            note: Borduria gave notice in 2007.
            source: 2
            disputed: true
          - date: 2008-01-02
            act: sign
            note: "It \"folds\""
        ---
        # Lamps
        """;

    [Fact]
    public void Parse_RegisterSheet_GivesNamesAndEvents()
    {
        var front = FrontMatterParser.Parse("lamp.md", Sheet).ShouldNotBeNull();

        front.Title.ShouldBe("Treaty on Lamps (LAMP): fact sheet");
        front.Published.ShouldBe(new PartialDate(2026, 11));
        front.Tier.ShouldBe(SourceTier.Register);
        front.Sources.Select(source => source.Url).ShouldBe(
            ["https://example.org/lamps", "https://example.org/more", "https://example.org/third"]);
        var register = front.Register.ShouldNotBeNull();
        register.Names.ShouldBe(["Treaty on Lamps", "Lamp Treaty", "LAMP", "Лампа"]);
        register.Events.Select(e => e.Act).ShouldBe([TreatyAct.EnterIntoForce, TreatyAct.NotifyWithdrawal, TreatyAct.Sign]);
        register.Events[0].Date.ShouldBe(new PartialDate(1990, 11));
        register.Events[0].Parties.ShouldBe(["all"]);
        register.Events[0].Sources.ShouldBe([1, 3]);
        register.Events[1].Parties.ShouldBe(["Borduria", "Syldavia"]);
        register.Events[1].IsDisputed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Parse_PlainAndQuotedNotes_AreLocatedInTheFile(string newLine)
    {
        var text = Sheet.ReplaceLineEndings(newLine);

        var events = FrontMatterParser.Parse("lamp.md", text)!.Register!.Events;

        events.Take(2).ShouldAllBe(e => text.Substring(e.Start, e.Length) == e.Note && e.Length > 0);
        events[2].Note.ShouldBe("It \"folds\"");
        events[2].Start.ShouldBe(-1);
        events[2].Length.ShouldBe(0);
    }

    [Fact]
    public void Parse_EscapedNoteThatTheBodyStates_IsLocatedThere()
    {
        var text = Sheet + "\nIt \"folds\" at night.";

        var folded = FrontMatterParser.Parse("lamp.md", text)!.Register!.Events[2];

        text.Substring(folded.Start, folded.Length).ShouldBe("It \"folds\"");
    }

    [Fact]
    public void Parse_NamesAsMapping_KeepsTheirOrder()
    {
        var front = FrontMatterParser.Parse("x.md", "---\nid: x\nnames:\n  abbreviation: X\n  full: Treaty X\n  aliases: [Ex, Xx]\n---\n");

        front!.Register!.Names.ShouldBe(["Treaty X", "X", "X", "Ex", "Xx"]);
    }

    [Theory]
    [InlineData("Some text")]
    [InlineData("---\nA thematic break opens this text.\n")]
    [InlineData("---\n- a list: of lamps\n---\nText")]
    [InlineData("----\ntitle: x\n----\n")]
    public void Parse_NoFrontMatter_GivesNull(string text) => FrontMatterParser.Parse("x.md", text).ShouldBeNull();

    [Theory]
    [InlineData("tier: gossip", "x.md: line 2: tier \"gossip\" is unknown; use one of treaty, protocol, depositary, government, analysis, press, register")]
    [InlineData("title: x\npublished: 7 May 2023", "x.md: line 3: published \"7 May 2023\" is not a date; write 2023-11-07, 2023-11 or 2023")]
    [InlineData("url: example.org", "x.md: line 2: url \"example.org\" is not a web address; it must begin with https:// or http://")]
    [InlineData("title: [a, b]", "x.md: line 2: title must be a single value")]
    [InlineData("language: English language", "x.md: line 2: language \"English language\" is not a language tag; write en, ru or pt-BR")]
    [InlineData("events: []", "x.md: line 2: names and events belong to a register sheet, which needs an id such as cfe")]
    [InlineData("id: x\nnames: [X]\nevents:\n  - date: 2020-01\n    precision: day\n    act: sign\n    note: N.",
        "x.md: line 6: precision day is finer than the date 2020-01; complete the date or coarsen the precision")]
    [InlineData("id: x\nnames: [X]\nevents:\n  - date: 2020\n    act: sign\n    note: N.\n    source: 4",
        "x.md: line 8: source 4 does not exist; sources are numbered 1 to 0")]
    public void Parse_WrongValue_NamesFileLineAndMend(string yaml, string message) =>
        Should.Throw<DocumentReadException>(() => FrontMatterParser.Parse("x.md", $"---\n{yaml}\n---\ntext"))
            .Message.ShouldBe(message);

    [Fact]
    public void Parse_UnknownAct_NamesLineAndAcceptedActs()
    {
        var error = Should.Throw<DocumentReadException>(
            () => FrontMatterParser.Parse("x.md", "---\nid: x\nnames: [X]\nevents:\n  - date: 2020\n    act: celebrate\n    note: N.\n---\n"));

        error.Message.ShouldStartWith("x.md: line 6: act \"celebrate\" is unknown; use one of adopt, open, sign,");
        error.Message.ShouldContain("enter_into_force");
    }

    [Theory]
    [InlineData("---\ntitle: a: b\n---\n", "line 2")]
    [InlineData("---\ntitle: x\ntitle: y\n---\n", "line 3")]
    [InlineData("---\nkey:value\n---\n", "line 2: the front matter must be a list of")]
    [InlineData("---\ntitle: x\nno end\n", "never closed")]
    public void Parse_BrokenYaml_NamesTheLine(string text, string expected) =>
        Should.Throw<DocumentReadException>(() => FrontMatterParser.Parse("x.md", text)).Message.ShouldContain(expected);

    [Fact]
    public void Parse_EndlessNesting_IsRefusedRatherThanOverflowing() =>
        Should.Throw<DocumentReadException>(() => FrontMatterParser.Parse("x.md", $"---\na: {new string('[', 100_000)}\n---\n"));

    [Theory]
    [InlineData("Signed", TreatyAct.Sign)]
    [InlineData("open_for_signature", TreatyAct.Open)]
    [InlineData("withdrawal notice", TreatyAct.NotifyWithdrawal)]
    [InlineData("denounce", TreatyAct.Withdraw)]
    [InlineData("ENTER-INTO-FORCE", TreatyAct.EnterIntoForce)]
    public void TryParse_Synonym_GivesAct(string name, TreatyAct expected)
    {
        ActNames.TryParse(name, out var act).ShouldBeTrue();
        act.ShouldBe(expected);
    }
}
